package io.winnow.exchange;

import io.winnow.annotation.ConfidentSpan;
import io.winnow.contract.OutboundSentence;
import io.winnow.contract.ReturnedAnnotation;
import io.winnow.contract.SentSentences;
import io.winnow.exchange.RecordTally.BadRecordException;
import io.winnow.files.Conll;
import io.winnow.files.Lines;
import io.winnow.text.TagFormat;
import io.winnow.text.Word;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * CoNLL columns: the first is the word, the last its tag. Exported are two columns with IOB2 tags;
 * comments before each sentence name it, as in CoNLL-U. They must come back, with tags in IOB1,
 * IOB2 or BILOU. Words are compared with those sent: a tool that cuts words anew would shift the
 * tags. Other comments are passed over.
 */
record ConllColumns(SentSentences sent) {

  private static final String RECORD = "# record_id = ";
  private static final String BATCH = "# batch_id = ";

  /** Tells the word {@code #} from a comment. */
  private static final Pattern TAGGED = Pattern.compile("[ \t](O|[BILEUS]-\\S+)\\s*$");

  void read(InputStream in, RecordTally.Sink sink) throws IOException {
    Lines lines = new Lines(in, RecordTally.MOST_BYTES);
    Conll sentences = new Conll(lines, RecordTally.MOST_BYTES);
    RecordTally tally = new RecordTally(sink, "sentence");
    boolean isOver = false;
    while (!isOver) {
      try {
        Conll.Block sentence = sentences.next();
        isOver = sentence == null;
        if (!isOver && !isEmpty(sentence)) {
          tally.add("line " + sentence.line(), () -> List.of(annotation(sentence)));
        }
      } catch (Lines.TooLongException e) {
        tally.addTooLong("line " + lines.number());
        sentences.skip();
      }
    }
    tally.requireOne();
  }

  private ReturnedAnnotation annotation(Conll.Block sentence) {
    String recordId = named(sentence, RECORD);
    String batchId = named(sentence, BATCH);
    List<String> words = new ArrayList<>();
    List<String> tags = new ArrayList<>();
    for (int i = 0; i < sentence.words().size(); i++) {
      String line = sentence.words().get(i);
      if (isComment(line)) {
        continue;
      }
      // Words were sent without blanks, so a tool may part or align columns with any.
      String[] columns = line.strip().split("[ \t]+");
      if (columns.length < 2) {
        throw new BadRecordException(
            "it has one column, not a word and its tag (line %d)", sentence.firstWord() + i);
      }
      words.add(columns[0]);
      tags.add(columns[columns.length - 1]);
    }
    if (recordId == null) {
      throw new BadRecordException("no comment '%s...' names the sentence", RECORD);
    }
    if (batchId != null) {
      sent.find(recordId, batchId)
          .ifPresent(known -> requireSameWords(recordId, words, known.text().words()));
    }
    return new ReturnedAnnotation(recordId, batchId, null, "done", null, tags, null, null, null);
  }

  /** Whether it is no sentence but comments, such as those at the top of a file. */
  private static boolean isEmpty(Conll.Block sentence) {
    return named(sentence, RECORD) == null
        && named(sentence, BATCH) == null
        && sentence.words().stream().allMatch(ConllColumns::isComment);
  }

  /** A comment in free words; {@link Conll} knows those of CoNLL-U alone. */
  private static boolean isComment(String line) {
    return line.startsWith("# ") && !TAGGED.matcher(line).find();
  }

  /** What the last comment of a kind says; null if there is none. */
  private static String named(Conll.Block sentence, String comment) {
    return Stream.concat(sentence.comments().stream(), sentence.words().stream())
        .filter(line -> line.startsWith(comment))
        .map(line -> line.substring(comment.length()).strip())
        .reduce(null, (earlier, later) -> later);
  }

  private static void requireSameWords(String recordId, List<String> words, List<String> sent) {
    for (int i = 0; i < Math.min(sent.size(), words.size()); i++) {
      if (!Conll.column(sent.get(i)).equals(words.get(i))) {
        throw new BadRecordException(
            "word %d of record %s is '%s', it was sent as '%s'",
            i, recordId, words.get(i), sent.get(i));
      }
    }
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
