package io.winnow.bench;

import io.winnow.bench.contender.Slice;
import io.winnow.bench.contender.Speller;
import io.winnow.sample.SampleCorpus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What scoring costs as the corpus grows: each size in a JVM of its own, from Parquet to Parquet on
 * two cores.
 *
 * <pre>
 * mvn -q -Pbench -DskipTests verify -Dbench=io.winnow.bench.GrowthBench \
 *     -Dbench.args="../../shared/data/books/books-200k.txt.gz 20000 60000 180000"
 * </pre>
 */
public final class GrowthBench {

  /** So many that the JVM has compiled what it will. */
  private static final int WARM_UP = 2000;

  private static final int TRAINING_STEPS = 20;
  private static final int LONGEST = 512;

  private GrowthBench() {}

  /**
   * @param arguments a gzipped text file with a sentence a line, then the sizes
   */
  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[0]);
    if (!Files.exists(file)) {
      System.out.println("Nothing to measure on: there is no " + file);
      return;
    }
    List<Integer> sizes = Arrays.stream(arguments).skip(1).map(Integer::valueOf).toList();
    Path folder = BenchFolders.temporary("winnow-growth");
      measure(file, sizes, folder);
  }

  private static void measure(Path file, List<Integer> sizes, Path folder) throws Exception {
    ModelFolder model =
        ModelFolder.of(
            Encoder.trained(
                folder.resolve("model"),
                SampleCorpus.sentences(),
                SampleCorpus.LABELS,
                TRAINING_STEPS),
            folder.resolve("exported"));
    try (Speller speller = new Speller(model.tokenizer(), LONGEST)) {
      Books books = new Books(file, speller);
      Slice warmUp = books.write(WARM_UP, folder.resolve("warm-up"));
      System.out.printf(
          "%10s %10s %10s %12s %9s %9s %9s%n",
          "sentences", "a CPU-s", "a second", "tokens/CPU-s", "RSS MiB", "highest", "padding");
      for (int size : sizes) {
        Slice slice = books.write(size, folder.resolve("size-" + size));
        Entrant winnow = Entrant.winnow("winnow-" + size, "AUTO", model);
        try (ContenderProcess process =
            new ContenderProcess(winnow.name(), winnow.program(), folder)) {
          process.pass(warmUp);
          process.pass(warmUp);
          print(slice.lines().size(), process.pass(slice));
        }
      }
    }
  }

  private static void print(int sentences, Map<String, Double> figures) {
    System.out.printf(
        "%10d %10.1f %10.1f %12.0f %9.0f %9.0f %9.4f%n",
        sentences,
        sentences / figures.get("cpu"),
        sentences / figures.get("wall"),
        figures.get("tokens") / figures.get("cpu"),
        figures.get("rss"),
        figures.get("peak"),
        figures.get("padding"));
  }
}
