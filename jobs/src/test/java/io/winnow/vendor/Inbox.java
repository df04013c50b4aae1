package io.winnow.vendor;

import io.winnow.testing.Duck;
import io.winnow.text.LabelScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An inbox that DuckDB fills, for s5 of 5 words and s3 of 3, both sent in batch r1-b1. */
record Inbox(Path folder) {

  static final LabelScheme LABELS = new LabelScheme(List.of("PER", "LOC"));

  static final SentSentences SENT =
      new SentSentences(
          List.of(new SentSentence("s5", "r1-b1", 5), new SentSentence("s3", "r1-b1", 3)));

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

  ReturnCheck check() throws IOException {
    return check(InboxFiles.list(Hadoop.local(), Hadoop.path(folder)));
  }

  ReturnCheck check(List<InboxFile> files) throws IOException {
    return ReturnCheck.of(LABELS, SENT, Hadoop.local(), files);
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
