package io.winnow.model;

import ai.djl.Device;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import io.winnow.text.LabelScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that takes memory from itself and then reads 1,000 sentences in batches that are far
 * too large. Says how many of them were read, how many of these as in small batches before, and how
 * often a batch was split.
 */
final class ShortOfMemory {

  /** What the process may take beside what it has; all sentences in one batch need some 200 MB. */
  private static final long MARGIN_BYTES = 50L << 20;

  /** Of Linux: a process's address space. */
  private static final int RLIMIT_AS = 9;

  private static final int PAGE_BYTES = 4096;

  private ShortOfMemory() {}

  /**
   * @param arguments an empty folder
   */
  public static void main(String[] arguments) throws IOException {
    Torch.threads(1);
    LabelScheme scheme = new LabelScheme(List.of("PER", "LOC"));
    Path folder = TestCheckpoints.small().withTags(scheme.tags()).write(Path.of(arguments[0]));
    try (TokenClassifier classifier = TokenClassifier.load(folder, Precision.FP32, Device.cpu())) {
      List<List<String>> sentences = sentences();
      InferenceOptions asked = new InferenceOptions(1, 1, InferenceOptions.Pooling.MEAN);
      Prediction.Result small =
          classifier.predict(sentences, BatchLayout.byTokens(8192, 32), asked);
      limit(virtualBytes() + MARGIN_BYTES);
      Prediction.Result large =
          classifier.predict(sentences, BatchLayout.byTokens(1 << 22, 32), asked);
      int read = 0;
      int alike = 0;
      for (int i = 0; i < sentences.size(); i++) {
        if (large.sentences().get(i) instanceof Prediction.Predicted one) {
          read++;
          alike += alike(one, (Prediction.Predicted) small.sentences().get(i)) ? 1 : 0;
        }
      }
      System.out.printf("read %d, alike %d, splits %d%n", read, alike, large.splits());
    }
  }

  private static boolean alike(Prediction.Predicted one, Prediction.Predicted other) {
    return alike(one.logProbabilities(), other.logProbabilities())
        && alike(one.committee().get(0), other.committee().get(0))
        && alike(one.embedding(), other.embedding());
  }

  private static boolean alike(float[] one, float[] other) {
    for (int i = 0; i < one.length; i++) {
      if (Math.abs(one[i] - other[i]) > 1e-4) {
        return false;
      }
    }
    return one.length == other.length;
  }

  private static List<List<String>> sentences() {
    List<List<String>> sentences = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      List<String> words = new ArrayList<>();
      for (int word = 0; word < 100 + i % 20; word++) {
        words.add("word" + (i + word) % 9);
      }
      sentences.add(words);
    }
    return sentences;
  }

  /** The first number in statm is the address space in pages, see proc(5). */
  private static long virtualBytes() throws IOException {
    String pages = Files.readString(Path.of("/proc/self/statm")).split(" ")[0];
    return Long.parseLong(pages) * PAGE_BYTES;
  }

  /** setrlimit(2). */
  private static void limit(long bytes) {
    try (Memory limits = new Memory(2L * Long.BYTES)) {
      limits.setLong(0, bytes);
      limits.setLong(Long.BYTES, bytes);
      int failed =
          NativeLibrary.getProcess()
              .getFunction("setrlimit")
              .invokeInt(new Object[] {RLIMIT_AS, limits});
      if (failed != 0) {
        throw new IllegalStateException("setrlimit refuses " + bytes);
      }
    }
  }
}
