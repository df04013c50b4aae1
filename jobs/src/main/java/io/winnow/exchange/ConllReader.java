package io.winnow.exchange;

import io.winnow.contract.ReturnedAnnotation;
import io.winnow.contract.SentSentences;
import io.winnow.files.Conll;
import io.winnow.files.Lines;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * CoNLL columns: the first is the word, the last its tag (IOB1, IOB2, BILOU). The comments that
 * {@link ConllWriter} wrote name the sentence. Words are compared with those sent: a tool that cuts
 * words anew would shift the tags.
 */
final class ConllReader implements AnnotationReader {

  private final SentSentences sent;

  ConllReader(SentSentences sent) {
    this.sent = sent;
  }

  @Override
  public void read(InputStream in, Sink sink) throws IOException {
    Lines lines = new Lines(in, RecordTally.MOST_BYTES);
    Conll sentences = new Conll(lines, RecordTally.MOST_BYTES);
    RecordTally tally = new RecordTally(sink, "sentence");
    boolean isOver = false;
    while (!isOver) {
      try {
        Conll.Block sentence = sentences.next();
        isOver = sentence == null;
        if (!isOver) {
          tally.add("line " + sentence.line(), to -> to.annotation(annotation(sentence)));
        }
      } catch (Lines.TooLongException e) {
        tally.addTooLong("line " + lines.number());
        sentences.skip();
      }
    }
    tally.requireOne();
  }

  private ReturnedAnnotation annotation(Conll.Block sentence) {
    String recordId = named(sentence, ConllWriter.RECORD);
    String batchId = named(sentence, ConllWriter.BATCH);
    List<String> words = new ArrayList<>();
    List<String> tags = new ArrayList<>();
    for (String[] columns : sentence.words()) {
      if (columns.length < 2) {
        throw new BadRecordException(
            "it has one column, not a word and its tag (line %d)"
                .formatted(sentence.firstWord() + words.size()));
      }
      words.add(columns[0]);
      tags.add(columns[columns.length - 1]);
    }
    if (recordId == null) {
      throw new BadRecordException(
          "no comment '%s...' names the sentence".formatted(ConllWriter.RECORD));
    }
    if (batchId != null) {
      sent.find(recordId, batchId)
          .ifPresent(known -> requireSameWords(recordId, words, known.text().words()));
    }
    return new ReturnedAnnotation(recordId, batchId, null, "done", null, tags, null, null, null);
  }

  /** What the last comment of a kind says; null if there is none. */
  private static String named(Conll.Block sentence, String comment) {
    return sentence.comments().stream()
        .filter(line -> line.startsWith(comment))
        .map(line -> line.substring(comment.length()).strip())
        .reduce(null, (earlier, later) -> later);
  }

  private static void requireSameWords(String recordId, List<String> words, List<String> sent) {
    for (int i = 0; i < Math.min(sent.size(), words.size()); i++) {
      if (!Conll.column(sent.get(i)).equals(words.get(i))) {
        throw new BadRecordException(
            "word %d of record %s is '%s', it was sent as '%s'"
                .formatted(i, recordId, words.get(i), sent.get(i)));
      }
    }
  }
}
