package io.winnow.jobs.ingest;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

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
          part.agg(
                  count("*"),
                  coalesce(sum(size(col("words"))), lit(0L)),
                  count("spans"),
                  coalesce(sum(when(col("spans").isNotNull(), size(col("spans")))), lit(0L)))
              .head();
      return new PartCounts(row.getLong(0), row.getLong(1), row.getLong(2), row.getLong(3));
    }
  }

  /** Splits a test set off at random. */
  static CorpusSplit drawn(Corpus corpus, RandomHoldout choice) {
    Dataset<Row> all = keep(Copies.fold(corpus.sentences()));
    long texts = all.count();
    if (texts < 2) {
      all.unpersist();
      throw new InputException(
          "Cannot split a hold-out off %s: it has one sentence (read %d times); add sentences, or give the hold-out as an input of its own"
              .formatted(corpus.input().uri(), corpus.counts().sentences()));
    }
    Column heldOut = choice.isHeldOut(all, texts);
    Dataset<Row> pool = all.where(not(heldOut));
    Dataset<Row> holdout = all.where(heldOut);
    Counts counts =
        new Counts(
            corpus.counts().sentences() - texts,
            0,
            PartCounts.of(pool),
            PartCounts.of(holdout),
            entityTypes(all));
    return of(pool, holdout, counts, List.of(all));
  }

  /**
   * With a test set that is an input of its own. Works with a corpus of one sentence, too.
   *
   * @throws InputException if nothing would be left for the pool
   */
  static CorpusSplit given(Corpus corpus, Corpus test) {
    Dataset<Row> all = keep(Copies.fold(corpus.sentences()));
    long texts = all.count();
    Dataset<Row> holdout = keep(Copies.named(test.sentences()));
    Dataset<Row> pool =
        keep(
            all.join(
                holdout.select(col("text").as("held_out")).distinct(),
                col("text").equalTo(col("held_out")),
                "left_anti"));
    PartCounts poolCounts = PartCounts.of(pool);
    PartCounts holdoutCounts = PartCounts.of(holdout);
    List<Dataset<Row>> kept = List.of(all, holdout, pool);
    if (poolCounts.sentences() == 0) {
      kept.forEach(Dataset::unpersist);
      throw new InputException(
          "Nothing is left to select from: all %d sentences of %s stand in the hold-out %s, too"
              .formatted(texts, corpus.input().uri(), test.input().uri()));
    }
    long read = corpus.counts().sentences() + test.counts().sentences();
    Counts counts =
        new Counts(
            read - texts - holdoutCounts.sentences(),
            texts - poolCounts.sentences(),
            poolCounts,
            holdoutCounts,
            entityTypes(pool.select("spans").union(holdout.select("spans"))));
    return of(pool, holdout, counts, kept);
  }

  @Override
  public void close() {
    kept.forEach(Dataset::unpersist);
  }

  private static CorpusSplit of(
      Dataset<Row> pool, Dataset<Row> holdout, Counts counts, List<Dataset<Row>> kept) {
    return new CorpusSplit(
        pool.selectExpr(Schemas.CORPUS.fieldNames()),
        pool.where(col("spans").isNotNull()).selectExpr(Schemas.GOLD.fieldNames()),
        holdout,
        counts,
        kept);
  }

  private static List<String> entityTypes(Dataset<Row> sentences) {
    return sentences
        .select(explode(col("spans.type")).as("type"))
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
