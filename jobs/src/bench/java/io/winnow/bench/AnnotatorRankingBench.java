package io.winnow.bench;

import io.winnow.annotation.Adjudicator;
import io.winnow.annotation.Adjudicators;
import io.winnow.annotation.AnnotatedSentence;
import io.winnow.evaluation.quality.AnnotatorReport;
import io.winnow.evaluation.quality.Suspicion;
import io.winnow.testing.crowd.Crowd;
import io.winnow.testing.crowd.CrowdReport;
import io.winnow.testing.crowd.GoldSentence;
import io.winnow.testing.crowd.SimulatedCrowd;
import io.winnow.text.LabelScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Whether the report on annotators ranks them as the truth does, and doubts the right ones: in what
 * a crowd with the errors of real workers says of gold sentences. Bad is who has less than 0.6 of
 * the crowd's median F1 against the truth.
 *
 * <pre>
 * mvn -q -Pbench -DskipTests verify -Dbench=io.winnow.bench.AnnotatorRankingBench \
 *     -Dbench.args="../../shared/data"
 * </pre>
 */
public final class AnnotatorRankingBench {

  private static final int SEEDS = 3;
  private static final double BAD = 0.6;

  private AnnotatorRankingBench() {}

  /**
   * @param arguments the folder with {@code wnut17} and {@code btc}; then, to take another than
   *     {@code bsc}, the name of an adjudicator
   */
  public static void main(String[] arguments) throws IOException {
    Adjudicator adjudicator = Adjudicators.named(arguments.length > 1 ? arguments[1] : "bsc");
    System.out.printf(
        "%-8s %4s %10s %10s %10s %8s %8s %6s %8s%n",
        "data", "seed", "rho labels", "rho others", "rho chance", "doubted", "and bad", "bad", "spammers");
    for (String corpus : List.of("wnut17", "btc")) {
      Path file = Path.of(arguments[0]).resolve(corpus).resolve("train.conll");
      if (Files.notExists(file)) {
        System.out.println("Nothing to measure on: there is no " + file);
        continue;
      }
      for (int seed = 0; seed < SEEDS; seed++) {
        rank(corpus, GoldFile.conll(file), adjudicator, seed);
      }
    }
  }

  private static void rank(
      String corpus, List<GoldSentence> gold, Adjudicator adjudicator, int seed) {
    LabelScheme scheme = GoldFile.scheme(gold);
    List<AnnotatedSentence> answers =
        new SimulatedCrowd(Crowd.real(), scheme.types(), 0, seed).annotate(gold);
    CrowdReport crowd = CrowdReport.of(scheme, gold, answers, adjudicator);
    List<AnnotatorReport> reports = crowd.quality().annotators();
    double[] f1 = values(reports, it -> crowd.trueF1(it.annotator()));
    boolean[] isBad = new boolean[f1.length];
    boolean[] isDoubted = new boolean[f1.length];
    for (int i = 0; i < f1.length; i++) {
      isBad[i] = f1[i] < BAD * crowd.usualF1();
      isDoubted[i] = reports.get(i).suspicions().contains(Suspicion.FAR_BEHIND);
    }
    System.out.printf(
        "%-8s %4d %10.2f %10.2f %10.2f %8d %8d %6d %8d%n",
        corpus,
        seed,
        spearman(f1, values(reports, AnnotatorReport::settledF1)),
        spearman(f1, values(reports, AnnotatorReport::peerF1)),
        spearman(f1, values(reports, AnnotatorReport::chanceScore)),
        IntStream.range(0, f1.length).filter(i -> isDoubted[i]).count(),
        IntStream.range(0, f1.length).filter(i -> isDoubted[i] && isBad[i]).count(),
        IntStream.range(0, f1.length).filter(i -> isBad[i]).count(),
        reports.stream().filter(AnnotatorReport::likelySpammer).count());
  }

  private static double[] values(
      List<AnnotatorReport> reports, ToDoubleFunction<AnnotatorReport> figure) {
    return reports.stream().mapToDouble(figure).toArray();
  }

  /** Pearson's correlation of ranks; ties are broken by place. */
  private static double spearman(double[] one, double[] other) {
    double[] ranks = ranks(one);
    double[] others = ranks(other);
    double distance =
        IntStream.range(0, one.length)
            .mapToDouble(i -> (ranks[i] - others[i]) * (ranks[i] - others[i]))
            .sum();
    return 1 - 6 * distance / (one.length * ((double) one.length * one.length - 1));
  }

  private static double[] ranks(double[] values) {
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] ranks = new double[values.length];
    IntStream.range(0, order.length).forEach(i -> ranks[order[i]] = i);
    return ranks;
  }
}
