package io.winnow.jobs.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
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
 * and hold-out, be it composed in one and decomposed in the other. Keeps rows on the executors
 * until closed; columns are those of the schemas named, though Spark takes more of them for
 * nullable.
 *
 * @param pool as {@link Schemas#CORPUS}, with metadata if there is any
 * @param gold as {@link Schemas#GOLD}, for the sentences of the pool whose gold is known
 * @param holdout as {@link Schemas#HOLDOUT}, with metadata if there is any
 */
record CorpusSplit(
    Dataset<Row> pool,
    Dataset<Row> gold,
    Dataset<Row> holdout,
    Counts counts,
    Conflicts conflicts,
    DocumentSplit documents,
    List<Dataset<Row>> kept)
    implements AutoCloseable {

  private static final String KEY = Copies.KEY;
  private static final String CORPUS = "corpus";
  private static final String HOLDOUT = "holdout";

  /** What the corpus says of a text, and the test set in other ways. */
  private static final String LEAK = "ways > 0 AND held_ways > 0 AND all_say != held_say";

  /**
   * Where all sentences went: those read = pool + hold-out + duplicates + leaked + those that
   * {@link DocumentSplit} leaves out.
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

  /** All in the pool, and nothing held out. Works with a corpus of one sentence, too. */
  static CorpusSplit whole(LabelledInput corpus) {
    String document = corpus.corpus().document();
    Dataset<Row> copies = Copies.keyed(corpus.sentences(), corpus.source());
    Dataset<Row> all = keep(Copies.folded(copies));
    Dataset<Row> none = all.limit(0);
    Row found = all.selectExpr("count(*)", "count_if(ways > 1)").head();
    long texts = found.getLong(0);
    return of(
        all,
        none,
        corpus.size() - texts,
        0,
        texts,
        conflicts(
            new Conflicts(found.getLong(1), 0, 0, Optional.empty()),
            part(copies, CORPUS),
            takenFromCorpus(all)),
        document.isEmpty()
            ? DocumentSplit.NONE
            : DocumentSplit.given(document, copies, all, none, 0),
        corpus.corpus().metadata(),
        corpus.corpus().metadata(),
        List.of(all));
  }

  /** Splits a test set off at random. */
  static CorpusSplit drawn(LabelledInput corpus, RandomHoldout choice) {
    String document = corpus.corpus().document();
    boolean isByDocument = !document.isEmpty();
    Dataset<Row> copies = Copies.keyed(corpus.sentences(), corpus.source());
    Dataset<Row> all =
        keep(
            isByDocument
                ? DocumentSplit.folded(choice.placed(copies))
                : choice.placed(Copies.folded(copies)));
    Row found = all.selectExpr("count(*)", "count_if(ways > 1)").head();
    long texts = found.getLong(0);
    if (texts < 2) {
      all.unpersist();
      throw new InputException(
          "Cannot split a hold-out off %s: it has one sentence (read %d times); add sentences, give the hold-out as an input of its own (--holdout), or do without (init.holdout-share = 0)"
              .formatted(corpus.uri(), corpus.size()));
    }
    Conflicts conflicts =
        conflicts(
            new Conflicts(found.getLong(1), 0, 0, Optional.empty()),
            part(copies, CORPUS),
            takenFromCorpus(all));
    Row last = choice.last(all, texts);
    Column heldOut = RandomHoldout.isUpTo(col(RandomHoldout.PLACE), last);
    long held = isByDocument ? all.where(heldOut).count() : choice.size(texts);
    if (held == texts) {
      throw new InputException(
          "Cannot split a hold-out off %s by document: the first documents that were drawn hold all of its %d sentences; give the hold-out as an input of its own (--holdout), do without (init.holdout-share = 0), or leave out init.document"
              .formatted(corpus.uri(), texts));
    }
    return of(
        all.where(not(heldOut)),
        all.where(heldOut),
        corpus.size() - texts,
        0,
        texts - held,
        conflicts,
        isByDocument ? DocumentSplit.drawn(document, copies, all, last) : DocumentSplit.NONE,
        corpus.corpus().metadata(),
        corpus.corpus().metadata(),
        List.of(all));
  }

  /**
   * With a test set that is an input of its own. Works with a corpus of one sentence, too.
   *
   * @throws InputException if nothing would be left for the pool
   */
  static CorpusSplit given(LabelledInput corpus, LabelledInput test) {
    String document = corpus.corpus().document();
    boolean isByDocument = !document.isEmpty();
    Dataset<Row> sentences =
        isByDocument
            ? DocumentSplit.apart(corpus.sentences(), test.sentences())
            : corpus.sentences();
    long apart = isByDocument ? corpus.size() - sentences.count() : 0;
    Dataset<Row> copies = Copies.keyed(sentences, corpus.source());
    Dataset<Row> testCopies = Copies.keyed(test.sentences(), corpus.source());
    Dataset<Row> holdout = keep(named(testCopies));
    Dataset<Row> held =
        holdout
            .where("place = 1")
            .selectExpr(KEY, "id AS held_id", "ways AS held_ways", "all_say AS held_say");
    Dataset<Row> all = keep(Copies.folded(copies).join(held, Copies.KEY, "left"));
    Dataset<Row> pool = all.where("held_id IS NULL");
    Row found =
        all.selectExpr("count(*)", "count_if(ways > 1)", "count_if(%s)".formatted(LEAK)).head();
    Row inTest = holdout.selectExpr("count(*)", "count_if(place = 1 AND ways > 1)").head();
    long texts = found.getLong(0);
    Conflicts conflicts =
        conflicts(
            new Conflicts(found.getLong(1), inTest.getLong(1), found.getLong(2), Optional.empty()),
            part(copies, CORPUS).union(part(testCopies, HOLDOUT)),
            takenFromCorpus(pool)
                .union(takenFromTest(held.where("held_ways > 1")))
                .union(
                    takenFromTest(
                        all.where("held_ways <= 1 AND (ways > 1 OR %s)".formatted(LEAK)))));
    CorpusSplit split =
        of(
            pool,
            holdout,
            corpus.size() - apart - texts,
            test.size() - inTest.getLong(0),
            texts,
            conflicts,
            isByDocument
                ? DocumentSplit.given(document, copies, pool, holdout, apart)
                : DocumentSplit.NONE,
            corpus.corpus().metadata(),
            test.corpus().metadata(),
            List.of(all, holdout));
    if (split.counts().pool().sentences() == 0) {
      split.close();
      throw new InputException(
          "The pool is empty: all %d sentences of %s are also in the hold-out set %s%s"
              .formatted(
                  texts + apart,
                  corpus.uri(),
                  test.uri(),
                  apart == 0
                      ? ""
                      : ", or of documents in it (%d of them): if documents of the two that have the same %s are not the same, leave out init.document"
                          .formatted(apart, document)));
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
    documents.tell(read);
    ofTest.ifPresent(test -> test.duplicates(counts.inTest()));
    ofTest.ifPresent(documents::tellOfTest);
    conflicts.tell(read);
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
    conflicts.table().ifPresent(Dataset::unpersist);
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
      Conflicts conflicts,
      DocumentSplit documents,
      SentenceMetadata metadata,
      SentenceMetadata heldMetadata,
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
        metadata.applied(pool, Schemas.CORPUS),
        pool.where("spans IS NOT NULL").selectExpr(Schemas.GOLD.fieldNames()),
        heldMetadata.applied(holdout, Schemas.HOLDOUT),
        counts,
        conflicts,
        documents,
        kept);
  }

  private static Conflicts conflicts(Conflicts found, Dataset<Row> copies, Dataset<Row> settled) {
    return found.areAny() ? found.in(copies, settled) : Conflicts.NONE;
  }

  private static Dataset<Row> part(Dataset<Row> copies, String part) {
    return copies.withColumn("part", lit(part));
  }

  private static Dataset<Row> takenFromCorpus(Dataset<Row> folded) {
    return folded
        .where("ways > 1")
        .selectExpr(KEY, "id AS text_id", "'corpus' AS part_taken", "says AS says_taken");
  }

  /** All copies in a test set stay. */
  private static Dataset<Row> takenFromTest(Dataset<Row> texts) {
    return texts.selectExpr(KEY, "held_id", "'holdout'", "CAST(NULL AS STRING)");
  }

  /**
   * Sentences with the same text get an id each. A test set that somebody made is measured on as it
   * is: a sentence that stands in it three times counts three times, as everybody's figures on it
   * do. But unlabelled copies would each be paid for, and are left out.
   *
   * @return with {@code place}, from 1 among the copies of a text
   */
  private static Dataset<Row> named(Dataset<Row> copies) {
    // Copies differ in their gold at most, so this order is the same on every cluster.
    String order = "ORDER BY spans IS NULL, to_json(spans), source_id, text";
    String other = "substr(sha2(concat(id, '#', number), 256), 1, 32)";
    return Copies.compared(copies)
        .withColumn("place", expr("row_number() OVER (PARTITION BY key %s)".formatted(order)))
        .withColumn("number", expr("row_number() OVER (PARTITION BY key, id %s)".formatted(order)))
        .withColumn("id", expr("if(number = 1, id, %s)".formatted(other)))
        .where("place = 1 OR spans IS NOT NULL");
  }

  private static Dataset<Row> keep(Dataset<Row> rows) {
    return rows.persist(StorageLevel.MEMORY_AND_DISK());
  }
}
