package io.winnow.bench;

import ai.djl.Device;
import io.winnow.acquisition.Formulas;
import io.winnow.acquisition.WordDistributions;
import io.winnow.bench.contender.Speller;
import io.winnow.model.BatchLayout;
import io.winnow.model.Checkpoint;
import io.winnow.model.Precision;
import io.winnow.model.TokenClassifier;
import io.winnow.model.Torch;
import io.winnow.sample.LabelledSentence;
import io.winnow.text.Word;
import io.winnow.text.WordSplitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How much of what would be selected is selected at either precision: a model is trained on a CoNLL
 * file, scores sentences of books by MNLP in fp32 and in bf16, and the lowest are compared.
 *
 * <pre>
 * mvn -q -Pbench -DskipTests verify -Dbench=io.winnow.bench.PrecisionBench -Dbench.args="\
 *     ../../shared/data/books/books-200k.txt.gz 20000 ../../shared/data/wnut17/train.conll 400"
 * </pre>
 */
public final class PrecisionBench {

  private static final List<Integer> PERCENTS = List.of(5, 20);
  private static final int LONGEST = 512;
  private static final int READ_AT_ONCE = 4096;

  private PrecisionBench() {}

  /**
   * @param arguments a gzipped text file with a sentence a line, how many of them; a CoNLL file to
   *     train on, in how many steps
   */
  public static void main(String[] arguments) throws Exception {
    Path books = Path.of(arguments[0]);
    Path conll = Path.of(arguments[2]);
    for (Path file : List.of(books, conll)) {
      if (!Files.exists(file)) {
        System.out.println("Nothing to measure on: there is no " + file);
        return;
      }
    }
    Path folder = BenchFolders.temporary("winnow-precision");
    List<LabelledSentence> gold = Gold.read(conll);
    Path model = Encoder.trained(folder, gold, Gold.scheme(gold), Integer.parseInt(arguments[3]));
    compare(model, sentences(books, Integer.parseInt(arguments[1]), model));
  }

  private static void compare(Path model, List<List<String>> sentences) throws IOException {
    Usage begun = Usage.now();
    double[] single = mnlp(model, Precision.FP32, sentences);
    Usage between = Usage.now();
    double[] half = mnlp(model, Precision.BF16, sentences);
    Usage done = Usage.now();
    double[] differences =
        IntStream.range(0, single.length)
            .mapToDouble(i -> Math.abs(single[i] - half[i]))
            .sorted()
            .toArray();
    System.out.printf(
        "%d sentences; CPU-seconds: fp32 %.1f, bf16 %.1f; MNLP differs by %.1e in the median, %.1e"
            + " at most%n",
        sentences.size(),
        between.since(begun).cpuSeconds(),
        done.since(between).cpuSeconds(),
        differences[differences.length / 2],
        differences[differences.length - 1]);
    for (int percent : PERCENTS) {
      int count = sentences.size() * percent / 100;
      Set<Integer> chosen = lowest(single, count);
      long common = lowest(half, count).stream().filter(chosen::contains).count();
      System.out.printf(
          "lowest %2d %%: %d sentences, in common %d (%.2f %%)%n",
          percent, count, common, 100.0 * common / count);
    }
  }

  private static double[] mnlp(Path model, Precision precision, List<List<String>> sentences)
      throws IOException {
    double[] scores = new double[sentences.size()];
    try (TokenClassifier classifier = TokenClassifier.load(model, precision, Device.cpu())) {
      Torch.threads(1);
      int tags = classifier.scheme().tagCount();
      for (int from = 0; from < scores.length; from += READ_AT_ONCE) {
        List<List<String>> some =
            sentences.subList(from, Math.min(from + READ_AT_ONCE, scores.length));
        List<float[]> read = classifier.logProbabilities(some, BatchLayout.DEFAULT);
        for (int i = 0; i < some.size(); i++) {
          WordDistributions words = new WordDistributions(read.get(i), some.get(i).size(), tags);
          scores[from + i] = Formulas.MNLP.score(words);
        }
      }
    }
    return scores;
  }

  private static Set<Integer> lowest(double[] scores, int count) {
    return IntStream.range(0, scores.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> scores[i]))
        .limit(count)
        .collect(Collectors.toSet());
  }

  private static List<List<String>> sentences(Path file, int count, Path model) throws IOException {
    try (Speller speller = new Speller(model.resolve(Checkpoint.TOKENIZER), LONGEST)) {
      return new Books(file, speller)
          .choose(count).stream()
              .map(text -> WordSplitter.split(text).stream().map(Word::text).toList())
              .toList();
    }
  }
}
