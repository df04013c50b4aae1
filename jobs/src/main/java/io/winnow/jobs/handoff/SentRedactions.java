package io.winnow.jobs.handoff;

import io.winnow.jobs.Published;
import io.winnow.jobs.Tables;
import io.winnow.redaction.Redaction;
import io.winnow.redaction.Replacement;
import io.winnow.spark.Rows;
import io.winnow.spark.Schemas;
import io.winnow.text.EntitySpan;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/**
 * The records of a round that went out with placeholders, and what these stand for. The table lies
 * beside that of {@link SentRecords}: it leaves the workspace never, and a later merge reads it
 * whatever the settings are by then.
 *
 * @param byRecord none of a round in which nothing was replaced
 */
public record SentRedactions(Map<String, Redaction> byRecord) {

  /** The hand-off's output that holds the table, where there is one. */
  static final String OUTPUT = "redactions";

  /** One record, under the name by which the vendor knows it. */
  record Sent(String recordId, String batchId, String sentenceId, Redaction redaction) {

    private Row row() {
      Row[] replaced =
          redaction.replacements().stream()
              .map(
                  it ->
                      RowFactory.create(
                          it.start(),
                          it.end(),
                          it.kind(),
                          it.placeholder(),
                          redaction.original().substring(it.start(), it.end())))
              .toArray(Row[]::new);
      return RowFactory.create(
          recordId,
          batchId,
          sentenceId,
          redaction.original(),
          Rows.ofWords(redaction.originalWords()),
          replaced);
    }
  }

  /**
   * Starts Spark only if something was replaced.
   *
   * @param round one that was handed off
   */
  public static SentRedactions of(Published published, int round) {
    Map<String, Redaction> records = new HashMap<>();
    published
        .latest(published.workspace().outbox(round))
        .filter(pointer -> pointer.outputs().containsKey(OUTPUT))
        .map(pointer -> published.table(pointer, OUTPUT, Schemas.REDACTIONS))
        .ifPresent(
            table ->
                table
                    .toLocalIterator()
                    .forEachRemaining(row -> records.put(row.getAs("record_id"), redaction(row))));
    return new SentRedactions(records);
  }

  private static Redaction redaction(Row row) {
    List<Row> replaced = row.getList(row.fieldIndex("replaced"));
    return Redaction.of(
        row.getAs("text"),
        Rows.words(row),
        replaced.stream()
            .map(
                it -> new Replacement(it.getInt(0), it.getInt(1), it.getString(2), it.getString(3)))
            .toList());
  }

  static void write(SparkSession spark, Collection<Sent> records, Path target) {
    List<Row> rows = records.stream().map(Sent::row).toList();
    Tables.write(spark.createDataset(rows, Encoders.row(Schemas.REDACTIONS)).coalesce(1), target);
  }

  /** What became of a record's text; empty if it went out as it is. */
  public Optional<Redaction> find(String recordId) {
    return Optional.ofNullable(byRecord.get(recordId));
  }

  /** Spans of the words that went out as spans of the sentence's own. */
  public List<EntitySpan> original(String recordId, List<EntitySpan> sent) {
    return find(recordId).map(it -> it.original(sent)).orElse(sent);
  }

  /** Spans of the sentence's own words as spans of those that went out. */
  public List<EntitySpan> sent(String recordId, List<EntitySpan> original) {
    return find(recordId).map(it -> it.sent(original)).orElse(original);
  }
}
