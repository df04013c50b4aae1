package io.winnow.jobs.ingest;

import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.not;

import io.winnow.spark.Schemas;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * A corpus in three parts: the pool, its gold labels and the hold-out set. No text is in both pool
 * and hold-out. Keeps rows on the executors until closed; columns are those of the schemas named,
 * though Spark takes more of them for nullable.
 *
 * @param pool as {@link Schemas#CORPUS}
 * @param gold as {@link Schemas#GOLD}, for the sentences of the pool whose gold is known
 * @param holdout as {@link Schemas#HOLDOUT}
 */
record CorpusSplit(
    Dataset<Row> pool,
    Dataset<Row> gold,
    Dataset<Row> holdout,
    Counts counts,
    List<Dataset<Row>> kept)
    implements AutoCloseable {

  /**
   * Where all sentences went: those read = pool + hold-out + duplicates + leaked.
   *
   * @param duplicates copies of a text folded into its first, in corpus and hold-out
   * @param leaked sentences taken out of the pool because the hold-out has the same text
   * @param entityTypes every type in the gold of pool and hold-out, sorted by name
   */
  record Counts(
      long duplicates,
      long leaked,
      PartCounts pool,
      PartCounts holdout,
      List<String> entityTypes) {}

  /**
   * The size of the pool or of the hold-out.
   *
   * @param goldSentences sentences whose gold is known
   * @param goldSpans entity spans in them
   */
  record PartCounts(long sentences, long words, long goldSentences, long goldSpans) {

    private static PartCounts of(Dataset<Row> part) {
      Row row =
          part.selectExpr(
                  "count(*)",
                  "coalesce(sum(size(words)), 0L)",
                  "count(spans)",
                  "coalesce(sum(size(spans)) FILTER (WHERE spans IS NOT NULL), 0L)")
              .head();
      return new PartCounts(row.getLong(0), row.getLong(1), row.getLong(2), row.getLong(3));
    }
  }

  /** Splits a test set off at random. */
  static CorpusSplit drawn(Corpus corpus, RandomHoldout choice) {
    Dataset<Row> all = keep(folded(corpus.sentences()));
    long texts = all.count();
    if (texts < 2) {
      all.unpersist();
      throw new InputException(
          "Cannot split a hold-out off %s: it has one sentence (read %d times); add sentences, or give the hold-out as an input of its own"
              .formatted(corpus.input().uri(), corpus.counts().sentences()));
    }
    Column heldOut = choice.isHeldOut(all, texts);
    return of(
        all.where(not(heldOut)),
        all.where(heldOut),
        corpus.counts().sentences(),
        texts - choice.size(texts),
        List.of(all));
  }

  /**
   * With a test set that is an input of its own. Works with a corpus of one sentence, too.
   *
   * @throws InputException if nothing would be left for the pool
   */
  static CorpusSplit given(Corpus corpus, Corpus test) {
    Dataset<Row> all = keep(folded(corpus.sentences()));
    long texts = all.count();
    Dataset<Row> holdout = keep(named(test.sentences()));
    Dataset<Row> pool = keep(all.join(holdout.select("text").distinct(), "text", "left_anti"));
    long read = corpus.counts().sentences() + test.counts().sentences();
    CorpusSplit split = of(pool, holdout, read, texts, List.of(all, holdout, pool));
    if (split.counts().pool().sentences() == 0) {
      split.close();
      throw new InputException(
          "The pool is empty: all %d sentences of %s are also in the hold-out set %s"
              .formatted(texts, corpus.input().uri(), test.input().uri()));
    }
    return split;
  }

  @Override
  public void close() {
    kept.forEach(Dataset::unpersist);
  }

  /**
   * @param read sentences of corpus and hold-out, copies too
   * @param texts what the pool would hold if none of them stood in the hold-out
   */
  private static CorpusSplit of(
      Dataset<Row> pool, Dataset<Row> holdout, long read, long texts, List<Dataset<Row>> kept) {
    PartCounts inPool = PartCounts.of(pool);
    PartCounts heldOut = PartCounts.of(holdout);
    Counts counts =
        new Counts(
            read - texts - heldOut.sentences(),
            texts - inPool.sentences(),
            inPool,
            heldOut,
            entityTypes(pool.select("spans").union(holdout.select("spans"))));
    return new CorpusSplit(
        pool.selectExpr(Schemas.CORPUS.fieldNames()),
        pool.where("spans IS NOT NULL").selectExpr(Schemas.GOLD.fieldNames()),
        holdout,
        counts,
        kept);
  }

  /**
   * Of sentences with the same text, and so the same id, one is left. Those with gold come first,
   * then those with a source id; among them the smallest by source id, words and spans. So the
   * result depends on the copies alone, not on their order.
   *
   * @param sentences of {@link Schemas#HOLDOUT}, one source
   */
  private static Dataset<Row> folded(Dataset<Row> sentences) {
    String rank = "spans IS NULL AS no_gold, source_id IS NULL AS no_source_id";
    String copy = "min(struct(%s, source_id, words, spans, source, text)) AS copy".formatted(rank);
    return sentences
        .groupBy("id")
        .agg(expr(copy))
        .select("id", "copy.*")
        .selectExpr(Schemas.HOLDOUT.fieldNames());
  }

  /**
   * Sentences with the same text get an id each. A test set that somebody made is measured on as it
   * is: a sentence that stands in it three times counts three times, as everybody's figures on it
   * do. But unlabelled copies would each be paid for, and are left out.
   */
  private static Dataset<Row> named(Dataset<Row> sentences) {
    // Copies differ in their gold at most, so this order is the same on every cluster.
    String number = "row_number() OVER (PARTITION BY id ORDER BY to_json(spans), source_id)";
    String other = "substr(sha2(concat(id, '#', copy), 256), 1, 32)";
    return sentences
        .withColumn("copy", expr(number))
        .withColumn("id", expr("if(copy = 1, id, %s)".formatted(other)))
        .where("copy = 1 OR spans IS NOT NULL")
        .drop("copy");
  }

  private static List<String> entityTypes(Dataset<Row> sentences) {
    return sentences
        .selectExpr("explode(spans.type)")
        .distinct()
        .as(Encoders.STRING())
        .collectAsList()
        .stream()
        .sorted()
        .toList();
  }

  private static Dataset<Row> keep(Dataset<Row> rows) {
    return rows.persist(StorageLevel.MEMORY_AND_DISK());
  }
}
