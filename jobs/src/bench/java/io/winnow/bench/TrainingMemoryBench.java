package io.winnow.bench;

import io.winnow.model.Precision;
import io.winnow.model.Torch;
import io.winnow.model.TrainableClassifier;
import io.winnow.model.Window;
import io.winnow.model.WordTargets;
import io.winnow.sample.LabelledSentence;
import io.winnow.sample.SampleCorpus;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Memory over training steps on batches of changing lengths: flat, or something leaks.
 *
 * <pre>mvn -q -Pbench -DskipTests verify -Dbench=io.winnow.bench.TrainingMemoryBench</pre>
 */
public final class TrainingMemoryBench {

  private static final int STEPS = 300;
  private static final int REPORT_EVERY = 20;
  private static final int DEFAULT_BATCH = 32;
  private static final int LONGEST_JOIN = 6;

  private TrainingMemoryBench() {}

  /**
   * @param arguments sentences in a batch (default: 32)
   */
  public static void main(String[] arguments) throws Exception {
    int size = arguments.length > 0 ? Integer.parseInt(arguments[0]) : DEFAULT_BATCH;
    Torch.threads(1);
    List<LabelledSentence> sample = SampleCorpus.sentences();
    Random random = new Random(1);
    System.out.printf("%6s %10s %12s %10s%n", "step", "RSS MiB", "heap MiB", "CPU-s");
    try (TrainableClassifier classifier = Encoder.trainable(Encoder.pretrained(), Precision.FP32)) {
      Usage begun = Usage.now();
      for (int step = 1; step <= STEPS; step++) {
        classifier.step(batch(classifier, sample, random, size), 1e-4);
        if (step % REPORT_EVERY == 0) {
          System.gc();
          Usage used = Usage.now().since(begun);
          System.out.printf(
              "%6d %10d %12d %10.1f%n",
              step, used.residentMiB(), used.heapMiB(), used.cpuSeconds());
        }
      }
    }
  }

  /** Sentences joined to between ten and sixty words, the same number all over a batch. */
  private static List<Window.Labelled> batch(
      TrainableClassifier classifier, List<LabelledSentence> sample, Random random, int size) {
    int joined = 1 + random.nextInt(LONGEST_JOIN);
    List<Window.Labelled> batch = new ArrayList<>();
    while (batch.size() < size) {
      List<String> words = new ArrayList<>();
      for (int i = 0; i < joined; i++) {
        words.addAll(sample.get(random.nextInt(sample.size())).sentence().wordTexts());
      }
      batch.addAll(classifier.windows(words, new WordTargets.Hard(new int[words.size()]), 128, 16));
    }
    return batch.subList(0, size);
  }
}
