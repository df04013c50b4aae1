package io.winnow.bench;

import ai.djl.Device;
import io.winnow.model.BatchLayout;
import io.winnow.model.FineTuning;
import io.winnow.model.Precision;
import io.winnow.model.TokenClassifier;
import io.winnow.model.Torch;
import io.winnow.model.TrainableClassifier;
import io.winnow.model.Window;
import io.winnow.model.WordTargets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What scoring and training cost a family, CPU-seconds, all of them in turns, each round beginning
 * with another: the first named is what the others are compared with.
 *
 * <pre>
 * mvn -q -Pbench -DskipTests verify -Dbench=io.winnow.bench.FamilyBench \
 *     -Dbench.args="../../shared/data/books/books-200k.txt.gz 1000 3 bert:small roberta:small"
 * </pre>
 */
public final class FamilyBench {

  private static final int TRAINED = 32;
  private static final BatchLayout LAYOUT = BatchLayout.byTokens(1024, 64);

  private FamilyBench() {}

  /**
   * @param arguments a text file with a sentence a line, how many to score, how often, families and
   *     shapes
   */
  public static void main(String[] arguments) throws IOException {
    List<List<String>> sentences = Books.first(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
    int rounds = Integer.parseInt(arguments[2]);
    Torch.threads(1);
    Map<String, Path> folders = new LinkedHashMap<>();
    for (String name : List.of(arguments).subList(3, arguments.length)) {
      folders.put(name, FamilyShape.named(name).write(Encoder.LABELS));
    }
    for (Precision precision : List.of(Precision.FP32, Precision.BF16)) {
      Map<String, List<Double>> scoring = new LinkedHashMap<>();
      Map<String, List<Double>> training = new LinkedHashMap<>();
      folders.keySet().forEach(name -> scoring.put(name, new ArrayList<>()));
      folders.keySet().forEach(name -> training.put(name, new ArrayList<>()));
      List<Map.Entry<String, Path>> order = new ArrayList<>(folders.entrySet());
      for (int round = -1; round < rounds; round++) {
        Collections.rotate(order, -1);
        for (Map.Entry<String, Path> entry : order) {
          double scored = scored(entry.getValue(), precision, sentences);
          double trained = trained(entry.getValue(), precision, sentences);
          if (round >= 0) {
            scoring.get(entry.getKey()).add(scored);
            training.get(entry.getKey()).add(trained);
          }
        }
      }
      print("scoring " + sentences.size() + " sentences, " + precision, scoring);
      print("a training step of " + TRAINED + " sentences, " + precision, training);
    }
  }

  private static void print(String what, Map<String, List<Double>> costs) {
    System.out.println(what + ": CPU-seconds, ratio to the first: of medians, and in each round");
    List<Double> first = costs.values().iterator().next();
    costs.forEach(
        (name, each) -> {
          double median = median(each);
          StringBuilder line =
              new StringBuilder(
                  "  %-18s %7.3f (%.2f):".formatted(name, median, median / median(first)));
          for (int round = 0; round < each.size(); round++) {
            line.append(
                "  %7.3f (%.2f)".formatted(each.get(round), each.get(round) / first.get(round)));
          }
          System.out.println(line);
        });
  }

  private static double median(List<Double> costs) {
    return costs.stream().sorted().skip(costs.size() / 2).findFirst().orElseThrow();
  }

  private static double scored(Path folder, Precision precision, List<List<String>> sentences)
      throws IOException {
    try (TokenClassifier classifier = TokenClassifier.load(folder, precision, Device.cpu())) {
      classifier.logProbabilities(sentences.subList(0, sentences.size() / 4), LAYOUT);
      Usage begun = Usage.now();
      classifier.logProbabilities(sentences, LAYOUT);
      return Usage.now().since(begun).cpuSeconds();
    }
  }

  private static double trained(Path folder, Precision precision, List<List<String>> sentences)
      throws IOException {
    FineTuning settings = new FineTuning(0.01, 1, 0.1, 1, 1, precision);
    try (TrainableClassifier classifier =
        TrainableClassifier.of(folder, Encoder.LABELS, settings, Device.cpu())) {
      Random random = new Random(1);
      List<Window.Labelled> batch = new ArrayList<>();
      for (List<String> words : sentences.subList(0, TRAINED)) {
        int[] labels = random.ints(words.size(), 0, 3).toArray();
        batch.addAll(classifier.windows(words, new WordTargets.Hard(labels), 128, 16));
      }
      classifier.step(batch, 1e-5);
      Usage begun = Usage.now();
      classifier.step(batch, 1e-5);
      classifier.step(batch, 1e-5);
      return Usage.now().since(begun).cpuSeconds() / 2;
    }
  }
}
