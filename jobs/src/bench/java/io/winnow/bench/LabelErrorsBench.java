package io.winnow.bench;

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
import io.winnow.sample.LabelledSentence;
import io.winnow.text.LabelScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How many of the label errors that were planted into gold a review finds, and how soon: precision
 * at k, and recall of the planted errors by kind, for words and for sentences. The gold has errors
 * of its own and they count as false alarms here, so precision is a lower bound.
 *
 * <pre>
 * mvn -q -Pbench -DskipTests verify -Dbench=io.winnow.bench.LabelErrorsBench \
 *     -Dbench.args="../../shared/data/wnut17/train.conll 0.05 4 3"
 * </pre>
 */
public final class LabelErrorsBench {

  private static final long SEED = 42;
  private static final List<Integer> DEPTHS = List.of(50, 100, 200);

  private LabelErrorsBench() {}

  /**
   * @param arguments a CoNLL file; errors as a share of its spans; folds; epochs of each training
   */
  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[0]);
    if (!Files.exists(file)) {
      System.out.println("Nothing to measure on: there is no " + file);
      return;
    }
    List<LabelledSentence> gold = Gold.read(file);
    LabelScheme scheme = Gold.scheme(gold);
    PlantedErrors planted = PlantedErrors.in(gold, scheme, Double.parseDouble(arguments[1]), SEED);
    TrainSettings settings =
        ConfigReader.read(List.of(), List.of("train.min-steps=0", "train.epochs=" + arguments[3]))
            .jobs()
            .train();
    Usage begun = Usage.now();
    List<Predicted> read =
        new CrossPrediction(
                Encoder.pretrained(),
                scheme,
                settings,
                Integer.parseInt(arguments[2]),
                SEED,
                new TrainingProcess(new Plain(), report -> report))
            .predict(examples(gold, planted));
    System.out.printf(
        "%d sentences, %d errors planted; %.0f CPU-seconds to train and read%n",
        gold.size(), planted.errors().size(), Usage.now().since(begun).cpuSeconds());
    print(planted, unseen(gold, planted, scheme, read), scheme);
  }

  private static List<Example> examples(List<LabelledSentence> gold, PlantedErrors planted) {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < gold.size(); i++) {
      // Texts repeat, so places are the ids.
      String id = String.format(Locale.ROOT, "%06d", i);
      examples.add(Example.certain(id, gold.get(i).sentence().wordTexts(), planted.given().get(i)));
    }
    return examples;
  }

  private static List<UnseenSentence> unseen(
      List<LabelledSentence> gold,
      PlantedErrors planted,
      LabelScheme scheme,
      List<Predicted> read) {
    List<UnseenSentence> unseen = new ArrayList<>();
    for (int i = 0; i < gold.size(); i++) {
      int words = gold.get(i).sentence().words().size();
      int[] given = scheme.tagIds(words, planted.given().get(i));
      unseen.add(new UnseenSentence(given, read.get(i).logProbabilities()));
    }
    return unseen;
  }

  private static void print(
      PlantedErrors planted, List<UnseenSentence> unseen, LabelScheme scheme) {
    ConfidentLearning learnt = ConfidentLearning.of(unseen, scheme.tagCount());
    System.out.printf("estimated share of wrong words: %.4f%n", learnt.errorShare());
    SortedSet<Integer> depths = new TreeSet<>(DEPTHS);
    depths.add(planted.errors().size());
    for (ErrorRanking.Of items : ErrorRanking.Of.values()) {
      System.out.println();
      ErrorRanking.printHead(items, depths);
      int all =
          items == ErrorRanking.Of.SENTENCES
              ? unseen.size()
              : unseen.stream().mapToInt(UnseenSentence::words).sum();
      ErrorRanking.printRandom(items, all, planted, depths);
      for (LabelQuality quality : LabelQuality.values()) {
        List<JudgedWord> words = learnt.words(quality).toList();
        String name = quality.name().toLowerCase(Locale.ROOT).replace('_', '-');
        new ErrorRanking(
                "plain " + name,
                items,
                sorted(words, Comparator.comparingDouble(JudgedWord::quality)))
            .print(planted, depths);
        new ErrorRanking("joint, " + name, items, sorted(words, Comparator.naturalOrder()))
            .print(planted, depths);
      }
    }
  }

  private static List<JudgedWord> sorted(List<JudgedWord> words, Comparator<JudgedWord> order) {
    return words.stream().sorted(order).toList();
  }
}
