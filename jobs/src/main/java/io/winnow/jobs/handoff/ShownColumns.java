package io.winnow.jobs.handoff;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.expr;

import io.winnow.contract.Shown;
import io.winnow.jobs.Documents;
import io.winnow.jobs.Published;
import io.winnow.jobs.SentenceColumns;
import io.winnow.jobs.ingest.InitJob;
import io.winnow.settings.SettingsException;
import io.winnow.spark.Rows;
import io.winnow.spark.Schemas;
import io.winnow.workspace.Pointer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Adds to sentences what annotators see beside them: the sentences around each in its document, and
 * fields of its metadata. A text that stands in several documents is shown as in the one that its
 * metadata name; twice in that, as in the first place.
 */
record ShownColumns(ShownSettings settings, Published published) {

  private static final String BEFORE = "shown_before";
  private static final String AFTER = "shown_after";
  private static final String METADATA = "shown_metadata";

  /**
   * @param sentences with an {@code id}; not many beside all of the corpus
   * @return the same rows, with columns that {@link #of} reads
   * @throws SettingsException if the corpus has no documents, or no such field
   */
  Dataset<Row> added(Dataset<Row> sentences) {
    if (!settings.areOn()) {
      return sentences;
    }
    Pointer corpus = published.corpus();
    Dataset<Row> ids = broadcast(sentences.select("id"));
    SentenceColumns known = SentenceColumns.of(published.table(corpus, InitJob.SENTENCES));
    Dataset<Row> added = sentences;
    if (!settings.metadata().isEmpty()) {
      added =
          left(
              added,
              known
                  .columns("vendor.metadata", settings.metadata())
                  .join(ids, "id")
                  .withColumnRenamed("values", METADATA));
    }
    if (settings.contextSentences() > 0) {
      added = left(added, contexts(corpus, known, ids));
    }
    return added;
  }

  private static Dataset<Row> left(Dataset<Row> sentences, Dataset<Row> columns) {
    return sentences
        .join(columns, sentences.col("id").equalTo(columns.col("id")), "left")
        .drop(columns.col("id"));
  }

  /** {@code id} and the texts around it, of those sentences that have a document. */
  private Dataset<Row> contexts(Pointer corpus, SentenceColumns known, Dataset<Row> ids) {
    if (corpus.partsOf(InitJob.DOCUMENTS).isEmpty()) {
      throw new SettingsException(
          List.of(
              new SettingsException.Problem(
                  "vendor.context-sentences",
                  "is %d, but the corpus was read without documents: set init.document to the field of the metadata that names them, and run init in a new workspace; or set this to 0"
                      .formatted(settings.contextSentences()))));
    }
    Dataset<Row> documents = published.table(corpus, InitJob.DOCUMENTS, Schemas.DOCUMENTS);
    Dataset<Row> places =
        documents
            .join(
                broadcast(
                    known
                        .column(Documents.SETTING, Documents.of(published).field())
                        .join(ids, "id")
                        .withColumnRenamed("value", "document")),
                new String[] {"id", "document"})
            .groupBy("id", "document")
            .agg(expr("min(position) AS place"));
    String around =
        "explode(sequence(place - %1$d, place + %1$d)) AS position"
            .formatted(settings.contextSentences());
    // By equal positions, not by a range: a document may hold all of the corpus.
    return documents
        .drop("id")
        .join(
            broadcast(places.selectExpr("id AS of", "document", "place", around)),
            new String[] {"document", "position"})
        .groupBy("of")
        .agg(expr(texts("position < place", BEFORE)), expr(texts("position > place", AFTER)))
        .withColumnRenamed("of", "id");
  }

  private static String texts(String which, String name) {
    return "array_sort(collect_list(IF(%s, struct(position, text), NULL))).text AS %s"
        .formatted(which, name);
  }

  /** What was added to a row; nothing if nothing was. */
  static Shown of(Row row) {
    Map<String, String> metadata = new LinkedHashMap<>();
    for (Row field : Rows.<Row>list(row, METADATA)) {
      metadata.put(field.getString(0), field.getString(1));
    }
    return new Shown(Rows.list(row, BEFORE), Rows.list(row, AFTER), metadata);
  }
}
