package io.winnow.jobs.ingest;

import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.not;

import io.winnow.jobs.Intake;
import io.winnow.spark.Schemas;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
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
   * @param inTest those of them in a hold-out that was given
   * @param leaked sentences taken out of the pool because the hold-out has the same text
   * @param entityTypes every type in the gold of pool and hold-out, sorted by name
   */
  record Counts(
      long duplicates,
      long inTest,
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

    private static PartCounts of(Census part) {
      long all = part.labelled() + part.sentences().notLabelled();
      return new PartCounts(all, part.words(), part.labelled(), part.entities());
    }
  }

  /** Splits a test set off at random. */
  static CorpusSplit drawn(LabelledInput corpus, RandomHoldout choice) {
    Dataset<Row> all = keep(folded(corpus.sentences()));
    long texts = all.count();
    if (texts < 2) {
      all.unpersist();
      throw new InputException(
          "Cannot split a hold-out off %s: it has one sentence (read %d times); add sentences, or give the hold-out as an input of its own"
              .formatted(corpus.uri(), corpus.size()));
    }
    Column heldOut = choice.isHeldOut(all, texts);
    return of(
        all.where(not(heldOut)),
        all.where(heldOut),
        corpus.size() - texts,
        0,
        texts - choice.size(texts),
        List.of(all));
  }

  /**
   * With a test set that is an input of its own. Works with a corpus of one sentence, too.
   *
   * @throws InputException if nothing would be left for the pool
   */
  static CorpusSplit given(LabelledInput corpus, LabelledInput test) {
    Dataset<Row> all = keep(folded(corpus.sentences()));
    long texts = all.count();
    Dataset<Row> holdout = keep(named(test.sentences()));
    Dataset<Row> pool = keep(all.join(holdout.select("text").distinct(), "text", "left_anti"));
    long copies = test.size() - holdout.count();
    List<Dataset<Row>> kept = List.of(all, holdout, pool);
    CorpusSplit split = of(pool, holdout, corpus.size() - texts, copies, texts, kept);
    if (split.counts().pool().sentences() == 0) {
      split.close();
      throw new InputException(
          "The pool is empty: all %d sentences of %s are also in the hold-out set %s"
              .formatted(texts, corpus.uri(), test.uri()));
    }
    return split;
  }

  /** Adds what became of what was read. */
  void tell(Intake.Tally read, Optional<Intake.Tally> ofTest) {
    read.duplicates(counts.duplicates() - counts.inTest());
    read.leftOut(
        counts.leaked(),
        "sentence that is in the hold-out set",
        "sentences that are in the hold-out set");
    ofTest.ifPresent(test -> test.duplicates(counts.inTest()));
    PartCounts held = counts.holdout();
    if (held.goldSentences() > 0 && held.goldSpans() == 0 && counts.pool().goldSpans() > 0) {
      read.warn(
          "no entity is in the %,d sentences held out, so F1 would be measured against nothing: give more of them (init.holdout-share), or a test set (--holdout)"
              .formatted(held.sentences()));
    }
  }

  @Override
  public void close() {
    kept.forEach(Dataset::unpersist);
  }

  /**
   * @param folded copies in the corpus
   * @param inTest copies left out of the test set
   * @param texts what the pool would hold if none of them stood in the hold-out
   */
  private static CorpusSplit of(
      Dataset<Row> pool,
      Dataset<Row> holdout,
      long folded,
      long inTest,
      long texts,
      List<Dataset<Row>> kept) {
    Census inPool = Census.of(pool, LabelTypes.ALL);
    Census heldOut = Census.of(holdout, LabelTypes.ALL);
    PartCounts poolCounts = PartCounts.of(inPool);
    PartCounts holdoutCounts = PartCounts.of(heldOut);
    SortedSet<String> types = new TreeSet<>(inPool.types().keySet());
    types.addAll(heldOut.types().keySet());
    Counts counts =
        new Counts(
            folded + inTest,
            inTest,
            texts - poolCounts.sentences(),
            poolCounts,
            holdoutCounts,
            List.copyOf(types));
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

  private static Dataset<Row> keep(Dataset<Row> rows) {
    return rows.persist(StorageLevel.MEMORY_AND_DISK());
  }
}
