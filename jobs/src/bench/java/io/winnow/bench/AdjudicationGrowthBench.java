package io.winnow.bench;

import io.winnow.annotation.Adjudication;
import io.winnow.annotation.Adjudicators;
import io.winnow.annotation.Judgements;
import io.winnow.annotation.JudgementsBuilder;
import io.winnow.testing.crowd.Crowd;
import io.winnow.testing.crowd.GoldSentence;
import io.winnow.testing.crowd.SimulatedCrowd;
import io.winnow.text.LabelScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * What settling costs as the number of sentences grows: a CoNLL file's sentences again and again,
 * each annotated anew by five of 46 simulated annotators.
 *
 * <pre>
 * mvn -q -Pbench -DskipTests verify -Dbench=io.winnow.bench.AdjudicationGrowthBench \
 *     -Dbench.args="../../shared/data/wnut17/train.conll 50000 100000 200000"
 * </pre>
 */
public final class AdjudicationGrowthBench {

  private static final int PER_SENTENCE = 5;
  private static final long SEED = 1;

  private AdjudicationGrowthBench() {}

  /**
   * @param arguments a CoNLL file, numbers of sentences and, to take others than all, names of
   *     adjudicators
   */
  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[0]);
    if (!Files.exists(file)) {
      System.out.println("Nothing to measure on: there is no " + file);
      return;
    }
    List<GoldSentence> gold = GoldFile.conll(file);
    System.out.printf(
        "%10s %12s %-16s %10s %10s %10s%n",
        "sentences", "judgements", "adjudicator", "learn s", "label s", "heap MiB");
    List<String> named = Adjudicators.names().stream().filter(List.of(arguments)::contains).toList();
    for (String size : Arrays.asList(arguments).subList(1, arguments.length)) {
      if (!named.contains(size)) {
        measure(gold, Integer.parseInt(size), named.isEmpty() ? Adjudicators.names() : named);
      }
    }
  }

  private static void measure(List<GoldSentence> gold, int sentences, Collection<String> names) {
    LabelScheme scheme = GoldFile.scheme(gold);
    SimulatedCrowd crowd =
        new SimulatedCrowd(Crowd.real(), scheme.types(), PER_SENTENCE, SEED);
    JudgementsBuilder builder = Judgements.builder(scheme);
    for (int i = 0; i < sentences; i++) {
      GoldSentence sentence = gold.get(i % gold.size());
      GoldSentence copy = new GoldSentence("%08d".formatted(i), sentence.words(), sentence.spans());
      builder.add(crowd.annotate(copy));
    }
    Judgements judgements = builder.build();
    for (String name : names) {
      System.gc();
      Usage begun = Usage.now();
      Adjudication adjudication = Adjudicators.named(name).adjudicate(judgements);
      Usage learned = Usage.now();
      double confidence = 0;
      for (int i = 0; i < judgements.sentences(); i++) {
        confidence += adjudication.label(i).confidence();
      }
      Usage labelled = Usage.now();
      if (Double.isNaN(confidence)) {
        throw new IllegalStateException(name + " gives no confidence");
      }
      System.gc();
      long heap = Usage.now().heapMiB();
      // Alive until here, so that what it keeps is counted.
      adjudication.confusion(0);
      System.out.printf(
          "%10d %12d %-16s %10.2f %10.2f %10d%n",
          sentences,
          judgements.size(),
          name,
          learned.since(begun).cpuSeconds(),
          labelled.since(learned).cpuSeconds(),
          heap);
    }
  }
}
