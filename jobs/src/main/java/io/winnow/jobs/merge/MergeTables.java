package io.winnow.jobs.merge;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.winnow.jobs.AppendedTable;
import io.winnow.jobs.Run;
import io.winnow.jobs.Tables;
import io.winnow.jobs.labels.Decisions;
import io.winnow.jobs.labels.LabelStore;
import io.winnow.spark.Rows;
import io.winnow.spark.Schemas;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/** The tables that a merge writes. */
record MergeTables(Run run) {

  static final String ANNOTATIONS = "annotations";
  static final String REJECTED = "rejected";

  private static final StructType DECIDED =
      new StructType()
          .add("id", "string", false)
          .add("decided", Schemas.LABELS.apply("spans").dataType(), false)
          .add("decided_by", "string", false);

  Path labels() {
    return new Path(run.folder(), LabelStore.LABELS);
  }

  Path disputes() {
    return new Path(run.folder(), LabelStore.DISPUTES);
  }

  Path missing() {
    return new Path(run.folder(), LabelStore.MISSING);
  }

  Path annotators() {
    return new Path(run.folder(), LabelStore.ANNOTATORS);
  }

  Path batches() {
    return new Path(run.folder(), LabelStore.BATCHES);
  }

  Path comparison() {
    return new Path(run.folder(), LabelStore.COMPARISON);
  }

  /** What only this merge needs; hidden from readers of the folder, and gone when it is done. */
  Path working() {
    return new Path(run.folder(), "_working");
  }

  /** A table that the driver writes row by row. */
  AppendedTable append(StructType schema, Path target) {
    return new AppendedTable(run.spark(), schema, target);
  }

  /** By the round in whose inbox the row was, each with a {@link RejectionSummary}. */
  Map<String, Path> writeRejected(Dataset<Row> rejected, SortedSet<Integer> rounds) {
    Column round = functions.substring_index(col("file"), "/", 1).cast("int");
    Map<String, Path> outputs =
        byRound(
            REJECTED,
            rejected.withColumn("round", round),
            rounds,
            Schemas.REJECTED,
            run.workspace()::rejected);
    outputs
        .values()
        .forEach(
            folder ->
                RejectionSummary.write(
                    run.workspace().files(),
                    Tables.read(run.spark(), folder, Schemas.REJECTED),
                    folder));
    return outputs;
  }

  /**
   * By the round in which the sentence was sent.
   *
   * @param annotations with a column {@code round}
   */
  Map<String, Path> writeAnnotations(Dataset<Row> annotations, Set<Integer> rounds) {
    return byRound(
        ANNOTATIONS, annotations, rounds, Schemas.ANNOTATIONS, run.workspace()::annotations);
  }

  private Map<String, Path> byRound(
      String name,
      Dataset<Row> table,
      Set<Integer> rounds,
      StructType schema,
      IntFunction<Path> folders) {
    Map<String, Path> outputs = new TreeMap<>();
    for (int round : rounds) {
      Path target = new Path(folders.apply(round), run.id().folder());
      Tables.write(
          columns(table.where(col("round").equalTo(round)), schema)
              .sortWithinPartitions("file", "row"),
          target);
      outputs.put(String.format(Locale.ROOT, "%s/%04d", name, round), target);
    }
    return outputs;
  }

  /**
   * Labels, and disputes where neither annotators nor a person are sure.
   *
   * @param settled rows of {@link Settling#SETTLED}
   * @param sentences see {@link Answers#bySentence}
   */
  void writeLabels(
      Dataset<Row> settled, Dataset<Row> sentences, Decisions decisions, MergeSettings settings) {
    Dataset<Row> decided = decided(decisions);
    Dataset<Row> all =
        sentences
            .drop("answers")
            .join(settled, column(), "left")
            .join(functions.broadcast(decided), column(), "left");
    Column isDecided = col("decided").isNotNull();
    Column isSure = col("confidence").geq(settings.minConfidence());
    Dataset<Row> labels =
        all.where(isDecided.or(isSure))
            .withColumn("spans", coalesce(col("decided"), col("spans")))
            .withColumn("confidence", when(isDecided, 1.0).otherwise(col("confidence")))
            .withColumn("posteriors", when(isDecided, lit(null)).otherwise(col("posteriors")))
            .withColumn(
                "annotators",
                when(isDecided, array(col("decided_by"))).otherwise(col("annotators")))
            .withColumn("round", coalesce(col("round"), lit(0)))
            .withColumn("batch_id", coalesce(col("batch_id"), lit("")))
            .withColumn(
                "adjudicator",
                when(isDecided, LabelStore.PERSON).otherwise(settings.adjudicator()));
    Tables.write(columns(labels, Schemas.LABELS).sortWithinPartitions("id"), labels());

    Column mayGoAgain = col("times_sent").leq(settings.sendAgain());
    Dataset<Row> disputes =
        all.where(functions.not(isDecided).and(functions.not(isSure)))
            .withColumn("state", when(mayGoAgain, LabelStore.AGAIN).otherwise(LabelStore.PERSON));
    Tables.write(
        columns(disputes, Schemas.DISPUTES).repartition(1).sortWithinPartitions("confidence", "id"),
        disputes());
  }

  /** Sentences that lack answers. */
  void writeMissing(Dataset<Row> counts) {
    Dataset<Row> missing = counts.where(col("answers").lt(col("asked")));
    Tables.write(columns(missing, Schemas.MISSING).sortWithinPartitions("round", "id"), missing());
  }

  private Dataset<Row> decided(Decisions decisions) {
    List<Row> rows = new ArrayList<>();
    decisions
        .settled()
        .forEach(
            (id, settlement) ->
                rows.add(
                    RowFactory.create(
                        id, Rows.ofConfidentSpans(settlement.certain()), settlement.by())));
    SparkSession spark = run.spark();
    return spark.createDataset(rows, org.apache.spark.sql.Encoders.row(DECIDED));
  }

  private static String[] column() {
    return new String[] {"id"};
  }

  private static Dataset<Row> columns(Dataset<Row> table, StructType schema) {
    return table.select(
        Arrays.stream(schema.fieldNames()).map(functions::col).toArray(Column[]::new));
  }
}
