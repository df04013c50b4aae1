package io.winnow.exchange;

import io.winnow.annotation.ConfidentSpan;
import io.winnow.columns.ColumnQuery;
import io.winnow.columns.ColumnSentences;
import io.winnow.columns.ColumnSentences.ColumnSentence;
import io.winnow.columns.LayoutException;
import io.winnow.contract.OutboundSentence;
import io.winnow.contract.ReturnedAnnotation;
import io.winnow.contract.SentSentences;
import io.winnow.exchange.RecordTally.BadRecordException;
import io.winnow.exchange.RecordTally.NotThatFormatException;
import io.winnow.files.Conll;
import io.winnow.files.Conll.Problem;
import io.winnow.files.Lines;
import io.winnow.text.TagFormat;
import io.winnow.text.TextAlignment;
import io.winnow.text.Word;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * CoNLL columns. Exported are two columns, the word and its IOB2 tag; comments before each sentence
 * name it, as in CoNLL-U. These must come back; columns and tags may be any that {@link
 * ColumnSentences} reads. Words are compared with those sent: a tool that cuts words anew would
 * shift the tags. Other comments are passed over.
 */
record ConllColumns(SentSentences sent, ColumnQuery query) {

  private static final String RECORD = "# record_id = ";
  private static final String BATCH = "# batch_id = ";

  /**
   * @param file for messages
   * @return what a person should know of the file's columns, a line each
   */
  List<String> read(InputStream in, String file, RecordTally.Sink sink) throws IOException {
    Lines lines = new Lines(in, RecordTally.MOST_BYTES);
    ColumnSentences sentences =
        new ColumnSentences(lines, RecordTally.MOST_BYTES, query, () -> true);
    RecordTally tally = new RecordTally(sink, "sentence");
    try {
      boolean isOver = false;
      while (!isOver) {
        isOver = readNext(lines, sentences, tally);
      }
      tally.requireOne();
      return sentences.notes(file);
    } catch (LayoutException e) {
      throw new NotThatFormatException(e.inFile(), e);
    }
  }

  private boolean readNext(Lines lines, ColumnSentences sentences, RecordTally tally)
      throws IOException {
    try {
      ColumnSentence sentence = sentences.next();
      if (sentence != null && !isEmpty(sentence)) {
        tally.add("line " + sentence.line(), () -> List.of(annotation(sentence)));
      }
      return sentence == null;
    } catch (Lines.TooLongException e) {
      tally.addTooLong("line " + lines.number());
      sentences.skip();
      return false;
    }
  }

  private ReturnedAnnotation annotation(ColumnSentence sentence) {
    String recordId = named(sentence, RECORD);
    String batchId = named(sentence, BATCH);
    if (sentence.problem().isPresent()) {
      Problem problem = sentence.problem().get();
      throw new BadRecordException("%s (line %d)", problem.reason().getMessage(), problem.line());
    }
    List<String> words = sentence.words();
    List<String> tags = sentence.tags();
    if (tags == null && !words.isEmpty()) {
      throw new BadRecordException(
          "it has one column, not a word and its tag (line %d)", sentence.firstWord());
    }
    if (recordId == null) {
      throw new BadRecordException("no comment '%s...' names the sentence", RECORD);
    }
    if (batchId != null) {
      sent.find(recordId, batchId)
          .ifPresent(known -> requireSameWords(recordId, words, known.text().words()));
    }
    return new ReturnedAnnotation(
        recordId, batchId, null, "done", null, tags == null ? List.of() : tags, null, null, null);
  }

  /** Whether it is no sentence but comments, such as those at the top of a file. */
  private static boolean isEmpty(ColumnSentence sentence) {
    return named(sentence, RECORD) == null
        && named(sentence, BATCH) == null
        && sentence.words().isEmpty()
        && sentence.problem().isEmpty();
  }

  /** What the last comment of a kind says; null if there is none. */
  private static String named(ColumnSentence sentence, String comment) {
    return sentence.comments().stream()
        .filter(line -> line.startsWith(comment))
        .map(line -> line.substring(comment.length()).strip())
        .reduce(null, (earlier, later) -> later);
  }

  private static void requireSameWords(String recordId, List<String> words, List<String> sent) {
    for (int i = 0; i < Math.min(sent.size(), words.size()); i++) {
      if (!isSame(sent.get(i), words.get(i))) {
        throw new BadRecordException(
            "word %d of record %s is '%s', it was sent as '%s'",
            i, recordId, words.get(i), sent.get(i));
      }
    }
  }

  /** Words are sent without blanks. */
  private static boolean isSame(String sent, String word) {
    return Conll.column(sent).equals(word) || TextAlignment.isSame(Conll.column(sent), word);
  }

  static String task(String batchId, OutboundSentence sentence) {
    StringBuilder lines = new StringBuilder();
    lines.append("%s%s\n%s%s\n".formatted(RECORD, sentence.recordId(), BATCH, batchId));
    String text = sentence.text();
    List<Word> words = sentence.words();
    Conll.append(
        lines,
        words.stream().map(word -> text.substring(word.start(), word.end())).toList(),
        TagFormat.IOB2.tags(
            words.size(), sentence.suggestions().stream().map(ConfidentSpan::span).toList()));
    return lines.toString();
  }
}
