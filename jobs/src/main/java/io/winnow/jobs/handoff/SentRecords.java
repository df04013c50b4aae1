package io.winnow.jobs.handoff;

import io.winnow.jobs.Published;
import io.winnow.jobs.Tables;
import io.winnow.spark.Rows;
import io.winnow.spark.Schemas;
import io.winnow.text.EntitySpan;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/**
 * What the record ids of a round stand for. In a round without control items and redaction they are
 * sentence ids, and there is no table; in another every record has a name that tells nothing, and
 * the table of {@link Schemas#CHECKS} tells what it means.
 *
 * @param byRecord all of a round that has the table, work included; else empty
 */
public record SentRecords(Map<String, SentRecord> byRecord) {

  /** The hand-off's output that holds the table, where there is one. */
  public static final String OUTPUT = "checks";

  /**
   * What a record id of a round with such a table stands for. The vendor never sees this.
   *
   * @param recordId as it went out
   * @param expected the known answer in reading order; empty unless the purpose is {@link
   *     Purpose#KNOWN}
   */
  public record SentRecord(
      String recordId,
      String sentenceId,
      String batchId,
      Purpose purpose,
      Optional<List<EntitySpan>> expected) {

    private static SentRecord of(Row row) {
      return new SentRecord(
          row.getAs("record_id"),
          row.getAs("id"),
          row.getAs("batch_id"),
          Purpose.ofColumn(row.getAs("purpose")),
          row.getAs("expected") == null
              ? Optional.empty()
              : Optional.of(Rows.spans(row, "expected")));
    }

    private Row row() {
      Row[] answer = expected.map(Rows::ofSpans).orElse(null);
      return RowFactory.create(recordId, sentenceId, batchId, purpose.column(), answer);
    }
  }

  /**
   * Starts Spark only if the round has control items.
   *
   * @param round one that was handed off
   */
  public static SentRecords of(Published published, int round) {
    Map<String, SentRecord> records = new HashMap<>();
    read(published, round)
        .ifPresent(
            table ->
                table
                    .toLocalIterator()
                    .forEachRemaining(
                        row -> records.put(row.getAs("record_id"), SentRecord.of(row))));
    return new SentRecords(records);
  }

  /** The table itself, rows of {@link Schemas#CHECKS}; empty for a round without. */
  public static Optional<Dataset<Row>> read(Published published, int round) {
    return published
        .latest(published.workspace().outbox(round))
        .filter(pointer -> pointer.outputs().containsKey(OUTPUT))
        .map(pointer -> published.table(pointer, OUTPUT, Schemas.CHECKS));
  }

  static void write(SparkSession spark, Collection<SentRecord> records, Path target) {
    List<Row> rows = records.stream().map(SentRecord::row).toList();
    Tables.write(spark.createDataset(rows, Encoders.row(Schemas.CHECKS)).coalesce(1), target);
  }

  /** The sentence behind a record id. */
  public String sentenceId(String recordId) {
    SentRecord record = byRecord.get(recordId);
    return record == null ? recordId : record.sentenceId();
  }

  /** Why a record went out; only answers to {@link Purpose#WORK} may become labels. */
  public Purpose purpose(String recordId) {
    SentRecord record = byRecord.get(recordId);
    return record == null ? Purpose.WORK : record.purpose();
  }
}
