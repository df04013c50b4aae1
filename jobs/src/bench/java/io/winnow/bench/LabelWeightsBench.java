package io.winnow.bench;

import ai.djl.Device;
import io.winnow.annotation.AdjudicatedLabel;
import io.winnow.annotation.Adjudication;
import io.winnow.annotation.AnnotatedSentence;
import io.winnow.annotation.Annotation;
import io.winnow.annotation.AnnotationStatus;
import io.winnow.annotation.ConfidentSpan;
import io.winnow.annotation.Judgements;
import io.winnow.annotation.MajorityVote;
import io.winnow.config.ConfigReader;
import io.winnow.contract.SimulatedAnnotator;
import io.winnow.contract.SimulatedAnnotator.ErrorRates;
import io.winnow.evaluation.SpanF1;
import io.winnow.jobs.train.Example;
import io.winnow.jobs.train.FineTune;
import io.winnow.jobs.train.TrainSettings;
import io.winnow.jobs.train.TrainSettings.LabelWeights;
import io.winnow.model.TrainableClassifier;
import io.winnow.sample.LabelledSentence;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * What posterior weights are worth: a model trained on the settled labels of three annotators a
 * sentence who err much, as certain labels and as posteriors, measured on a clean test set; and one
 * trained on the gold, which is what could be reached.
 *
 * <pre>
 * mvn -q -Pbench -DskipTests verify -Dbench=io.winnow.bench.LabelWeightsBench \
 *     -Dbench.args="../../shared/data/btc/train.conll ../../shared/data/btc/test.conll 1500 3 2"
 * </pre>
 */
public final class LabelWeightsBench {

  private static final int ANNOTATORS_A_SENTENCE = 3;

  /** Six people: those who overlook much, who mix types up, who cut wrongly, and mixtures. */
  private static final List<ErrorRates> CREW =
      List.of(
          new ErrorRates(0.40, 0.05, 0.05),
          new ErrorRates(0.30, 0.10, 0.05),
          new ErrorRates(0.20, 0.20, 0.05),
          new ErrorRates(0.20, 0.05, 0.20),
          new ErrorRates(0.25, 0.10, 0.10),
          new ErrorRates(0.35, 0.10, 0.05));

  private LabelWeightsBench() {}

  /**
   * @param arguments CoNLL files to train on and to test on; sentences to train on; epochs; how
   *     many seeds
   */
  public static void main(String[] arguments) throws Exception {
    Path train = Path.of(arguments[0]);
    Path test = Path.of(arguments[1]);
    for (Path file : List.of(train, test)) {
      if (!Files.exists(file)) {
        System.out.println("Nothing to measure on: there is no " + file);
        return;
      }
    }
    List<LabelledSentence> gold = new ArrayList<>(Gold.read(train));
    LabelScheme scheme = Gold.scheme(gold);
    List<Example> held = examples(Gold.read(test));
    String epochs = "train.epochs=" + arguments[3];
    Path pretrained = Encoder.pretrained();
    System.out.printf(
        "%-5s %10s %10s %10s %10s %10s%n",
        "seed", "annotator", "settled", "hard", "posterior", "gold");
    for (int seed = 1; seed <= Integer.parseInt(arguments[4]); seed++) {
      Collections.shuffle(gold, new Random(seed));
      List<LabelledSentence> some = gold.subList(0, Integer.parseInt(arguments[2]));
      Noisy noisy = Noisy.of(some, scheme, seed);
      System.out.printf(
          "%-5d %10.4f %10.4f %10.4f %10.4f %10.4f%n",
          seed,
          noisy.annotatorF1(),
          noisy.settledF1(),
          f1(pretrained, scheme, noisy.examples(), held, LabelWeights.HARD, epochs, seed),
          f1(pretrained, scheme, noisy.examples(), held, LabelWeights.POSTERIOR, epochs, seed),
          f1(pretrained, scheme, examples(some), held, LabelWeights.HARD, epochs, seed));
    }
  }

  private static double f1(
      Path pretrained,
      LabelScheme scheme,
      List<Example> train,
      List<Example> held,
      LabelWeights weights,
      String epochs,
      int seed)
      throws Exception {
    TrainSettings settings =
        ConfigReader.read(
                List.of(),
                List.of(
                    "train.min-steps=0",
                    "train.batch-size=16",
                    epochs,
                    "train.label-weights=" + weights.name().toLowerCase(Locale.ROOT)))
            .jobs()
            .train();
    settings.compute().useThreads();
    try (TrainableClassifier classifier =
        TrainableClassifier.of(pretrained, scheme, settings.tuning(seed), Device.cpu())) {
      FineTune tuning = new FineTune(classifier, scheme, settings, seed, new Plain());
      tuning.run(train);
      return tuning.f1(held);
    }
  }

  private static List<Example> examples(List<LabelledSentence> gold) {
    List<Example> examples = new ArrayList<>();
    for (LabelledSentence labelled : gold) {
      examples.add(
          Example.certain(id(examples.size()), labelled.sentence().wordTexts(), labelled.spans()));
    }
    return examples;
  }

  /** Texts repeat, so places are the ids. */
  private static String id(int place) {
    return String.format(Locale.ROOT, "%06d", place);
  }

  /**
   * Settled labels.
   *
   * @param annotatorF1 of all that was said, against the gold
   * @param settledF1 of what it was settled to
   */
  private record Noisy(List<Example> examples, double annotatorF1, double settledF1) {

    static Noisy of(List<LabelledSentence> gold, LabelScheme scheme, int seed) {
      List<AnnotatedSentence> sentences = new ArrayList<>();
      SpanF1 said = SpanF1.NONE;
      for (int i = 0; i < gold.size(); i++) {
        LabelledSentence labelled = gold.get(i);
        List<Annotation> annotations = new ArrayList<>();
        for (int j = 0; j < ANNOTATORS_A_SENTENCE; j++) {
          int who = (i + j * (j + 1) / 2) % CREW.size();
          List<EntitySpan> answer =
              new SimulatedAnnotator("annotator-" + who, CREW.get(who), seed)
                  .answer(id(i), labelled.sentence().words().size(), labelled.spans(), scheme);
          said = said.plus(SpanF1.ofSentence(labelled.spans(), answer));
          annotations.add(new Annotation(id(i), "annotator-" + who, AnnotationStatus.DONE, answer));
        }
        sentences.add(new AnnotatedSentence(id(i), labelled.sentence().wordTexts(), annotations));
      }
      Judgements judgements = Judgements.of(scheme, sentences);
      Adjudication settled = new MajorityVote().adjudicate(judgements);
      SpanF1 right = SpanF1.NONE;
      List<Example> examples = new ArrayList<>();
      for (int i = 0; i < judgements.sentences(); i++) {
        AdjudicatedLabel label = settled.label(i);
        List<EntitySpan> spans = label.spans().stream().map(ConfidentSpan::span).toList();
        right = right.plus(SpanF1.ofSentence(gold.get(i).spans(), spans));
        examples.add(
            new Example(label.sentenceId(), sentences.get(i).words(), spans, label.posteriors()));
      }
      return new Noisy(examples, said.f1(), right.f1());
    }
  }
}
