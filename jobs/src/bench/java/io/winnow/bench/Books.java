package io.winnow.bench;

import io.winnow.bench.contender.Slice;
import io.winnow.bench.contender.Speller;
import io.winnow.bench.contender.TwoCores;
import io.winnow.jobs.ingest.Corpus;
import io.winnow.jobs.ingest.CorpusInput;
import io.winnow.jobs.ingest.InputFormat;
import io.winnow.spark.Rows;
import io.winnow.text.Word;
import io.winnow.text.WordSplitter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Sentences of books, taken evenly from a gzipped text file with one a line. Those that a model
 * can't read at once are left out, since not every contender reads them in parts.
 *
 * @param speller of the model
 */
record Books(Path file, Speller speller) {

  /** The words of the first so many sentences of a file. */
  static List<List<String>> first(Path file, int sentences) throws IOException {
    try (BufferedReader reader = new Books(file, null).reader()) {
      return reader
          .lines()
          .limit(sentences)
          .map(line -> WordSplitter.split(line).stream().map(Word::text).toList())
          .toList();
    }
  }

  /** All of a file's sentences. */
  static List<String> all(Path file) throws IOException {
    try (BufferedReader reader = new Books(file, null).reader()) {
      return reader.lines().toList();
    }
  }

  private int available() throws IOException {
    try (BufferedReader reader = reader()) {
      return Math.toIntExact(reader.lines().count());
    }
  }

  /**
   * Chooses sentences.
   *
   * @throws IllegalArgumentException if the file has fewer
   */
  List<String> choose(int sentences) throws IOException {
    int available = available();
    if (sentences > available) {
      throw new IllegalArgumentException(
          "%s has %,d sentences, fewer than the %,d asked for"
              .formatted(file, available, sentences));
    }
    List<String> chosen = new ArrayList<>();
    try (BufferedReader reader = reader()) {
      long line = 0;
      int due = 0;
      for (String text = reader.readLine(); text != null; text = reader.readLine()) {
        if (++line * sentences / available > due) {
          due++;
          if (fits(text)) {
            chosen.add(text);
          }
        }
      }
    }
    return chosen;
  }

  /**
   * Writes sentences for contenders to read, through the reader that {@code winnow init} uses.
   *
   * @param folder that is not there yet
   */
  Slice write(int sentences, Path folder) throws IOException {
    Slice slice = new Slice(Files.createDirectories(folder));
    Path plain = Files.write(folder.resolve("sentences.txt"), choose(sentences));
    List<Slice.Line> lines = new ArrayList<>();
    try (SparkSession spark = TwoCores.spark().getOrCreate();
        Corpus corpus =
            Corpus.read(spark, CorpusInput.of(plain.toUri().toString(), InputFormat.TEXT))) {
      TwoCores.write(corpus.sentences().repartition(TwoCores.CORES), slice.table());
      Iterator<Row> rows =
          spark.read().parquet(slice.table().toString()).select("id", "words").toLocalIterator();
      while (rows.hasNext()) {
        Row row = rows.next();
        lines.add(
            new Slice.Line(
                row.getString(0), Rows.words(row).stream().map(Word::text).toList()));
      }
    }
    slice.write(lines);
    return slice;
  }

  private boolean fits(String text) {
    List<String> words = WordSplitter.split(text).stream().map(Word::text).toList();
    return speller.spell("", words).isPresent();
  }

  private BufferedReader reader() throws IOException {
    InputStream in = new GZIPInputStream(Files.newInputStream(file));
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }
}
