package io.winnow.jobs.handoff;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_extract_all;

import io.winnow.jobs.Documents;
import io.winnow.jobs.Published;
import io.winnow.jobs.Tables;
import io.winnow.jobs.ingest.InitJob;
import io.winnow.redaction.Placeholders;
import io.winnow.spark.Schemas;
import io.winnow.workspace.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/**
 * The placeholders of all that a hand-off sends. Those of a document go on where earlier rounds
 * ended; a sentence without a document is one by itself, and its placeholders count from 1 each
 * time it goes out. The driver holds what is replaced in documents of this hand-off, and nothing of
 * any other.
 *
 * @param documents names by sentence id, of sentences that have one
 * @param byDocument filled with those of documents that nothing was replaced in before
 */
record DocumentPlaceholders(
    Map<String, String> documents, SortedMap<String, Placeholders> byDocument) {

  /**
   * The hand-off's output of {@link Schemas#PLACEHOLDERS}: what it was the first to replace in a
   * document. There only if there is any.
   */
  static final String OUTPUT = "placeholders";

  static final DocumentPlaceholders NONE = new DocumentPlaceholders(Map.of(), new TreeMap<>());

  /**
   * @param mayGoOut tables with the {@code id} of all sentences that may
   */
  static DocumentPlaceholders of(Published published, int round, List<Dataset<Row>> mayGoOut) {
    Set<String> ids = new TreeSet<>();
    for (Dataset<Row> table : mayGoOut) {
      table.select("id").toLocalIterator().forEachRemaining(row -> ids.add(row.getString(0)));
    }
    Map<String, String> documents = Documents.of(published).names(ids).byId();
    DocumentPlaceholders placeholders = new DocumentPlaceholders(documents, new TreeMap<>());
    if (!documents.isEmpty()) {
      Dataset<Row> names =
          published
              .spark()
              .createDataset(
                  documents.values().stream().distinct().sorted().toList(), Encoders.STRING())
              .toDF("document");
      placeholders.avoidTexts(published, names);
      for (int before = 0; before < round; before++) {
        placeholders.resume(published, before, names);
      }
    }
    return placeholders;
  }

  /** A text may have what looks like a placeholder; such a text may go out in any later round. */
  private void avoidTexts(Published published, Dataset<Row> names) {
    Pointer corpus = published.corpus();
    if (!corpus.partsOf(InitJob.DOCUMENTS).isEmpty()) {
      published
          .table(corpus, InitJob.DOCUMENTS, Schemas.DOCUMENTS)
          .where(col("text").contains("["))
          .join(broadcast(names), "document")
          .select(
              col("document"),
              explode(regexp_extract_all(col("text"), lit(Placeholders.FORM), lit(0))).as("text"))
          .distinct()
          .toLocalIterator()
          .forEachRemaining(row -> in(row.getString(0)).avoid(row.getString(1)));
    }
  }

  private void resume(Published published, int round, Dataset<Row> names) {
    Optional<Pointer> outbox = published.latest(published.workspace().outbox(round));
    outbox
        .filter(pointer -> pointer.outputs().containsKey(OUTPUT))
        .map(pointer -> published.table(pointer, OUTPUT, Schemas.PLACEHOLDERS))
        .map(table -> table.join(broadcast(names), "document"))
        .ifPresent(
            table ->
                table
                    .toLocalIterator()
                    .forEachRemaining(
                        row ->
                            in(row.getAs("document"))
                                .resume(
                                    new Placeholders.Given(
                                        row.getAs("kind"),
                                        row.getAs("original"),
                                        row.getAs("placeholder")))));
  }

  private Placeholders in(String document) {
    return byDocument.computeIfAbsent(document, name -> new Placeholders());
  }

  /** Those that a sentence shares with its document. */
  Placeholders of(String sentenceId) {
    String document = documents.get(sentenceId);
    return document == null ? new Placeholders() : in(document);
  }

  boolean hasNew() {
    return byDocument.values().stream().anyMatch(it -> !it.given().isEmpty());
  }

  void write(SparkSession spark, Path target) {
    List<Row> rows = new ArrayList<>();
    byDocument.forEach(
        (document, placeholders) ->
            placeholders
                .given()
                .forEach(
                    it ->
                        rows.add(
                            RowFactory.create(
                                document, it.kind(), it.placeholder(), it.original()))));
    Tables.write(spark.createDataset(rows, Encoders.row(Schemas.PLACEHOLDERS)).coalesce(1), target);
  }
}
