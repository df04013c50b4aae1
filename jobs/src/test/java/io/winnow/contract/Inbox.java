package io.winnow.contract;

import io.winnow.contract.SentSentences.SentSentence;
import io.winnow.testing.Duck;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import io.winnow.text.Sentence;
import io.winnow.text.TypeMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An inbox that DuckDB fills, for s5 of 5 words and s3 of 3, both sent in batch r1-b1, s5 with a
 * suggestion.
 */
record Inbox(Path folder) {

  static final LabelScheme LABELS = new LabelScheme(List.of("PER", "LOC"));

  static final SentSentences SENT =
      new SentSentences(
          List.of(
              sent("s5", "A B C D E", new EntitySpan(1, 3, "PER")),
              sent("s3", "\uD83D\uDE00 Ana\u0301 \u05D0\u05D1")));

  /** A sentence of batch r1-b1, its words cut at blanks. */
  static SentSentence sent(String recordId, String text, EntitySpan... suggestions) {
    Sentence sentence = Sentence.ofWords("test", List.of(text.split(" ")));
    return new SentSentence(
        recordId, "r1-b1", SentText.of(sentence.text(), sentence.words()), List.of(suggestions), 1);
  }

  /** Writes a return of the rows that the queries select, in their order. */
  Path put(String name, String... selects) {
    Path file = place(name);
    Duck.copy(String.join(" UNION ALL BY NAME ", selects), file);
    return file;
  }

  void copy(String from, String to) {
    try {
      Files.copy(folder.resolve(from), place(to));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  CollectedReturns check() throws IOException {
    return check(Deliveries.list(Hadoop.local(), Hadoop.path(folder)));
  }

  CollectedReturns check(TypeMap map) throws IOException {
    List<Delivery> files = Deliveries.list(Hadoop.local(), Hadoop.path(folder));
    return CollectedReturns.of(LABELS, map, SENT, Hadoop.local(), files);
  }

  CollectedReturns check(List<Delivery> files) throws IOException {
    return CollectedReturns.of(LABELS, SENT, Hadoop.local(), files);
  }

  private Path place(String name) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
