package io.winnow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.testing.Duck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The vendor, who has DuckDB, the batches' folder as {@code status} tells it, and nothing of
 * Winnow.
 *
 * @param gold JSON lines with text and spans, from which the answers are taken
 */
record DuckVendor(Desk desk, Path gold) {

  private static final String GOLD_COLUMNS =
      "{text: 'VARCHAR', spans: 'STRUCT(start_word INTEGER, end_word INTEGER, type VARCHAR)[]'}";

  /**
   * Who knows what is right in the sample.
   *
   * @param folder for that
   */
  static DuckVendor ofSample(Desk desk, Path folder) {
    return new DuckVendor(
        desk, Sample.of(Stages.SENTENCES).jsonLines(folder.resolve("gold.jsonl")));
  }

  /** One annotator's right answers to all sentences of a round. */
  Path answer(int round, String file, String annotator) {
    return deliver(round, file, answers(round, annotator));
  }

  /** Whatever the query selects, as a file in the round's inbox. */
  Path deliver(int round, String file, String query) {
    Path target = desk.inbox(round).resolve(file);
    try {
      Files.createDirectories(target.getParent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Duck.copy(query, target);
    return target;
  }

  /** The query for them: record_id, batch_id, annotator_id, status, spans, in batch order. */
  String answers(int round, String annotator) {
    return """
    SELECT record_id, batch_id, '%s' AS annotator_id, 'done' AS status, spans
    FROM %s JOIN read_json('%s', format = 'newline_delimited', columns = %s) USING (text)
    ORDER BY batch_id, position
    """
        .formatted(annotator, batches(round), gold, GOLD_COLUMNS);
  }

  /** The table of a round's batches. */
  String batches(int round) {
    JsonNode rounds = desk.status().get("rounds");
    String folder = rounds.get(round).get("batches").asText().replaceFirst("^file:/*", "/");
    return "read_parquet('%s/batch-*.parquet')".formatted(folder);
  }
}
