package io.winnow.jobs.ingest;

import io.winnow.spark.Rows;
import io.winnow.testing.LocalSpark;
import io.winnow.text.Word;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Writes inputs and shows what was read of them. */
final class CorpusFiles {

  private CorpusFiles() {}

  static Path write(Path file, String content) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  static Corpus read(Path path) {
    return read(path, InputFormat.AUTO);
  }

  static Corpus read(Path path, InputFormat format) {
    return Corpus.read(LocalSpark.session(), CorpusInput.of(path.toString(), format));
  }

  static CorpusInput input(Path path, InputFormat format, String source, long maxBadRecords) {
    InputSettings settings =
        new InputSettings(
            source,
            format,
            TextSettings.AUTOMATIC,
            "auto",
            "auto",
            List.of(),
            List.of("*"),
            maxBadRecords);
    return CorpusInput.of(path.toString(), settings);
  }

  /** {@code words|between|bars -> spans} of each sentence, sorted. */
  static List<String> shown(Dataset<Row> sentences) {
    return sentences.collectAsList().stream().map(CorpusFiles::shown).sorted().toList();
  }

  static List<String> shown(Path path) {
    try (Corpus corpus = read(path)) {
      return shown(corpus.sentences());
    }
  }

  private static String shown(Row row) {
    String text = row.getAs("text");
    List<Word> words = Rows.words(row);
    for (Word word : words) {
      if (!text.substring(word.start(), word.end()).equals(word.text())) {
        throw new AssertionError(word + " does not stand in '" + text + "'");
      }
    }
    String spans = row.getAs("spans") == null ? "?" : Rows.spans(row, "spans").toString();
    return words.stream().map(Word::text).collect(Collectors.joining("|")) + " -> " + spans;
  }
}
