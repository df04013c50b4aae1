package io.winnow.jobs.ingest;

import io.winnow.spark.Schemas;
import io.winnow.workspace.RunManifest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * An input, read and checked. Keeps its rows on the executors until closed.
 *
 * @param counts what was found
 * @param notes how files were read where it is not the plainest way, see {@link CorpusReader#notes}
 * @param problems the first bad records with file and line, 5 at most
 */
public record Corpus(
    CorpusInput input,
    CorpusReader reader,
    ReadCounts counts,
    List<String> notes,
    List<String> problems,
    Dataset<Row> parsed)
    implements AutoCloseable {

  private static final int PROBLEMS_SHOWN = 5;

  /**
   * What one input held.
   *
   * @param sentences good records, duplicates included
   * @param blank records without a word, and blank lines where a line is a record
   * @param bad records left out because they could not be read
   */
  public record ReadCounts(long sentences, long blank, long bad) {

    private static ReadCounts of(Dataset<Row> parsed) {
      Row found =
          parsed.selectExpr("count_if(size(words) > 0)", "count(*)", "count(problem)").head();
      long bad = found.getLong(2);
      return new ReadCounts(found.getLong(0), found.getLong(1) - found.getLong(0) - bad, bad);
    }
  }

  /**
   * Reads all of an input, in one pass unless records are bad.
   *
   * @throws InputException if it can't be read, holds no sentence or too many bad records
   */
  public static Corpus read(SparkSession spark, CorpusInput input) {
    CorpusReader reader = CorpusReader.of(spark, input);
    List<String> notes = reader.notes();
    Dataset<Row> parsed = keep(reader.read());
    try {
      ReadCounts counts = ReadCounts.of(parsed);
      if (counts.bad() > 0 && reader.readsLinesInParallel()) {
        // Where records are bad, and whether they are: a file may be UTF-16, which takes a stream.
        parsed.unpersist();
        parsed = keep(reader.readInOrder());
        counts = ReadCounts.of(parsed);
      }
      List<String> problems = counts.bad() == 0 ? List.of() : problems(parsed);
      Corpus corpus = new Corpus(input, reader, counts, notes, problems, parsed);
      corpus.check();
      return corpus;
    } catch (Exception e) {
      // Spark throws its checked SparkException through methods that declare none.
      parsed.unpersist();
      throw InputException.of(input.uri(), e);
    }
  }

  private static Dataset<Row> keep(Dataset<Row> rows) {
    return rows.persist(StorageLevel.MEMORY_AND_DISK());
  }

  /** Every sentence read, duplicates too, as {@link Schemas#HOLDOUT}. */
  public Dataset<Row> sentences() {
    return parsed.where("size(words) > 0").selectExpr(Schemas.HOLDOUT.fieldNames());
  }

  /**
   * Its entry in a manifest, with the hash of the content of its files: that means reading them
   * again, by Spark's tasks.
   */
  RunManifest.Input lineage() {
    return RunManifest.Input.outside(
        reader.files().qualified(),
        Map.of("sentences", counts.sentences(), "blank", counts.blank(), "bad", counts.bad()),
        reader.contentHash());
  }

  /**
   * What a manifest has as the hash of an input, of what its files hold now.
   *
   * @throws InputException if nothing is there
   */
  public static String contentHash(SparkSession spark, CorpusInput input) {
    return CorpusReader.of(spark, input).contentHash();
  }

  /** The test set that lies in the same folder, if one does. */
  Optional<CorpusInput> ownHoldout() {
    return reader.folder().hasHoldout() ? Optional.of(input.asHoldout()) : Optional.empty();
  }

  @Override
  public void close() {
    parsed.unpersist();
  }

  private static List<String> problems(Dataset<Row> numbered) {
    return numbered
        .where("problem IS NOT NULL")
        .select("file", "line", "problem")
        .orderBy("file", "line")
        .limit(PROBLEMS_SHOWN)
        .collectAsList()
        .stream()
        .map(row -> "%s line %d: %s".formatted(row.getString(0), row.getLong(1), row.getString(2)))
        .toList();
  }

  private void check() {
    if (counts.bad() > input.settings().maxBadRecords()) {
      throw new InputException(
          "Cannot read %s: %d of %d records are bad, at most %d may be. %s:%n  %s"
              .formatted(
                  input.uri(),
                  counts.bad(),
                  counts.sentences() + counts.blank() + counts.bad(),
                  input.settings().maxBadRecords(),
                  counts.bad() > problems.size() ? "The first " + problems.size() : "They are",
                  String.join("%n  ".formatted(), problems)));
    }
    if (counts.sentences() == 0) {
      throw new InputException(
          "Cannot read %s: no sentence in it (files %d, blank records %d, bad records %d)"
              .formatted(input.uri(), reader.files().files().size(), counts.blank(), counts.bad()));
    }
  }
}
