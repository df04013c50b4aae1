package io.winnow.bench;

import ai.djl.Device;
import io.winnow.acquisition.Formulas;
import io.winnow.acquisition.WordDistributions;
import io.winnow.bench.contender.BestTags;
import io.winnow.bench.contender.Speller;
import io.winnow.bench.contender.Speller.Spelled;
import io.winnow.model.BatchLayout;
import io.winnow.model.Checkpoint;
import io.winnow.model.Precision;
import io.winnow.model.TokenClassifier;
import io.winnow.model.Torch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What scoring costs a family beside ONNX Runtime on the same weights, CPU-seconds of one thread,
 * in turns: sentences in Java lists in, log-probabilities in Java arrays out. ONNX Runtime gets
 * batches of 64 sentences of like lengths, fp32.
 *
 * <pre>
 * mvn -q -Pbench -DskipTests verify -Dbench=io.winnow.bench.FamilyPeerBench \
 *     -Dbench.args="../../shared/data/books/books-200k.txt.gz 200 3 deberta-v2:base modernbert:base"
 * </pre>
 */
public final class FamilyPeerBench {

  private static final int BATCH = 64;
  private static final BatchLayout LAYOUT = BatchLayout.byTokens(1024, 64);

  private FamilyPeerBench() {}

  /** A way to score sentences; gives the MNLP of each, by its place. */
  private interface Scorer {
    Map<Integer, Double> score(List<List<String>> sentences) throws Exception;
  }

  /**
   * @param arguments a text file with a sentence a line, how many to score, how often, families and
   *     shapes
   */
  public static void main(String[] arguments) throws Exception {
    List<List<String>> sentences =
        Books.first(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
    Torch.threads(1);
    for (String name : List.of(arguments).subList(3, arguments.length)) {
      compare(name, sentences, Integer.parseInt(arguments[2]));
    }
  }

  private static void compare(String name, List<List<String>> sentences, int rounds)
      throws Exception {
    FamilyShape shape = FamilyShape.named(name);
    Path folder = shape.write(Encoder.LABELS);
    Path onnx = BenchFolders.temporary("winnow-bench-onnx").resolve("model.onnx");
    FamilyOnnx.write(shape, folder, onnx);
    List<List<String>> few = sentences.subList(0, sentences.size() / 4);
    System.out.printf(
        "%s, %d sentences: CPU-seconds, ratio to onnxruntime%n", name, sentences.size());
    try (TokenClassifier fp32 = TokenClassifier.load(folder, Precision.FP32, Device.cpu());
        TokenClassifier bf16 = TokenClassifier.load(folder, Precision.BF16, Device.cpu());
        Speller speller = new Speller(folder.resolve(Checkpoint.TOKENIZER), FamilyShape.WINDOW)) {
      OnnxSession session = new OnnxSession(onnx);
      List<Scorer> scorers =
          List.of(
              lists -> onnx(session, speller, lists),
              lists -> winnow(fp32, lists),
              lists -> winnow(bf16, lists));
      List<Map<Integer, Double>> warm = new ArrayList<>();
      for (Scorer scorer : scorers) {
        warm.add(scorer.score(few));
      }
      System.out.printf(
          "  largest difference of MNLP: fp32 %.1e, bf16 %.1e%n",
          difference(warm.get(0), warm.get(1)), difference(warm.get(0), warm.get(2)));
      for (int round = 0; round < rounds; round++) {
        double[] costs = new double[scorers.size()];
        for (int i = 0; i < costs.length; i++) {
          Usage begun = Usage.now();
          scorers.get(i).score(sentences);
          costs[i] = Usage.now().since(begun).cpuSeconds();
        }
        System.out.printf(
            "  onnxruntime %7.2f  fp32 %7.2f (%.2f)  bf16 %7.2f (%.2f)%n",
            costs[0], costs[1], costs[1] / costs[0], costs[2], costs[2] / costs[0]);
      }
    }
  }

  private static double difference(Map<Integer, Double> one, Map<Integer, Double> other) {
    return one.keySet().stream()
        .mapToDouble(key -> Math.abs(one.get(key) - other.get(key)))
        .max()
        .orElseThrow();
  }

  private static Map<Integer, Double> winnow(TokenClassifier model, List<List<String>> sentences) {
    List<float[]> rows = model.logProbabilities(sentences, LAYOUT);
    Map<Integer, Double> scores = new HashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      int words = sentences.get(i).size();
      scores.put(
          i,
          Formulas.MNLP.score(
              new WordDistributions(rows.get(i), words, Encoder.LABELS.tagCount())));
    }
    return scores;
  }

  private static Map<Integer, Double> onnx(
      OnnxSession session, Speller speller, List<List<String>> sentences) throws Exception {
    List<Spelled> spelled = new ArrayList<>();
    for (int i = 0; i < sentences.size(); i++) {
      speller.spell(Integer.toString(i), sentences.get(i)).ifPresent(spelled::add);
    }
    spelled.sort(Comparator.comparingInt(Spelled::length).reversed());
    Map<Integer, Double> scores = new HashMap<>();
    for (int from = 0; from < spelled.size(); from += BATCH) {
      Map<String, BestTags> batch =
          session.read(spelled.subList(from, Math.min(from + BATCH, spelled.size())));
      batch.forEach((id, tags) -> scores.put(Integer.valueOf(id), tags.mnlp()));
    }
    return scores;
  }
}
