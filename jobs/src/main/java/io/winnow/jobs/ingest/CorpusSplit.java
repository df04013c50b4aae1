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

import io.winnow.jobs.ingest.HoldoutChoice.GivenHoldout;
import io.winnow.jobs.ingest.HoldoutChoice.RandomHoldout;
import io.winnow.jobs.ingest.IngestCounts.PartCounts;
import io.winnow.spark.Schemas;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
    IngestCounts counts,
    List<Dataset<Row>> kept)
    implements AutoCloseable {

  public CorpusSplit {
    kept = List.copyOf(kept);
  }

  /**
   * @throws InputException if nothing would be left for the pool
   */
  public static CorpusSplit of(Corpus corpus, HoldoutChoice choice) {
    Dataset<Row> all = keep(Copies.fold(corpus.sentences()));
    long texts = all.count();
    if (choice instanceof RandomHoldout random) {
      return splitOff(corpus, all, texts, random);
    }
    return apart(corpus, all, texts, ((GivenHoldout) choice).corpus());
  }

  @Override
  public void close() {
    kept.forEach(Dataset::unpersist);
  }

  private static CorpusSplit splitOff(
      Corpus corpus, Dataset<Row> all, long texts, RandomHoldout choice) {
    if (texts < 2) {
      all.unpersist();
      throw new InputException(
          "Cannot split a hold-out off %s: it has one sentence (read %d times); "
                  .formatted(corpus.input().uri(), corpus.counts().sentences())
              + "add sentences, or give the hold-out as an input of its own");
    }
    Column heldOut = choice.isHeldOut(all, texts);
    Dataset<Row> pool = all.where(not(heldOut));
    Dataset<Row> holdout = all.where(heldOut);
    IngestCounts counts =
        new IngestCounts(
            corpus.counts(),
            Optional.empty(),
            corpus.counts().sentences() - texts,
            0,
            partCounts(pool),
            partCounts(holdout),
            entityTypes(all));
    return of(pool, holdout, counts, List.of(all));
  }

  private static CorpusSplit apart(Corpus corpus, Dataset<Row> all, long texts, Corpus given) {
    Dataset<Row> holdout = keep(Copies.named(given.sentences()));
    Dataset<Row> pool =
        keep(
            all.join(
                holdout.select(col("text").as("held_out")).distinct(),
                col("text").equalTo(col("held_out")),
                "left_anti"));
    PartCounts poolCounts = partCounts(pool);
    PartCounts holdoutCounts = partCounts(holdout);
    List<Dataset<Row>> kept = List.of(all, holdout, pool);
    if (poolCounts.sentences() == 0) {
      kept.forEach(Dataset::unpersist);
      throw new InputException(
          "Nothing is left to select from: all %d sentences of %s stand in the hold-out %s, too"
              .formatted(texts, corpus.input().uri(), given.input().uri()));
    }
    long read = corpus.counts().sentences() + given.counts().sentences();
    IngestCounts counts =
        new IngestCounts(
            corpus.counts(),
            Optional.of(given.counts()),
            read - texts - holdoutCounts.sentences(),
            texts - poolCounts.sentences(),
            poolCounts,
            holdoutCounts,
            entityTypes(pool.select("spans").union(holdout.select("spans"))));
    return of(pool, holdout, counts, kept);
  }

  private static CorpusSplit of(
      Dataset<Row> pool, Dataset<Row> holdout, IngestCounts counts, List<Dataset<Row>> kept) {
    return new CorpusSplit(
        pool.select(columns(Schemas.CORPUS.fieldNames())),
        pool.where(col("spans").isNotNull()).select(columns(Schemas.GOLD.fieldNames())),
        holdout,
        counts,
        kept);
  }

  private static PartCounts partCounts(Dataset<Row> part) {
    Row row =
        part.agg(
                count("*"),
                coalesce(sum(size(col("words"))), lit(0L)),
                count("spans"),
                coalesce(sum(when(col("spans").isNotNull(), size(col("spans")))), lit(0L)))
            .head();
    return new PartCounts(row.getLong(0), row.getLong(1), row.getLong(2), row.getLong(3));
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

  private static Column[] columns(String[] names) {
    return Arrays.stream(names).map(name -> col(name)).toArray(Column[]::new);
  }
}
