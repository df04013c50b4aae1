package io.winnow.model;

import ai.djl.Device;
import io.winnow.model.InferenceOptions.Pooling;
import io.winnow.model.files.InvalidModelException;
import io.winnow.text.LabelScheme;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What running a checkpoint once gave, in single precision, on texts in several scripts. Weights
 * that are read wrongly seldom fail: they give numbers.
 *
 * @param words of which the model predicts a tag
 * @param unseen words of which the tokenizer leaves nothing
 * @param tokens sub-words, special ones included
 */
public record TrialRun(int texts, int words, int unseen, long tokens) {

  private static final String ORDINARY =
      """
      Ada Lovelace was born in London .
      In 1969 , three people of NASA flew to the Moon and back : Apollo 11 !
      Der Zug nach Zürich fährt um 7.30 Uhr ab .
      L' été dernier , elle a visité l' Île-de-France .
      Анна Каренина живёт в Москве .
      Η Αθήνα είναι η πρωτεύουσα της Ελλάδας .
      東京 は 日本 の 首都 です 。
      北京 是 中国 的 首都 。
      القاهرة عاصمة مصر .
      दिल्ली भारत की राजधानी है ।
      서울은 대한민국의 수도이다 .
      https://example.org/a?b=c @someone # tag 1,234.56 € — … “ ” ( )
      👩‍🚀 🇳🇴 ok
      """;

  /** A zero-width space, an accent on nothing, a sign of control: words that show little. */
  private static final List<String> NEARLY_EMPTY = List.of("a", "\u200b", "\u0301", "\u0007", "b");

  /** More than the window of most models. */
  private static final int LONG = 600;

  private static final List<List<String>> TEXTS = builtIn();
  private static final InferenceOptions WITH_STATES = new InferenceOptions(0, 0, Pooling.MEAN);

  /** Of an encoder without a head, which gets one for the trial. */
  private static final LabelScheme ANY = new LabelScheme(List.of("PER", "LOC"));

  /** Far more than what rounding makes of equal numbers, far less than what models tell apart. */
  private static final double LEAST_DIFFERENCE = 1e-6;

  private static final double ROUNDING = 1e-3;

  /** What a model is tried on. */
  static List<List<String>> builtInTexts() {
    return TEXTS;
  }

  private static List<List<String>> builtIn() {
    List<List<String>> texts = new ArrayList<>();
    ORDINARY.lines().map(line -> List.of(line.split(" "))).forEach(texts::add);
    List<String> all = texts.stream().flatMap(List::stream).toList();
    texts.add(Stream.generate(() -> all).flatMap(List::stream).limit(LONG).toList());
    texts.add(NEARLY_EMPTY);
    return List.copyOf(texts);
  }

  /**
   * @throws InvalidModelException if what comes out is no distribution, not finite, or the same for
   *     all words
   */
  public static TrialRun of(Checkpoint checkpoint) throws IOException {
    try (TokenClassifier model = open(checkpoint)) {
      return looked(
          checkpoint,
          model.scheme().tagCount(),
          model.predict(TEXTS, BatchLayout.DEFAULT, InferenceOptions.PLAIN),
          model.predict(TEXTS, BatchLayout.DEFAULT, WITH_STATES));
    }
  }

  private static TokenClassifier open(Checkpoint checkpoint) throws IOException {
    Device device = Torch.defaultDevice();
    return checkpoint.labelScheme().isPresent()
        ? TokenClassifier.load(checkpoint.folder(), Precision.FP32, device)
        : TokenClassifier.withHead(
            checkpoint, ANY, HeadWeights.drawn(checkpoint, ANY, 0), Precision.FP32, device);
  }

  private static TrialRun looked(
      Checkpoint checkpoint, int tags, Prediction.Result plain, Prediction.Result withStates) {
    Spread predictions = new Spread("predictions");
    Spread states = new Spread("hidden states");
    int seen = 0;
    for (Prediction.Predicted text : plain.predicted()) {
      for (int word = 0; word < text.words().length; word++) {
        float[] row = Arrays.copyOfRange(text.logProbabilities(), word * tags, (word + 1) * tags);
        predictions.add(checkpoint, row);
        requireDistribution(checkpoint, row);
      }
      seen += text.words().length;
    }
    for (Prediction.Predicted text : withStates.predicted()) {
      if (text.words().length > 0) {
        states.add(checkpoint, text.embedding());
      }
    }
    states.require(checkpoint);
    predictions.require(checkpoint);
    int words = TEXTS.stream().mapToInt(List::size).sum();
    return new TrialRun(TEXTS.size(), seen, words - seen, plain.tokens());
  }

  private static void requireDistribution(Checkpoint checkpoint, float[] row) {
    double sum = 0;
    for (float logProbability : row) {
      sum += Math.exp(logProbability);
    }
    if (Math.abs(sum - 1) > ROUNDING) {
      throw new InvalidModelException(
          "%s: the probabilities of a word's tags sum to %.4f, not to 1: its weights are damaged, or not what config.json says"
              .formatted(checkpoint.folder(), sum));
    }
  }

  /** How far vectors that should differ are apart. */
  private static final class Spread {
    private final String what;
    private float[] first;
    private double largest;

    Spread(String what) {
      this.what = what;
    }

    void add(Checkpoint checkpoint, float[] vector) {
      first = first == null ? vector : first;
      for (int i = 0; i < vector.length; i++) {
        if (!Float.isFinite(vector[i])) {
          throw new InvalidModelException(
              "%s: its %s are not finite (%s): its weights are damaged, or were saved after a training that diverged"
                  .formatted(checkpoint.folder(), what, vector[i]));
        }
        largest = Math.max(largest, Math.abs(vector[i] - first[i]));
      }
    }

    void require(Checkpoint checkpoint) {
      if (largest < LEAST_DIFFERENCE) {
        throw new InvalidModelException(
            "%s: its %s are the same for all texts (they differ by %.1e at most): its weights are damaged, or not what config.json says"
                .formatted(checkpoint.folder(), what, largest));
      }
    }
  }

  @Override
  public String toString() {
    String all = unseen == 0 ? "" : " of %,d".formatted(words + unseen);
    return "%d texts, %,d%s words, %,d sub-words: finite, none alike"
        .formatted(texts, words, all, tokens);
  }
}
