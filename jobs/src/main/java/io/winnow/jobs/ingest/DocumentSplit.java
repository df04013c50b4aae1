package io.winnow.jobs.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.winnow.jobs.Documents;
import io.winnow.jobs.Intake;
import io.winnow.spark.Schemas;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What became of documents when a corpus was split. A document is on one side: in the pool or in
 * the hold-out set. A text that stands in documents of both is in the hold-out set alone.
 *
 * @param field of the metadata that names a sentence's document; empty: none does
 * @param inPool documents of its sentences
 * @param heldOut documents of its sentences
 * @param repeats copies of a text in the corpus beyond the first of each document
 * @param shared texts that are held out and stand in documents of the pool, too
 * @param apart sentences of the corpus left out because their documents are in a test set that was
 *     given
 */
record DocumentSplit(
    String field, long inPool, long heldOut, long repeats, long shared, long apart) {

  static final DocumentSplit NONE = new DocumentSplit("", 0, 0, 0, 0, 0);

  private static final String FIRST = "first_place";
  private static final String LAST = "last_place";
  private static final String COPIES = "all_copies";
  private static final String DOCUMENT = RecordRows.DOCUMENT;
  private static final String HELD = "held_document";

  /**
   * One row for each text, as {@link Copies#folded}, but of the document that comes first: where
   * documents are held out in that order, a text of any held-out document is of one. With the last
   * document's place, and how many copies there are.
   *
   * @param keyed copies, with their documents' {@code place}
   */
  static Dataset<Row> folded(Dataset<Row> keyed) {
    Column copy =
        struct(
            col(RandomHoldout.PLACE),
            col("source_id").isNull().as("no_source_id"),
            col("source_id"),
            col(Schemas.METADATA),
            col(DOCUMENT));
    return Copies.folded(
            keyed
                .withColumn(FIRST, copy)
                .withColumn(LAST, col(RandomHoldout.PLACE))
                .withColumn(COPIES, lit(1L))
                // These are carried once, with the first copy by document.
                .withColumn(Schemas.METADATA, lit(null).cast(StringType))
                .withColumn(DOCUMENT, lit(null).cast(StringType)),
            Map.of(FIRST, "min", LAST, "max", COPIES, "sum"))
        .drop("source_id", Schemas.METADATA, DOCUMENT)
        .select("*", FIRST + ".*")
        .drop(FIRST, "no_source_id");
  }

  /**
   * @param field that names documents
   * @param copies all of the corpus
   * @param all texts, as {@link #folded}
   * @param last place that is held out
   */
  static DocumentSplit drawn(String field, Dataset<Row> copies, Dataset<Row> all, Row last) {
    Column isHeld = RandomHoldout.isUpTo(col(RandomHoldout.PLACE), last);
    Column isShared = isHeld.and(not(RandomHoldout.isUpTo(col(LAST), last)));
    Column isOfOne = col(RandomHoldout.PLACE).equalTo(col(LAST));
    Row counts =
        all.select(
                col(DOCUMENT),
                isHeld.as("held"),
                isShared.as("shared"),
                isOfOne.as("of_one"),
                when(isOfOne, col(COPIES).minus(1)).as("more"))
            .groupBy(DOCUMENT)
            .agg(
                expr("max(held) AS held"),
                expr("min(held) AS all_held"),
                expr("count_if(shared) AS shared"),
                expr("sum(more) AS more"),
                expr("count_if(NOT of_one) AS of_several"))
            .agg(
                expr("count_if(document IS NOT NULL AND NOT all_held)"),
                expr("count_if(document IS NOT NULL AND held)"),
                expr("coalesce(sum(shared), 0L)"),
                expr("coalesce(sum(more) FILTER (WHERE document IS NOT NULL), 0L)"),
                expr("coalesce(sum(of_several), 0L)"))
            .head();
    // Only the copies of a text that stands in several documents have to be counted by document.
    Dataset<Row> ofSeveral = all.where(not(isOfOne)).select(Copies.KEY);
    long repeats =
        counts.getLong(3)
            + (counts.getLong(4) == 0
                ? 0
                : repeats(copies.join(ofSeveral, new String[] {Copies.KEY}, "left_semi")));
    return new DocumentSplit(
        field, counts.getLong(0), counts.getLong(1), repeats, counts.getLong(2), 0);
  }

  /** Sentences of the corpus that are of none of the test set's documents. */
  static Dataset<Row> apart(Dataset<Row> corpus, Dataset<Row> test) {
    Dataset<Row> held = test.select(col(DOCUMENT).as(HELD)).where(HELD + " IS NOT NULL").distinct();
    return corpus.join(held, col(DOCUMENT).equalTo(col(HELD)), "left_anti");
  }

  /**
   * @param apart how many sentences of the corpus were left out
   */
  static DocumentSplit given(
      String field, Dataset<Row> copies, Dataset<Row> pool, Dataset<Row> test, long apart) {
    return new DocumentSplit(field, count(pool), count(test), repeats(copies), 0, apart);
  }

  private static long count(Dataset<Row> sentences) {
    return sentences.agg(countDistinct(DOCUMENT)).head().getLong(0);
  }

  private static long repeats(Dataset<Row> copies) {
    return copies
        .where("document IS NOT NULL")
        .groupBy(Copies.KEY, DOCUMENT)
        .agg(expr("count(*) - 1 AS more"))
        .agg(expr("coalesce(sum(more), 0L)"))
        .head()
        .getLong(0);
  }

  boolean areKnown() {
    return !field.isEmpty();
  }

  /** For the manifest. */
  Map<String, Long> counts() {
    return areKnown() ? Map.of("documents", inPool, "holdout_documents", heldOut) : Map.of();
  }

  void tell(Intake.Tally tally) {
    if (!areKnown()) {
      return;
    }
    tally.leftOut(
        apart,
        "sentence of a document that is in the hold-out set",
        "sentences of documents that are in the hold-out set");
    tally.note(
        "documents (%s = %s): %,d in the pool, %,d held out%s"
            .formatted(
                Documents.SETTING,
                field,
                inPool,
                heldOut,
                repeats == 0
                    ? ""
                    : "; " + Intake.counted(repeats, "repeat", "repeats") + " within a document"));
    if (shared > 0) {
      tally.note(
          "%s in documents of the pool, too; there %s left out"
              .formatted(
                  Intake.counted(
                      shared, "text of a held-out document is", "texts of held-out documents are"),
                  shared == 1 ? "it is" : "they are"));
    }
  }

  /**
   * @param test of a test set that was given
   */
  void tellOfTest(Intake.Tally test) {
    if (areKnown() && heldOut == 0) {
      test.warn(
          "the hold-out set names no document (%s = %s), so sentences of its documents may be in the pool"
              .formatted(Documents.SETTING, field));
    }
  }
}
