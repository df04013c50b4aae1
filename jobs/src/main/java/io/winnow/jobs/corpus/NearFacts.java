package io.winnow.jobs.corpus;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import io.winnow.evaluation.WilsonInterval;
import io.winnow.jobs.corpus.CorpusSummary.Near;
import io.winnow.selection.NearDuplicateIndex;
import io.winnow.selection.NearDuplicateIndex.Entry;
import io.winnow.spark.Packed;
import java.io.Serializable;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.reflect.ClassTag;

/**
 * How many sentences have another one in the corpus that is nearly the same: of a sample, each of
 * which is compared with all. That is one pass, and memory for the sample alone.
 *
 * @param corpus sentences of the corpus that have one
 * @param holdout sentences of the hold-out set that have one: what is measured on them is too good
 */
record NearFacts(Near corpus, Near holdout) {

  /** What counts as nearly the same: the default of the modifier dedupe. */
  static final double SIMILARITY = 0.8;

  /** Sentences of each sample: a share is then known to within 1.4 points. */
  private static final int SAMPLE = 5_000;

  /**
   * What tasks find.
   *
   * @param places in the sample
   */
  private record Found(BitSet places, boolean isWhole) implements Serializable {

    Found and(Found other) {
      BitSet all = (BitSet) places.clone();
      all.or(other.places);
      return new Found(all, isWhole && other.isWhole);
    }
  }

  /**
   * @param seed of the samples
   */
  static NearFacts of(StandingSentences sentences, long seed, long inCorpus, long heldOut) {
    List<Entry> ofCorpus = sample(sentences.plain(), seed);
    List<Entry> ofHoldout = sample(sentences.holdout(), seed);
    NearDuplicateIndex index =
        new NearDuplicateIndex(
            SIMILARITY, Stream.concat(ofCorpus.stream(), ofHoldout.stream()).toList());
    Found found = found(sentences.plain(), index);
    int first = ofCorpus.size();
    int all = first + ofHoldout.size();
    return new NearFacts(
        near(found, found.places().get(0, first).cardinality(), first, inCorpus),
        near(found, found.places().get(first, all).cardinality(), all - first, heldOut));
  }

  private static List<Entry> sample(Dataset<Row> sentences, long seed) {
    return sentences
        .select(col("id"), col("words.text"))
        .orderBy(xxhash64(lit(seed), col("id")), col("id"))
        .limit(SAMPLE)
        .collectAsList()
        .stream()
        .map(row -> new Entry(row.getString(0), List.copyOf(row.<String>getList(1))))
        .toList();
  }

  private static Found found(Dataset<Row> sentences, NearDuplicateIndex index) {
    Broadcast<byte[]> packed =
        sentences
            .sparkSession()
            .sparkContext()
            .broadcast(Packed.pack(index), ClassTag.apply(byte[].class));
    byte[] found =
        sentences
            .select(col("id"), col("words.text"))
            .toJavaRDD()
            .mapPartitions(rows -> List.of(Packed.pack(found(rows, packed.value()))).iterator())
            .treeAggregate(
                Packed.pack(new Found(new BitSet(), true)), NearFacts::joined, NearFacts::joined);
    packed.destroy();
    return Packed.unpack(Found.class, found);
  }

  private static Found found(Iterator<Row> rows, byte[] packed) {
    NearDuplicateIndex index = Packed.unpack(NearDuplicateIndex.class, packed);
    BitSet places = new BitSet();
    boolean isWhole = true;
    while (rows.hasNext()) {
      Row row = rows.next();
      isWhole &= index.find(row.getString(0), row.getList(1), places);
    }
    return new Found(places, isWhole);
  }

  private static byte[] joined(byte[] one, byte[] other) {
    return Packed.pack(Packed.unpack(Found.class, one).and(Packed.unpack(Found.class, other)));
  }

  private static Near near(Found found, long hits, long sampled, long all) {
    double share = sampled == 0 ? 0 : (double) hits / sampled;
    WilsonInterval interval = WilsonInterval.of(hits, sampled);
    boolean isAll = sampled >= all;
    return new Near(
        sampled,
        hits,
        share,
        isAll ? share : interval.low(),
        isAll ? share : interval.high(),
        !found.isWhole());
  }
}
