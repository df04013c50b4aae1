package io.winnow.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.winnow.cluster.YarnCluster.Ended;
import io.winnow.sample.SampleCorpus;
import io.winnow.testing.Trees;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Rounds on YARN, in client and in cluster mode, with the workspace on HDFS: each command is
 * reported as it ended.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class YarnClusterIT {

  private static final Path FOLDER = Path.of("target", "yarn").toAbsolutePath();
  private static final int SENTENCES = 400;

  private static YarnCluster cluster;
  private static String workspace;
  private static List<String> archive;

  @BeforeAll
  static void start() throws Exception {
    Trees.delete(FOLDER);
    cluster = YarnCluster.start(FOLDER);
    workspace = "--workspace=" + cluster.uri("workspace");
    archive = List.of("spark.yarn.archive=" + cluster.archive());
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  private static Ended cluster(String... words) throws Exception {
    return cluster.winnow("cluster", archive, words);
  }

  private static Ended client(String... words) throws Exception {
    return cluster.winnow("client", archive, words);
  }

  @Test
  @Order(1)
  void inClientModeACommandSaysWhatItSaysAnywhere() throws Exception {
    Path corpus = FOLDER.resolve("sample.conll");
    try (Writer out = Files.newBufferedWriter(corpus)) {
      SampleCorpus.writeConll(SampleCorpus.sentences(SampleCorpus.DEFAULT_SEED, SENTENCES), out);
    }

    // Without an archive, Spark's jars go along with each command.
    Ended init =
        cluster.winnow("client", List.of(), "init", "-i", corpus.toUri().toString(), workspace);

    assertThat(init.code()).as(init.said()).isZero();
    assertThat(init.said()).contains("sentences held out");
    assertThat(init.said().lines().filter(line -> line.contains(" INFO "))).hasSizeLessThan(20);
    HereCommand.run(List.of("model", "import", workspace));
  }

  @Test
  @Order(2)
  void inClusterModeWhatSucceedsIsSaidToSucceed() throws Exception {
    Ended round = cluster("round", workspace, "--set=select.budget-words=400");

    assertThat(round.code()).as(round.said()).isZero();
    assertThat(round.said()).contains("final status: SUCCEEDED");
    assertThat(cluster.logs("stdout")).anyMatch(it -> it.contains("Hand-off: "));
    assertThat(cluster.logs("winnow.log")).isNotEmpty();
  }

  /** In cluster mode a scheduler sees success or failure alone, and would try again. */
  @Test
  @Order(3)
  void thatTheVendorHasTimeIsNoFailure() throws Exception {
    Ended deployed = cluster("round", workspace);
    Ended here = client("round", workspace);

    assertThat(deployed.code()).as(deployed.said()).isZero();
    assertThat(deployed.said()).contains("final status: SUCCEEDED");
    assertThat(here.code()).as(here.said()).isEqualTo(4);
  }

  @Test
  @Order(4)
  void whatFailsFailsOnceAndSaysHow() throws Exception {
    Ended deployed = cluster("select", "--set=select.nonsense=1", workspace);
    Ended here = client("select", "--set=select.nonsense=1", workspace);

    assertThat(deployed.code()).isOne();
    assertThat(deployed.said())
        .contains("final status: FAILED", "User application exited with status 2");
    assertThat(cluster.logs("stderr"))
        .filteredOn(it -> it.contains("select.nonsense"))
        .as("attempts")
        .hasSize(1);
    assertThat(here.code()).as(here.said()).isEqualTo(2);
    assertThat(here.said()).contains("select.nonsense");
  }

  /**
   * YARN grants executors as there is work, one of them is killed, and all have too little memory.
   */
  @Test
  @Order(5)
  void aRoundIsTrainedAndScoredAlsoAfterTheNameNodeWasAway() throws Exception {
    HereCommand.run(List.of("vendor", "simulate", workspace));
    cluster.restartNameNode();

    List<String> settings = new ArrayList<>(archive);
    settings.add("spark.dynamicAllocation.enabled=true");
    settings.add("spark.dynamicAllocation.shuffleTracking.enabled=true");
    settings.add("spark.dynamicAllocation.initialExecutors=0");
    settings.add("spark.dynamicAllocation.maxExecutors=2");
    settings.add("spark.executor.instances=0");
    settings.add("spark.executor.memoryOverhead=400m");
    JavaProcess round =
        cluster.start(
            "cluster",
            settings,
            "round",
            workspace,
            "--set=train.max-steps=10",
            "--set=train.min-steps=5",
            "--set=train.batch-size=8",
            "--set=train.threads=1");
    cluster.killExecutorOnce(cluster.uri("workspace/rounds/0001/scores"));
    Ended ended = cluster.end(round);

    assertThat(ended.code()).as(ended.said()).isZero();
    assertThat(ended.said()).contains("final status: SUCCEEDED");
    List<String> said = cluster.logs("stdout");
    assertThat(said).anyMatch(it -> it.contains("Train: 10 steps"));
    assertThat(said)
        .anyMatch(it -> it.contains("Score: "))
        .anyMatch(it -> it.contains("spark.executor.memoryOverhead is 400 MiB"));
    // The one that was lost, and another.
    assertThat(cluster.logs("winnow.log"))
        .filteredOn(it -> it.contains("Lost executor"))
        .singleElement(STRING)
        .containsPattern("(?s)Registered executor.*Registered executor");
    assertThat(HereCommand.run(List.of("status", workspace)))
        .contains("round 1: wait for the vendor");
  }
}
