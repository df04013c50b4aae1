package io.winnow.jobs.merge;

import io.winnow.annotation.Annotation;
import io.winnow.contract.ReasonCode;
import io.winnow.contract.ReturnSink;
import io.winnow.contract.ReturnSink.AcceptedAnnotation;
import io.winnow.contract.ReturnSink.RejectedRow;
import io.winnow.contract.ReturnSink.ReplacedAnnotation;
import io.winnow.jobs.AppendedTable;
import io.winnow.spark.Rows;
import io.winnow.spark.Schemas;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Every returned row and what became of it, kept in tables, not in memory. */
final class JudgedReturns implements ReturnSink, AutoCloseable {

  private static final int MESSAGES_KEPT = 5;
  private static final StructType REPLACED =
      new StructType()
          .add("file", "string", false)
          .add("row", "long", false)
          .add("replaced_by_file", "string", false)
          .add("replaced_by_row", "long", false)
          .add("conflict", "boolean", false);

  private final AppendedTable accepted;
  private final AppendedTable rejected;
  private final AppendedTable replaced;
  private final Map<ReasonCode, Long> reasons = new EnumMap<>(ReasonCode.class);
  private final Set<String> batches = new HashSet<>();
  private final SortedSet<Integer> rejectedRounds = new TreeSet<>();
  private final List<String> messages = new ArrayList<>();
  private long repeated;
  private long conflicts;

  /**
   * @param folder of the run's own, not there yet
   */
  JudgedReturns(SparkSession spark, Path folder) {
    this.accepted = new AppendedTable(spark, Schemas.ANSWERS, new Path(folder, "accepted"));
    this.rejected = new AppendedTable(spark, Schemas.REJECTED, new Path(folder, "rejected"));
    this.replaced = new AppendedTable(spark, REPLACED, new Path(folder, "replaced"));
  }

  @Override
  public void accepted(AcceptedAnnotation answer) {
    Annotation annotation = answer.annotation();
    batches.add(answer.batchId());
    accepted.add(
        RowFactory.create(
            annotation.sentenceId(),
            answer.batchId(),
            annotation.annotatorId(),
            annotation.status().name().toLowerCase(Locale.ROOT),
            Rows.ofSpans(annotation.spans()),
            answer.seconds(),
            answer.comment(),
            answer.file(),
            answer.row()));
  }

  @Override
  public void rejected(RejectedRow row) {
    reasons.merge(row.reason(), 1L, Long::sum);
    rejectedRounds.add(Deliveries.round(row.file()));
    if (messages.size() < MESSAGES_KEPT) {
      messages.add(row.message());
    }
    rejected.add(
        RowFactory.create(
            row.file(),
            row.row(),
            row.recordId(),
            row.annotatorId(),
            row.reason().name(),
            row.message()));
  }

  @Override
  public void repeated(long rows) {
    repeated += rows;
  }

  @Override
  public void replaced(ReplacedAnnotation answer) {
    replaced.add(
        RowFactory.create(
            answer.file(), answer.row(), answer.byFile(), answer.byRow(), answer.isConflict()));
    if (answer.isConflict()) {
      conflicts++;
      rejected(answer.rejected());
    }
  }

  @Override
  public void close() {
    accepted.close();
    rejected.close();
    replaced.close();
  }

  /**
   * Every answer that ever stood, with what replaced it: {@code replaced_by_file} and {@code _row}.
   */
  Dataset<Row> history() {
    Dataset<Row> later = replaced.read().where("not conflict").drop("conflict");
    Dataset<Row> contradicted = replaced.read().where("conflict").select("file", "row");
    return accepted
        .read()
        .join(contradicted, new String[] {"file", "row"}, "left_anti")
        .join(later, new String[] {"file", "row"}, "left");
  }

  /** Rows of {@link Schemas#REJECTED}. */
  Dataset<Row> rejectedRows() {
    return rejected.read();
  }

  /** The batches that have answers. */
  Set<String> batches() {
    return batches;
  }

  /** The rounds in whose inboxes the rejected rows were. */
  SortedSet<Integer> rejectedRounds() {
    return rejectedRounds;
  }

  /** Answers that stand. */
  long standing() {
    return accepted.rows() - replaced.rows();
  }

  /** Answers in whose place their annotator sent another one in a later file. */
  long corrected() {
    return replaced.rows() - conflicts;
  }

  long rejectedCount() {
    return rejected.rows();
  }

  long repeatedCount() {
    return repeated;
  }

  Map<ReasonCode, Long> reasons() {
    return reasons;
  }

  /** The first few. */
  List<String> messages() {
    return messages;
  }
}
