package io.winnow.jobs.merge;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.winnow.jobs.Run;
import io.winnow.jobs.Tables;
import io.winnow.jobs.labels.LabelStore;
import io.winnow.spark.Schemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/** The tables that a merge writes. */
record MergeTables(Run run) {

  static final String ANNOTATIONS = "annotations";
  static final String REJECTED = "rejected";

  private static final StructType REPLACED =
      new StructType()
          .add("file", "string", false)
          .add("row", "long", false)
          .add("replaced_by_file", "string", false)
          .add("replaced_by_row", "long", false)
          .add("conflict", "boolean", false);

  /** Temporary data of this merge; hidden from readers of the folder, and deleted at its end. */
  Path working() {
    return new Path(run.folder(), "_working");
  }

  FileSystem files() {
    return run.workspace().files();
  }

  void remove(Path table) {
    run.workspace().remove(table);
  }

  /** By the round in which the sentence was sent. */
  RoundTables annotations() {
    return new RoundTables(
        run.spark(), Schemas.ANNOTATIONS, round -> own(run.workspace().annotations(round)));
  }

  /** By the round in whose inbox the row was, each with a {@link RejectionSummary}. */
  RoundTables rejected() {
    return new RoundTables(
        run.spark(), Schemas.REJECTED, round -> own(run.workspace().rejected(round)));
  }

  private Path own(Path shelf) {
    return new Path(shelf, run.id().folder());
  }

  /** Answers in whose place their annotators gave others: a few columns of a few rows. */
  AppendedTable replaced() {
    return new AppendedTable(run.spark(), REPLACED, new Path(working(), "replaced"));
  }

  /** One of the label store's, which the driver writes row by row. */
  AppendedTable append(String name, StructType schema) {
    return new AppendedTable(run.spark(), schema, new Path(run.folder(), name));
  }

  /** Writes a round's annotations once more, with what replaced them and without conflicts. */
  void correct(int round, Path annotations, AppendedTable replaced) {
    Path validated = new Path(working(), ANNOTATIONS + "-" + round);
    try {
      files().mkdirs(validated.getParent());
      if (!files().rename(annotations, validated)) {
        throw new IOException("It cannot be moved to " + validated);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot correct the annotations in " + annotations, e);
    }
    Dataset<Row> corrected =
        Tables.read(run.spark(), validated, Schemas.ANNOTATIONS)
            .drop("replaced_by_file", "replaced_by_row")
            .join(replaced.read(), new String[] {"file", "row"}, "left")
            .where(not(coalesce(col("conflict"), lit(false))));
    Tables.write(
        columns(corrected, Schemas.ANNOTATIONS).sortWithinPartitions("file", "row"), annotations);
  }

  /**
   * Writes the sentences that lack answers.
   *
   * @param counts see {@link PublishedAnnotations#counts}
   */
  Dataset<Row> writeMissing(Dataset<Row> counts) {
    Dataset<Row> missing = counts.where(col("answers").lt(col("asked")));
    return Tables.kept(
        columns(missing, Schemas.MISSING).sortWithinPartitions("round", "id"),
        new Path(run.folder(), LabelStore.MISSING));
  }

  /** Names and folders of what is published. */
  Map<String, Path> published(SortedMap<Integer, Path> annotations) {
    Map<String, Path> outputs = byRound(ANNOTATIONS, annotations);
    for (String name :
        List.of(
            LabelStore.LABELS,
            LabelStore.DISPUTES,
            LabelStore.MISSING,
            LabelStore.ANNOTATORS,
            LabelStore.BATCHES,
            LabelStore.COMPARISON)) {
      outputs.put(name, new Path(run.folder(), name));
    }
    return outputs;
  }

  /** Such as {@code rejected/0003}. */
  static Map<String, Path> byRound(String name, SortedMap<Integer, Path> tables) {
    Map<String, Path> outputs = new TreeMap<>();
    tables.forEach(
        (round, folder) -> outputs.put(String.format(Locale.ROOT, "%s/%04d", name, round), folder));
    return outputs;
  }

  private static Dataset<Row> columns(Dataset<Row> table, StructType schema) {
    return table.select(
        Arrays.stream(schema.fieldNames()).map(functions::col).toArray(Column[]::new));
  }
}
