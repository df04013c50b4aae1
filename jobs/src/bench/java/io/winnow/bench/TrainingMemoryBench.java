package io.winnow.bench;

import io.winnow.model.Precision;
import io.winnow.model.Torch;
import io.winnow.model.TrainableClassifier;
import io.winnow.model.Window;
import io.winnow.model.WordTargets;
import io.winnow.sample.LabelledSentence;
import io.winnow.sample.SampleCorpus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Memory over training steps on batches of changing lengths: flat, or something leaks.
 *
 * <pre>
 * mvn -q -Pbench -DskipTests verify -Dbench=io.winnow.bench.TrainingMemoryBench
 * mvn -q -Pbench -DskipTests verify -Dbench=io.winnow.bench.TrainingMemoryBench \
 *     -Dbench.args="32 8 bert:base bf16" -Dbench.heap=512m -Dbench.jvm="-Xms512m -XX:+AlwaysPreTouch"
 * </pre>
 */
public final class TrainingMemoryBench {

  private static final int STEPS = 300;
  private static final int REPORTS = 15;
  private static final int DEFAULT_BATCH = 32;
  private static final int LONGEST_JOIN = 6;
  private static final int WINDOW = 128;

  private TrainingMemoryBench() {}

  /**
   * @param arguments sentences in a batch (default: 32); then, if not 300 steps of the bundled
   *     encoder in single precision: steps, a family and shape, the precision
   */
  public static void main(String[] arguments) throws Exception {
    int size = arguments.length > 0 ? Integer.parseInt(arguments[0]) : DEFAULT_BATCH;
    boolean isBundled = arguments.length < 4;
    int steps = isBundled ? STEPS : Integer.parseInt(arguments[1]);
    Path model = isBundled ? Encoder.pretrained() : FamilyShape.elsewhere(arguments[2]);
    Precision precision =
        isBundled ? Precision.FP32 : Precision.valueOf(arguments[3].toUpperCase(Locale.ROOT));
    Torch.threads(1);
    List<LabelledSentence> sample = SampleCorpus.sentences();
    Random random = new Random(1);
    System.out.printf("%6s %10s %12s %10s%n", "step", "RSS MiB", "heap MiB", "CPU-s");
    try (TrainableClassifier classifier = Encoder.trainable(model, precision)) {
      Usage begun = Usage.now();
      for (int step = 1; step <= steps; step++) {
        // The longest first: what the first step takes, most later ones do not exceed.
        int joined = step == 1 ? WINDOW : 1 + random.nextInt(LONGEST_JOIN);
        classifier.step(batch(classifier, sample, random, size, joined), 1e-4);
        if (step % Math.max(1, steps / REPORTS) == 0) {
          System.gc();
          Usage used = Usage.now().since(begun);
          System.out.printf(
              "%6d %10d %12d %10.1f%n",
              step, used.residentMiB(), used.heapMiB(), used.cpuSeconds());
        }
      }
    }
    long highest = Usage.highestResidentMiB();
    long heap = Runtime.getRuntime().maxMemory() >> 20;
    System.out.printf("highest RSS: %d MiB%n", highest);
    System.out.printf("outside the heap, if that was touched whole: %d MiB%n", highest - heap);
  }

  /** So many sentences joined, the same number all over a batch: ten words each. */
  private static List<Window.Labelled> batch(
      TrainableClassifier classifier,
      List<LabelledSentence> sample,
      Random random,
      int size,
      int joined) {
    List<Window.Labelled> batch = new ArrayList<>();
    while (batch.size() < size) {
      List<String> words = new ArrayList<>();
      for (int i = 0; i < joined; i++) {
        words.addAll(sample.get(random.nextInt(sample.size())).sentence().wordTexts());
      }
      batch.addAll(
          classifier.windows(words, new WordTargets.Hard(new int[words.size()]), WINDOW, 16));
    }
    return batch.subList(0, size);
  }
}
