package io.winnow.bench;

import io.winnow.model.Precision;
import io.winnow.model.Torch;
import io.winnow.model.TrainableClassifier;
import io.winnow.model.Window;
import io.winnow.model.WordTargets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What one training step costs: 32 sentences, fp32 and bf16 products in turn.
 *
 * <pre>
 * mvn -q -Pbench -DskipTests verify -Dbench=io.winnow.bench.TrainingStepBench -Dbench.args="53 2"
 * </pre>
 */
public final class TrainingStepBench {

  private static final int BATCH = 32;
  private static final int SPECIALS = 2;
  private static final int WARM_UP = 3;
  private static final int STEPS = 20;
  private static final double RATE = 1e-4;

  private TrainingStepBench() {}

  /**
   * @param arguments sub-words of each sentence, 64 unless given; threads, 1 unless given
   */
  public static void main(String[] arguments) throws Exception {
    int subwords = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 64;
    int threads = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1;
    Torch.threads(threads);
    var pretrained = Encoder.pretrained();
    try (TrainableClassifier fp32 = Encoder.trainable(pretrained, Precision.FP32);
        TrainableClassifier bf16 = Encoder.trainable(pretrained, Precision.BF16)) {
      List<Window.Labelled> batch = batch(fp32, subwords);
      Steps single = new Steps();
      Steps half = new Steps();
      for (int step = -WARM_UP; step < STEPS; step++) {
        single.take(fp32, batch, step >= 0);
        half.take(bf16, batch, step >= 0);
      }
      System.out.printf(
          "%d sentences x %d sub-words, %d steps, %d threads, seconds a step%n",
          BATCH, batch.get(0).window().length(), STEPS, threads);
      System.out.printf("%-6s %9s %9s%n", "", "cpu", "wall");
      single.print("fp32");
      half.print("bf16");
    }
  }

  private static final class Steps {
    private double cpu;
    private double wall;

    void take(TrainableClassifier classifier, List<Window.Labelled> batch, boolean counts) {
      Usage begun = Usage.now();
      classifier.step(batch, RATE);
      if (counts) {
        Usage step = Usage.now().since(begun);
        cpu += step.cpuSeconds();
        wall += step.wallSeconds();
      }
    }

    void print(String name) {
      System.out.printf("%-6s %9.3f %9.3f%n", name, cpu / STEPS, wall / STEPS);
    }
  }

  private static List<Window.Labelled> batch(TrainableClassifier classifier, int subwords) {
    int count = subwords - SPECIALS;
    Random random = new Random(1);
    List<Window.Labelled> batch = new ArrayList<>();
    for (int sentence = 0; sentence < BATCH; sentence++) {
      List<String> words = new ArrayList<>();
      int[] labels = new int[count];
      for (int word = 0; word < count; word++) {
        boolean name = random.nextInt(5) == 0;
        words.add(name ? "paris" : "the");
        labels[word] = name ? 1 : 0;
      }
      batch.addAll(classifier.windows(words, new WordTargets.Hard(labels), subwords, 8));
    }
    return batch;
  }
}
