package io.winnow.bench;

import io.winnow.hub.HubSettings;
import io.winnow.jobs.Console;
import io.winnow.jobs.Host;
import io.winnow.jobs.Job;
import io.winnow.jobs.ModelOnShelf;
import io.winnow.jobs.Run;
import io.winnow.jobs.Runner;
import io.winnow.jobs.Tables;
import io.winnow.workspace.Publication;
import io.winnow.workspace.RunId;
import io.winnow.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/**
 * What looking at a corpus costs, from start to exit of each command. The sentences are taken again
 * and again, each time with another last word. Embeddings are made up, 384 numbers a sentence: only
 * their size counts.
 *
 * <pre>
 * mvn -q -Pbench -DskipTests verify -Dbench=io.winnow.bench.CorpusBench \
 *     -Dbench.args="../../shared/data/wnut17/train.conll 100000"
 * </pre>
 */
public final class CorpusBench {

  private CorpusBench() {}

  /** Publishes scores of round 1 without asking a model. */
  private record MadeUpScores() implements Job {

    private static final String SPANS =
        "array<struct<start_word:int,end_word:int,type:string,confidence:double>>";

    @Override
    public Identity identity(Workspace workspace) {
      return new Identity("score", "Score of round 1", workspace.scores(1));
    }

    @Override
    public Publication run(Run run) {
      ModelOnShelf model = ModelOnShelf.ofRound(run.published(), 0);
      Tables.write(
          run.published()
              .pool(1)
              .selectExpr(
                  "id",
                  "size(words) AS word_count",
                  "from_json('[]', '%s') AS spans".formatted(SPANS),
                  "CAST(NULL AS struct<reason:string,message:string>) AS set_aside",
                  "-1D AS mnlp",
                  "transform(sequence(1, 384), i -> CAST(xxhash64(id, i) / 9.3e18D AS FLOAT)) AS embedding",
                  "'%s' AS model".formatted(model.id())),
          run.folder());
      return new Publication()
          .output("scores/0000", run.folder())
          .count("sentences", run.published().pool(1).count())
          .model(model.id(), model.sha256())
          .precision("FP32");
    }
  }

  /**
   * @param arguments a CoNLL file, then numbers of sentences
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path file = Path.of(arguments[0]);
    if (!Files.exists(file)) {
      System.out.println("Nothing to measure on: there is no " + file);
      return;
    }
    AnsweredCorpus corpus = new AnsweredCorpus(GoldFile.conll(file));
    Path folder = BenchFolders.temporary("winnow-corpus");
    System.out.printf(
        "%10s %-40s %9s %9s %13s%n", "sentences", "", "seconds", "CPU-s", "highest RSS MiB");
    for (int i = 1; i < arguments.length; i++) {
      measure(corpus, Integer.parseInt(arguments[i]), folder.resolve(arguments[i]));
    }
  }

  private static void measure(AnsweredCorpus corpus, int sentences, Path folder)
      throws IOException, InterruptedException {
    Path input = corpus.write(sentences, folder);
    Path workspace = folder.resolve("workspace");
    String at = "--workspace=" + workspace;
    WinnowCommand.run("init", "-i", input.toString(), at, "--set=init.holdout-sentences=10");
    WinnowCommand.run("model", "import", at);
    WinnowCommand.run("round", at, "--set=select.budget-sentences=20");
    WinnowCommand.run("vendor", "simulate", at);
    WinnowCommand.run(
        "round", at, "--set=round.last=0", "--set=train.min-steps=3", "--set=train.max-steps=3");
    makeUpScores(workspace);
    print(sentences, at, "status");
    print(sentences, at, "corpus", "summary");
    print(sentences, at, "corpus", "search", "--words=new york");
    print(sentences, at, "corpus", "search", "--regex=[0-9]{4}");
    print(sentences, at, "corpus", "search", "--type=person");
    print(sentences, at, "corpus", "search", "--like=a concert in the park");
    print(sentences, at, "corpus", "search", "--like=a concert in the park", "--words=tonight");
  }

  private static void makeUpScores(Path workspace) {
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .getOrCreate()) {
      Clock clock = Clock.systemUTC();
      Host host =
          new Host(
              () -> spark,
              () -> RunId.at(clock.instant(), 1),
              clock,
              List.of("bench"),
              Map.of(),
              Optional.empty(),
              () -> HubSettings.of(Map.of(), workspace));
      Workspace there = Workspace.at(workspace.toUri().toString(), new Configuration());
      new Runner(there, host, "{}", 1, new Quiet()).run(new MadeUpScores());
    }
  }

  private record Quiet() implements Console {

    @Override
    public void say(String line) {
      // Only figures are printed.
    }
  }

  private static void print(int sentences, String at, String... words)
      throws IOException, InterruptedException {
    String[] all = Arrays.copyOf(words, words.length + 1);
    all[words.length] = at;
    ProcessUsage usage = WinnowCommand.run(all);
    System.out.printf(
        "%10d %-40.40s %9.1f %9.1f %13d%n",
        sentences,
        String.join(" ", words),
        usage.wallSeconds(),
        usage.cpuSeconds(),
        usage.highestResidentMiB());
  }
}
