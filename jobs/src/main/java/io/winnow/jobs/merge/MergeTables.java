package io.winnow.jobs.merge;

import io.winnow.annotation.Annotation;
import io.winnow.jobs.JobContext;
import io.winnow.jobs.Tables;
import io.winnow.spark.Rows;
import io.winnow.spark.Schemas;
import io.winnow.vendor.AcceptedAnnotation;
import io.winnow.vendor.RejectedRow;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.RunId;
import io.winnow.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/** The three tables that a merge writes: annotations, rejected rows, labels. */
record MergeTables(JobContext context, RunId run, Sent sent) {

  static final String ANNOTATIONS = "annotations";
  static final String REJECTED = "rejected";
  private static final StructType ORIGIN =
      new StructType()
          .add("id", "string", false)
          .add("settled", Schemas.LABELS.apply("spans").dataType(), false)
          .add("annotators", Schemas.LABELS.apply("annotators").dataType(), false)
          .add("round", "int", false)
          .add("batch_id", "string", false)
          .add("adjudicator", "string", false);

  /** By the round in whose inbox the row was. */
  Map<String, Path> writeRejected(List<RejectedRow> rejected) {
    SortedMap<Integer, List<Row>> byRound = new TreeMap<>();
    for (RejectedRow row : rejected) {
      int round = Integer.parseInt(row.file().substring(0, row.file().indexOf('/')));
      byRound.computeIfAbsent(round, key -> new ArrayList<>()).add(row(row));
    }
    return write(REJECTED, byRound, Schemas.REJECTED, context.workspace()::rejected);
  }

  /** By the round in which the sentence was sent. */
  Map<String, Path> writeAnnotations(List<AcceptedAnnotation> accepted) {
    Map<String, Integer> roundOfBatch = sent.roundOfBatch();
    SortedMap<Integer, List<Row>> byRound = new TreeMap<>();
    for (AcceptedAnnotation answer : accepted) {
      byRound
          .computeIfAbsent(roundOfBatch.get(answer.batchId()), key -> new ArrayList<>())
          .add(row(answer));
    }
    return write(ANNOTATIONS, byRound, Schemas.ANNOTATIONS, context.workspace()::annotations);
  }

  /**
   * The labels with the texts that were sent out.
   *
   * @return words in all labelled sentences
   */
  long writeLabels(LabelStore labels, Path target) {
    List<Row> rows =
        labels.rows().stream()
            .map(
                row ->
                    RowFactory.create(
                        row.label().sentenceId(),
                        Rows.ofConfidentSpans(row.label().spans()),
                        row.annotators().toArray(new String[0]),
                        row.round(),
                        row.batchId(),
                        row.adjudicator()))
            .toList();
    SparkSession spark = context.spark().get();
    Dataset<Row> settled = spark.createDataset(rows, Encoders.row(ORIGIN));
    Dataset<Row> table =
        settled
            .join(texts(spark), "id")
            .withColumnRenamed("settled", "spans")
            .withColumn(
                "posteriors",
                functions.lit(null).cast(Schemas.LABELS.apply("posteriors").dataType()))
            .select(
                java.util.Arrays.stream(Schemas.LABELS.fieldNames())
                    .map(functions::col)
                    .toArray(org.apache.spark.sql.Column[]::new));
    Tables.write(table.coalesce(1).sortWithinPartitions("id"), target);
    Row written =
        Tables.read(spark, target, Schemas.LABELS)
            .agg(
                functions.count(functions.lit(1)),
                functions.coalesce(
                    functions.sum(functions.size(functions.col("words"))), functions.lit(0L)))
            .first();
    if (written.getLong(0) != rows.size()) {
      throw new IllegalStateException(
          "Merging settled %d labels and wrote %d; nothing is published, run it again"
              .formatted(rows.size(), written.getLong(0)));
    }
    return written.getLong(1);
  }

  /** Every sentence that was ever sent, once. */
  private Dataset<Row> texts(SparkSession spark) {
    Workspace workspace = context.workspace();
    Dataset<Row> texts = null;
    for (int round : sent.rounds().keySet()) {
      Pointer selection = workspace.selection(round).latest().orElseThrow();
      Dataset<Row> here =
          Tables.read(spark, workspace, selection, "selection", Schemas.SELECTION)
              .select("id", "text", "words");
      texts = texts == null ? here : texts.unionByName(here);
    }
    return texts.dropDuplicates("id");
  }

  private Map<String, Path> write(
      String name,
      SortedMap<Integer, List<Row>> byRound,
      StructType schema,
      Function<Integer, Path> folder) {
    Map<String, Path> outputs = new TreeMap<>();
    byRound.forEach(
        (round, rows) -> {
          Path target = new Path(folder.apply(round), run.folder());
          Tables.write(
              context.spark().get().createDataset(rows, Encoders.row(schema)).coalesce(1), target);
          outputs.put(String.format(Locale.ROOT, "%s/%04d", name, round), target);
        });
    return outputs;
  }

  private static Row row(RejectedRow row) {
    return RowFactory.create(
        row.file(),
        row.row(),
        row.recordId(),
        row.annotatorId(),
        row.reason().name(),
        row.message());
  }

  private static Row row(AcceptedAnnotation answer) {
    Annotation annotation = answer.annotation();
    return RowFactory.create(
        annotation.sentenceId(),
        answer.batchId(),
        annotation.annotatorId(),
        annotation.status().name().toLowerCase(Locale.ROOT),
        Rows.ofSpans(annotation.spans()),
        answer.seconds(),
        answer.comment(),
        answer.file(),
        answer.row());
  }
}
