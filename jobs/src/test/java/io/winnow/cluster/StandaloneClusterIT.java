package io.winnow.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.winnow.cli.DocPage;
import io.winnow.jobs.status.Status;
import io.winnow.sample.SampleCorpus;
import io.winnow.testing.Trees;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Rounds on a real cluster: the packaged jar, spark-submit, executors in processes of their own.
 */
class StandaloneClusterIT {

  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final Path FOLDER = TARGET.resolve("standalone");
  private static final int SENTENCES = 2_700;

  /** What two runs' scores may differ by: other batches, other order of sums. */
  private static final double SAME = 1e-6;

  private static StandaloneCluster cluster;
  private static ClusterWorkspace workspace;
  private static String said;

  @BeforeAll
  static void runTwoRounds() throws Exception {
    Trees.delete(FOLDER);
    cluster = StandaloneCluster.start(FOLDER);
    workspace =
        ClusterWorkspace.onItsOwnFileSystem(
            cluster, FOLDER.resolve("workspace"), FOLDER.resolve("natives"));
    Path corpus = FOLDER.resolve("sample.conll");
    try (Writer out = Files.newBufferedWriter(corpus)) {
      SampleCorpus.writeConll(SampleCorpus.sentences(SampleCorpus.DEFAULT_SEED, SENTENCES), out);
    }
    String input = corpus.toUri().toString();
    workspace.winnow("init", "--input", input, "--set", "init.holdout-share=0.04");
    workspace.winnowLocally("model import");
    workspace.winnow("round", "--set", "select.budget-words=600");
    workspace.winnowLocally("vendor simulate");
    said = workspace.winnow("round", "--set", "train.max-steps=20", "--set", "train.batch-size=8");
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.close();
    assertThat(cluster.handles()).noneMatch(ProcessHandle::isAlive);
    for (String folder : List.of("natives", "worker-1", "worker-2", "tmp", "local", "killed")) {
      Trees.delete(FOLDER.resolve(folder));
    }
  }

  @Test
  void roundsRunOnExecutorsOfTheirOwn() throws Exception {
    Status status = workspace.status();
    assertThat(status.rounds()).hasSize(2);
    assertThat(status.rounds().get(0).steps()).isEqualTo(20);
    assertThat(status.rounds().get(0).f1()).isBetween(0.0, 1.0);
    assertThat(status.rounds().get(1).scored()).isGreaterThanOrEqualTo(2_500);
    assertThat(status.rounds().get(1).sent()).isPositive();
    assertThat(workspace.natives())
        .as("where only executors unpack libtorch")
        .isNotEmptyDirectory();
    for (String worker : List.of("worker-1", "worker-2")) {
      assertThat(executorLogs(worker)).as(worker).anyMatch(log -> log.contains("Finished task"));
    }
  }

  @Test
  void thePageOnClustersShowsWhatARoundPrintsThere() throws IOException {
    List<DocPage.Command> commands = DocPage.read(Path.of("docs", "clusters.md")).commands();
    assertThat(commands)
        .singleElement()
        .matches(it -> it.isAnsweredBy(said.lines().toList()), said);
  }

  @Test
  void scoresAreThoseOfLocalMode() throws Exception {
    ClusterWorkspace local = workspace.copyWithoutRound(1, FOLDER.resolve("local"));

    local.winnowLocally("score", "--round", "1");

    assertSameScores(local.scores(1));
  }

  @Test
  void anExecutorKilledAmongItsTasksCostsNoRowAndDoublesNone() throws Exception {
    ClusterWorkspace killed = workspace.copyWithoutRound(1, FOLDER.resolve("killed"));

    JavaProcess driver = killed.start("score", "--round", "1");
    awaitScoreFiles(killed, 2, driver);
    List<ProcessHandle> executors = cluster.executors();
    assertThat(executors).hasSize(2);
    assertThat(executors.get(0).destroyForcibly()).isTrue();

    killed.end(driver);
    assertThat(cluster.log(driver)).contains("Lost executor", "exited with code 137");
    assertSameScores(killed.scores(1));
    for (String worker : List.of("worker-1", "worker-2")) {
      assertThat(shippedModels(worker)).as(worker).isPositive();
    }
  }

  /** Checkpoints that Spark unpacked beside executors. */
  private static long shippedModels(String worker) throws IOException {
    return Trees.files(FOLDER.resolve(worker)).stream()
        .filter(file -> file.endsWith("model.safetensors"))
        .filter(file -> file.getParent().getFileName().toString().startsWith("winnow-model-"))
        .count();
  }

  private static void assertSameScores(Map<String, Double> scores) {
    Map<String, Double> expected = workspace.scores(1);
    assertThat(scores).hasSizeGreaterThanOrEqualTo(2_500).hasSameSizeAs(expected);
    double worst = 0;
    for (Map.Entry<String, Double> score : scores.entrySet()) {
      assertThat(expected).containsKey(score.getKey());
      worst = Math.max(worst, Math.abs(score.getValue() - expected.get(score.getKey())));
    }
    assertThat(worst).isCloseTo(0, within(SAME));
  }

  private static void awaitScoreFiles(ClusterWorkspace at, int files, JavaProcess driver)
      throws Exception {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (at.scoreFiles(1) < files) {
      if (!driver.handle().isAlive() || System.nanoTime() > deadline) {
        throw new AssertionError("Not %d files of scores: %s".formatted(files, driver.said()));
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private static List<String> executorLogs(String worker) throws IOException {
    List<String> logs = new ArrayList<>();
    for (Path file : Trees.files(FOLDER.resolve(worker))) {
      if (file.endsWith("stderr")) {
        logs.add(Files.readString(file));
      }
    }
    return logs;
  }
}
