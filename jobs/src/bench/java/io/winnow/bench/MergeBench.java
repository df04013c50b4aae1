package io.winnow.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * What a merge costs as the number of answers grows: five of eighty simulated annotators answer
 * every sentence, and {@code winnow merge} takes their answers from Parquet to the label store.
 * Each size in a JVM and a workspace of its own.
 *
 * <pre>
 * mvn -q -Pbench -DskipTests verify -Dbench=io.winnow.bench.MergeBench \
 *     -Dbench.args="../../shared/data/wnut17/train.conll bsc 250000 500000 1000000"
 * </pre>
 */
public final class MergeBench {

  private MergeBench() {}

  /**
   * @param arguments a CoNLL file whose sentences are taken again and again, an adjudicator, then
   *     numbers of answers
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path file = Path.of(arguments[0]);
    if (!Files.exists(file)) {
      System.out.println("Nothing to measure on: there is no " + file);
      return;
    }
    AnsweredCorpus corpus = new AnsweredCorpus(GoldFile.conll(file));
    Path folder = BenchFolders.temporary("winnow-merge");
    System.out.printf(
        "%10s %-12s %9s %9s %13s%n", "answers", "step", "seconds", "CPU-s", "highest RSS MiB");
    for (String size : Arrays.asList(arguments).subList(2, arguments.length)) {
      measure(corpus, arguments[1], Integer.parseInt(size), folder.resolve("answers-" + size));
    }
  }

  private static void measure(AnsweredCorpus corpus, String adjudicator, int answers, Path folder)
      throws IOException, InterruptedException {
    Path input = corpus.write(answers / AnsweredCorpus.PER_SENTENCE, folder);
    Path workspace = folder.resolve("workspace");
    String at = "--workspace=" + workspace;
    WinnowCommand.run("init", "-i", input.toString(), at, "--set=init.holdout-sentences=10");
    WinnowCommand.run("model", "import", at);
    WinnowCommand.run(
        "round",
        at,
        "--set=select.budget-sentences=" + answers,
        "--set=vendor.annotators-per-sentence=" + AnsweredCorpus.PER_SENTENCE);
    long delivered = corpus.answer(workspace);
    ProcessUsage usage = WinnowCommand.run("merge", at, "--set=merge.adjudicator=" + adjudicator);
    for (Map.Entry<String, ProcessUsage> step : usage.bySteps(workspace).entrySet()) {
      print(delivered, step.getKey(), step.getValue());
    }
    print(delivered, "all", usage);
  }

  private static void print(long answers, String step, ProcessUsage usage) {
    System.out.printf(
        "%10d %-12s %9.1f %9.1f %13d%n",
        answers, step, usage.wallSeconds(), usage.cpuSeconds(), usage.highestResidentMiB());
  }
}
