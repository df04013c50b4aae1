package io.winnow.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.jobs.ingest.Corpus.ReadCounts;
import io.winnow.spark.Schemas;
import io.winnow.text.Sentence;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextCorpusTest {

  @TempDir Path folder;

  @Test
  void aLineIsASentenceAndBlankLinesAreCounted() throws IOException {
    Path file =
        CorpusFiles.write(
            folder.resolve("news.txt"),
            "\uFEFFAnna met Bob.\r\n\n  \u00A0\nذَهَبَ 👍🏽 北京\n\nlast");

    try (Corpus corpus = CorpusFiles.read(file)) {
      assertThat(CorpusFiles.shown(corpus.sentences()))
          .containsExactly("Anna|met|Bob|. -> ?", "last -> ?", "ذَهَبَ|👍🏽|北|京 -> ?");
      assertThat(corpus.counts()).isEqualTo(new ReadCounts(3, 3, 0));
      assertThat(corpus.problems()).isEmpty();
    }
  }

  @Test
  void sentencesHaveTheHoldoutsSchemaAndAnIdOfSourceAndText() throws IOException {
    Path file = CorpusFiles.write(folder.resolve("news.txt"), "Anna met Bob.\n");

    try (Corpus corpus = CorpusFiles.read(file)) {
      Row row = corpus.sentences().head();
      assertThat(corpus.sentences().schema())
          .isEqualTo(Schemas.HOLDOUT.add("metadata", "string").add("document", "string"));
      assertThat(row.<String>getAs("id")).isEqualTo(Sentence.idOf("news", "Anna met Bob."));
      assertThat(row.<String>getAs("source")).isEqualTo("news");
      assertThat(row.<String>getAs("source_id")).isNull();
    }
  }

  @Test
  void aFolderOfPlainAndCompressedFilesIsRead() throws IOException {
    CorpusFiles.write(folder.resolve("in/a.txt"), "one\ntwo");
    CorpusFiles.write(folder.resolve("in/deep/b[1].text"), "three");
    CorpusFiles.write(folder.resolve("in/_SUCCESS"), "not read");
    gzip(folder.resolve("in/c.txt.gz"), "four\nfünf 🎉");

    assertThat(CorpusFiles.shown(folder.resolve("in")))
        .containsExactly("four -> ?", "fünf|🎉 -> ?", "one -> ?", "three -> ?", "two -> ?");
    assertThat(CorpusFiles.shown(folder.resolve("in/*.txt")))
        .containsExactly("one -> ?", "two -> ?");
  }

  @Test
  void anInputWithoutASentenceIsRefused() throws IOException {
    Path blank = CorpusFiles.write(folder.resolve("blank.txt"), "\n \n\u200B\n");
    Path empty = CorpusFiles.write(folder.resolve("empty.txt"), "");

    assertThatThrownBy(() -> CorpusFiles.read(blank))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("blank.txt", "no sentence", "blank records 3");
    assertThatThrownBy(() -> CorpusFiles.read(empty))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("empty.txt", "all its files are empty, or there are none");
  }

  @Test
  void aMissingInputIsRefused() {
    assertThatThrownBy(() -> CorpusFiles.read(folder.resolve("nowhere.txt")))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("nowhere.txt", "no such file or folder");
  }

  @Test
  void aFormatThatNamesDontTellIsAskedFor() throws IOException {
    CorpusFiles.write(folder.resolve("mixed/a.txt"), "one");
    CorpusFiles.write(folder.resolve("mixed/b.conll"), "one\tO");
    Path strange = CorpusFiles.write(folder.resolve("part-00000"), "one");

    assertThatThrownBy(() -> CorpusFiles.read(folder.resolve("mixed")))
        .hasMessageContainingAll("text, conll", "name the format: text, jsonl, conll, parquet");
    assertThatThrownBy(() -> CorpusFiles.read(strange))
        .hasMessageContainingAll("part-00000", ".txt", "name the format");
    try (Corpus corpus = CorpusFiles.read(strange, InputFormat.TEXT)) {
      assertThat(corpus.counts().sentences()).isEqualTo(1);
    }
  }

  @Test
  void aTruncatedGzipIsNamed() throws IOException {
    gzip(folder.resolve("whole.txt.gz"), "a b c d e f g ".repeat(5_000));
    byte[] whole = Files.readAllBytes(folder.resolve("whole.txt.gz"));
    Path half = folder.resolve("half.txt.gz");
    Files.write(half, Arrays.copyOf(whole, whole.length / 2));

    assertThatThrownBy(() -> CorpusFiles.read(half))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("half.txt.gz");
  }

  @Test
  void aSourceIsNamedAfterItsFileWithoutEndings() {
    assertThat(CorpusInput.of("/data/news.v2.TXT.gz", InputFormat.AUTO).source())
        .isEqualTo("news.v2");
    assertThat(CorpusInput.of("hdfs://host/data/wnut17/", InputFormat.AUTO).source())
        .isEqualTo("wnut17");
  }

  private static void gzip(Path file, String content) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(content.getBytes(StandardCharsets.UTF_8));
    }
  }
}
