package io.winnow.jobs.select;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;

import io.winnow.display.Excerpt;
import io.winnow.files.MalformedTextException;
import io.winnow.files.TextEncoding;
import io.winnow.jobs.Published;
import io.winnow.jobs.corpus.Standing;
import io.winnow.jobs.corpus.StandingSentences;
import io.winnow.settings.SettingsException;
import io.winnow.settings.SettingsException.Problem;
import io.winnow.workspace.ContentHash;
import io.winnow.workspace.RunManifest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;

/**
 * The sentences that a file names, and where they stand when a round begins.
 *
 * @param contentHash of the file
 * @param ids {@code id}, each once
 * @param named different ids
 * @param standing how many of them stand where; the rest are ids of no sentence
 */
record NamedSentences(
    Path file, String contentHash, Dataset<Row> ids, long named, Map<Standing, Long> standing) {

  private static final String KEY = "select.only";
  private static final byte[] PARQUET = "PAR1".getBytes(StandardCharsets.US_ASCII);

  /** What a table that was written as text begins with. */
  private static final String HEADER = "id";

  /**
   * @param path from the workspace, or any URI
   * @throws SettingsException if the file is not there, is neither Parquet with ids nor text, or
   *     names no sentence of the workspace
   */
  static NamedSentences of(Published published, int round, String path) {
    Path file = new Path(published.workspace().root(), path);
    try {
      FileSystem files = file.getFileSystem(published.workspace().files().getConf());
      if (!files.exists(file)) {
        throw problem("is the file %s, which is not there: put it there".formatted(file));
      }
      String hash = ContentHash.of(files, file);
      List<String> ids =
          isParquet(files, file) ? fromParquet(published.spark(), file) : fromText(files, file);
      if (ids.isEmpty()) {
        throw problem("is the file %s, which is empty: it names no sentence".formatted(file));
      }
      return standing(published, round, new Path(files.makeQualified(file).toUri()), hash, ids);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the ids in " + file, e);
    }
  }

  private static NamedSentences standing(
      Published published, int round, Path file, String hash, List<String> ids) {
    Dataset<Row> table = published.spark().createDataset(ids, Encoders.STRING()).toDF("id");
    Map<Standing, Long> standing = new EnumMap<>(Standing.class);
    for (Row row :
        StandingSentences.before(round, published)
            .standings()
            .join(broadcast(table), new String[] {"id"}, "left_semi")
            .groupBy(StandingSentences.STANDING)
            .count()
            .collectAsList()) {
      standing.put(Standing.of(row.getString(0)), row.getLong(1));
    }
    NamedSentences named = new NamedSentences(file, hash, table, ids.size(), standing);
    if (standing.isEmpty()) {
      throw problem(
          "is the file %s, but no sentence of this workspace has one of its %,d ids, such as '%s'; ids are those of the table corpus, one a line"
              .formatted(file, ids.size(), Excerpt.of(ids.get(0), 60)));
    }
    return named;
  }

  /** A folder holds Parquet, as Spark and others write it. */
  private static boolean isParquet(FileSystem files, Path file) throws IOException {
    if (files.getFileStatus(file).isDirectory()) {
      return true;
    }
    try (InputStream in = files.open(file)) {
      return Arrays.equals(in.readNBytes(PARQUET.length), PARQUET);
    }
  }

  private static List<String> fromParquet(SparkSession spark, Path file) {
    Dataset<Row> table;
    try {
      table = spark.read().parquet(file.toString());
    } catch (Exception e) {
      // Spark throws its checked AnalysisException through methods that declare none.
      throw problem(
          "is %s, which can't be read as Parquet: %s".formatted(file, Excerpt.of(e.getMessage())));
    }
    boolean hasIds =
        List.of(table.columns()).contains(HEADER)
            && table.schema().apply(HEADER).dataType().equals(DataTypes.StringType);
    if (!hasIds) {
      throw problem(
          "is %s, which has no column id (string); there are %s"
              .formatted(file, table.schema().simpleString()));
    }
    return table
        .select(HEADER)
        .where(col(HEADER).isNotNull())
        .as(Encoders.STRING())
        .distinct()
        .collectAsList();
  }

  private static List<String> fromText(FileSystem files, Path file) throws IOException {
    try (InputStream in = files.open(file)) {
      List<String> lines =
          TextEncoding.AUTO
              .text(in)
              .lines()
              .map(String::strip)
              .filter(line -> !line.isEmpty())
              .distinct()
              .toList();
      return !lines.isEmpty() && lines.get(0).equals(HEADER)
          ? lines.subList(1, lines.size())
          : lines;
    } catch (MalformedTextException e) {
      throw problem(
          "is the file %s, which is neither Parquet nor text: %s".formatted(file, e.getMessage()));
    }
  }

  long inPool() {
    return standing.getOrDefault(Standing.POOL, 0L);
  }

  /** As a manifest has it: another content would be another selection. */
  RunManifest.Input input() {
    return RunManifest.Input.outside(file.toString(), Map.of("ids", named), contentHash);
  }

  /** How many ids there are, and where the sentences stand. */
  String counts() {
    StringJoiner counts = new StringJoiner("; ");
    for (Standing it : Standing.values()) {
      long some = standing.getOrDefault(it, 0L);
      if (some > 0 || it == Standing.POOL) {
        counts.add("%,d %s".formatted(some, it.words()));
      }
    }
    long unknown = named - standing.values().stream().mapToLong(Long::longValue).sum();
    if (unknown > 0) {
      counts.add("%,d of no sentence of this workspace".formatted(unknown));
    }
    return "%,d %s: %s".formatted(named, named == 1 ? "id" : "ids", counts);
  }

  static SettingsException problem(String message) {
    return new SettingsException(List.of(new Problem(KEY, message)));
  }
}
