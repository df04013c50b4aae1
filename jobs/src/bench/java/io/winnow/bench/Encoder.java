package io.winnow.bench;

import ai.djl.Device;
import io.winnow.model.FineTuning;
import io.winnow.model.OnnxEncoder;
import io.winnow.model.Precision;
import io.winnow.model.Torch;
import io.winnow.model.TrainableClassifier;
import io.winnow.model.Window;
import io.winnow.model.WordTargets;
import io.winnow.sample.LabelledSentence;
import io.winnow.text.LabelScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** The bundled encoder as benchmarks need it, and what a registry carries beside it. */
public final class Encoder {

  public static final LabelScheme LABELS = new LabelScheme(List.of("PER", "ORG", "LOC", "MISC"));

  private static final int SEED = 42;
  private static final int BATCH = 16;
  private static final double RATE = 2e-4;

  private Encoder() {}

  /** Small encoders that the artifacts of langchain4j-embeddings carry. */
  public enum Small {
    /** The one that comes with Winnow. */
    MINILM(OnnxEncoder.EMBEDDED),
    /** Of twelve layers (BAAI, MIT). */
    BGE_SMALL(
        new OnnxEncoder(
            "BAAI/bge-small-en-v1.5",
            "bge-small-en-v1.5.onnx",
            "bge-small-en-v1.5-tokenizer.json",
            12));

    private final OnnxEncoder source;
    private Path written;

    Small(OnnxEncoder source) {
      this.source = source;
    }

    /**
     * @param name such as {@code bge-small}
     */
    public static Small named(String name) {
      return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** The pretrained checkpoint, in a folder that is made once. */
    public synchronized Path folder() {
      try {
        if (written == null) {
          written = BenchFolders.temporary("winnow-bench-" + name().toLowerCase(Locale.ROOT));
          source.write(written);
        }
        return written;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The pretrained checkpoint, in a new folder. */
  public static Path pretrained() throws IOException {
    return pretrained(BenchFolders.temporary("winnow-bench-encoder"));
  }

  private static Path pretrained(Path folder) throws IOException {
    OnnxEncoder.EMBEDDED.write(folder);
    return folder;
  }

  public static TrainableClassifier trainable(Path pretrained, Precision precision)
      throws IOException {
    return TrainableClassifier.of(
        pretrained, LABELS, new FineTuning(0.01, 1.0, 0.1, 1, 42, precision), Device.cpu());
  }

  /** A checkpoint with a head that knows nothing: it costs as much as one that does. */
  public static Path withHead(Path pretrained) throws IOException {
    Path folder = BenchFolders.temporary("winnow-bench-model");
    try (TrainableClassifier classifier = trainable(pretrained, Precision.FP32)) {
      classifier.write(folder, Map.of("source", "benchmark"));
    }
    return folder;
  }

  /**
   * A checkpoint with a head that tells names apart.
   *
   * @param folder not there yet
   * @param steps of training on batches of 16 of the sentences, drawn by a fixed seed
   */
  public static Path trained(
      Path folder, List<LabelledSentence> sentences, LabelScheme scheme, int steps)
      throws IOException {
    Path base = pretrained(Files.createDirectories(folder.resolve("base")));
    Path trained = Files.createDirectories(folder.resolve("trained"));
    FineTuning settings = new FineTuning(0.01, 1.0, 0.1, 1, SEED, Precision.AUTO);
    Torch.threads(Runtime.getRuntime().availableProcessors());
    try (TrainableClassifier classifier =
        TrainableClassifier.of(base, scheme, settings, Device.cpu())) {
      Random random = new Random(SEED);
      for (int step = 0; step < steps; step++) {
        List<Window.Labelled> batch = new ArrayList<>();
        while (batch.size() < BATCH) {
          LabelledSentence drawn = sentences.get(random.nextInt(sentences.size()));
          List<String> words = drawn.sentence().wordTexts();
          int[] labels = scheme.tagIds(words.size(), drawn.spans());
          batch.addAll(classifier.windows(words, new WordTargets.Hard(labels), 128, 16));
        }
        classifier.step(batch, RATE * (1 - (double) step / steps));
      }
      classifier.write(trained, Map.of("source", "benchmark"));
    }
    return trained;
  }
}
