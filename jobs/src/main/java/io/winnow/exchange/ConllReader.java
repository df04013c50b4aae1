package io.winnow.exchange;

import io.winnow.contract.ReturnedAnswer;
import io.winnow.contract.SentSentence;
import io.winnow.contract.SentSentences;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * CoNLL columns: the first is the word, the last its tag (IOB1, IOB2, BILOU). The comments that
 * {@link ConllWriter} wrote name the sentence. Words are compared with those sent: a tool that cuts
 * words anew would shift the tags.
 */
final class ConllReader implements AnswerReader {

  /** No sentence is longer; a file without empty lines must not fill the memory. */
  private static final int MOST_WORDS = 200_000;

  private final SentSentences sent;

  ConllReader(SentSentences sent) {
    this.sent = sent;
  }

  @Override
  public void read(InputStream in, Sink sink) throws IOException {
    RecordLines lines = new RecordLines(in);
    RecordTally tally = new RecordTally(sink, "sentence");
    Draft draft = new Draft();
    for (byte[] bytes = lines.next(); bytes != null; bytes = lines.next()) {
      String line = text(bytes, lines);
      if (line.isBlank()) {
        add(draft, tally);
        draft = new Draft();
      } else {
        draft.add(line, lines);
      }
    }
    add(draft, tally);
    tally.requireOne();
  }

  private void add(Draft draft, RecordTally tally) throws IOException {
    if (!draft.isEmpty()) {
      tally.add("line " + draft.firstLine, to -> to.answer(answer(draft)));
    }
  }

  private static String text(byte[] bytes, RecordLines lines) {
    String line = new String(bytes, StandardCharsets.UTF_8);
    String bare = lines.number() == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line;
    return bare.endsWith("\r") ? bare.substring(0, bare.length() - 1) : bare;
  }

  private ReturnedAnswer answer(Draft draft) {
    if (draft.error != null) {
      throw new BadRecord(draft.error);
    }
    if (draft.recordId == null) {
      throw new BadRecord("no comment '%s...' names the sentence".formatted(ConllWriter.RECORD));
    }
    Optional<SentSentence> sentence =
        draft.batchId == null ? Optional.empty() : sent.find(draft.recordId, draft.batchId);
    sentence.ifPresent(s -> requireSameWords(draft, s.text().words()));
    return new ReturnedAnswer(
        draft.recordId, draft.batchId, null, "done", null, draft.tags, null, null, null);
  }

  private static void requireSameWords(Draft draft, List<String> words) {
    for (int i = 0; i < Math.min(words.size(), draft.words.size()); i++) {
      if (!ConllWriter.column(words.get(i)).equals(draft.words.get(i))) {
        throw new BadRecord(
            "word %d of record %s is '%s', it was sent as '%s'"
                .formatted(i, draft.recordId, draft.words.get(i), words.get(i)));
      }
    }
  }

  /** The lines of one sentence. */
  private static final class Draft {

    private final List<String> words = new ArrayList<>();
    private final List<String> tags = new ArrayList<>();
    private String recordId;
    private String batchId;
    private String error;
    private long firstLine;

    void add(String line, RecordLines lines) {
      firstLine = firstLine == 0 ? lines.number() : firstLine;
      try {
        lines.requireWhole();
        add(line);
      } catch (BadRecord e) {
        error = error == null ? "%s (line %d)".formatted(e.getMessage(), lines.number()) : error;
      }
    }

    private void add(String line) {
      if (line.startsWith(ConllWriter.RECORD)) {
        recordId = line.substring(ConllWriter.RECORD.length()).strip();
      } else if (line.startsWith(ConllWriter.BATCH)) {
        batchId = line.substring(ConllWriter.BATCH.length()).strip();
      } else if (!line.startsWith("# ") && !line.startsWith("-DOCSTART-")) {
        String[] columns = line.strip().split("[ \\t]+");
        if (columns.length < 2) {
          throw new BadRecord("it has one column, not a word and its tag");
        }
        if (words.size() == MOST_WORDS) {
          throw new BadRecord("the sentence has more than %d words".formatted(MOST_WORDS));
        }
        words.add(columns[0]);
        tags.add(columns[columns.length - 1]);
      }
    }

    boolean isEmpty() {
      return recordId == null && batchId == null && words.isEmpty() && error == null;
    }
  }
}
