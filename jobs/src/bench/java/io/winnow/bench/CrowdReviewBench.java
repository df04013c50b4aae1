package io.winnow.bench;

import io.winnow.annotation.AdjudicatedLabel;
import io.winnow.annotation.Adjudication;
import io.winnow.annotation.Adjudicators;
import io.winnow.annotation.ConfidentSpan;
import io.winnow.annotation.Judgements;
import io.winnow.config.ConfigReader;
import io.winnow.evaluation.ConfidentLearning;
import io.winnow.evaluation.ConfidentLearning.JudgedWord;
import io.winnow.evaluation.ConfidentLearning.UnseenSentence;
import io.winnow.evaluation.LabelQuality;
import io.winnow.jobs.review.CrossPrediction;
import io.winnow.jobs.train.Example;
import io.winnow.jobs.train.TrainSettings;
import io.winnow.jobs.train.TrainingProcess;
import io.winnow.model.Prediction.Predicted;
import io.winnow.testing.crowd.Crowd;
import io.winnow.testing.crowd.GoldSentence;
import io.winnow.testing.crowd.SimulatedCrowd;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * How many wrong labels of a crowd a review finds, and how soon, against the labels' own
 * confidence: labels are settled from what 46 simulated people say, who err as real workers did.
 *
 * <pre>
 * mvn -q -Pbench -DskipTests verify -Dbench=io.winnow.bench.CrowdReviewBench \
 *     -Dbench.args="../../shared/data/btc/train.conll 1200 bsc 4 3"
 * </pre>
 */
public final class CrowdReviewBench {

  private static final long SEED = 42;
  private static final int[] DEPTHS = {50, 100, 200};

  private CrowdReviewBench() {}

  /**
   * @param arguments a CoNLL file; how many of its sentences; an adjudicator; folds; epochs of each
   *     training
   */
  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[0]);
    if (!Files.exists(file)) {
      System.out.println("Nothing to measure on: there is no " + file);
      return;
    }
    List<GoldSentence> gold =
        GoldFile.conll(file).stream().limit(Integer.parseInt(arguments[1])).toList();
    LabelScheme scheme = GoldFile.scheme(gold);
    Judgements judgements =
        Judgements.of(
            scheme, new SimulatedCrowd(Crowd.real(), scheme.types(), 0, 0).annotate(gold));
    Adjudication adjudication = Adjudicators.named(arguments[2]).adjudicate(judgements);
    Map<String, GoldSentence> byId = new HashMap<>();
    gold.forEach(sentence -> byId.put(sentence.id(), sentence));
    List<AdjudicatedLabel> labels =
        IntStream.range(0, judgements.sentences()).mapToObj(adjudication::label).toList();
    List<Example> examples =
        labels.stream()
            .map(label -> example(label, byId.get(label.sentenceId()).words()))
            .toList();
    List<Predicted> read = predicted(arguments, scheme, examples);
    List<UnseenSentence> unseen = new ArrayList<>();
    List<List<EntitySpan>> truths = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      int[] given = scheme.tagIds(examples.get(i).words().size(), examples.get(i).spans());
      unseen.add(
          new UnseenSentence(given, read.get(i).logProbabilities(), labels.get(i).posteriors()));
      truths.add(byId.get(labels.get(i).sentenceId()).spans());
    }
    Predicate<Integer> isWrong = place -> !truths.get(place).equals(examples.get(place).spans());
    Predicate<Integer> isMissed =
        place -> truths.get(place).stream().anyMatch(it -> isFree(it, examples.get(place).spans()));
    printHead(labels.size(), isWrong, isMissed);
    print("labels' confidence", byConfidence(labels), isWrong, isMissed);
    ConfidentLearning learnt = ConfidentLearning.of(unseen, scheme.tagCount());
    for (LabelQuality quality : LabelQuality.values()) {
      List<Integer> order = learnt.worstWords(quality).stream().map(JudgedWord::sentence).toList();
      print(quality.name().toLowerCase(Locale.ROOT).replace('_', '-'), order, isWrong, isMissed);
    }
  }

  private static Example example(AdjudicatedLabel label, List<String> words) {
    return Example.certain(
        label.sentenceId(), words, label.spans().stream().map(ConfidentSpan::span).toList());
  }

  private static List<Predicted> predicted(
      String[] arguments, LabelScheme scheme, List<Example> examples) throws Exception {
    TrainSettings settings =
        ConfigReader.read(List.of(), List.of("train.min-steps=0", "train.epochs=" + arguments[4]))
            .jobs()
            .train();
    return new CrossPrediction(
            Encoder.pretrained(),
            scheme,
            settings,
            Integer.parseInt(arguments[3]),
            SEED,
            new TrainingProcess(new Plain(), report -> report))
        .predict(examples);
  }

  /** Whether nobody has marked a word of it. */
  private static boolean isFree(EntitySpan span, List<EntitySpan> given) {
    return given.stream().noneMatch(span::overlaps);
  }

  private static List<Integer> byConfidence(List<AdjudicatedLabel> labels) {
    return IntStream.range(0, labels.size())
        .boxed()
        .sorted(Comparator.comparingDouble(place -> labels.get(place).confidence()))
        .toList();
  }

  private static void printHead(
      int all, Predicate<Integer> isWrong, Predicate<Integer> isMissed) {
    System.out.printf(
        "%d sentences: %d labels are wrong, in %d an entity is overlooked%n%-22s",
        all,
        IntStream.range(0, all).filter(isWrong::test).count(),
        IntStream.range(0, all).filter(isMissed::test).count(),
        "ranked by");
    for (int depth : DEPTHS) {
      System.out.printf(" %11s %9s", "wrong @" + depth, "missed");
    }
    System.out.println();
  }

  /** Precision of wrong labels, and recall of those with an overlooked entity. */
  private static void print(
      String name, List<Integer> order, Predicate<Integer> isWrong, Predicate<Integer> isMissed) {
    System.out.printf("%-22s", name);
    long missed = order.stream().filter(isMissed).count();
    for (int depth : DEPTHS) {
      List<Integer> first = order.subList(0, Math.min(depth, order.size()));
      System.out.printf(
          " %11.2f %9.2f",
          (double) first.stream().filter(isWrong).count() / depth,
          (double) first.stream().filter(isMissed).count() / missed);
    }
    System.out.println();
  }
}
