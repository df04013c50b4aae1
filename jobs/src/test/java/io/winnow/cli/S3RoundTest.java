package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.api.ExitCode;
import io.winnow.s3.Bucket;
import io.winnow.s3.S3Gate.Weather;
import io.winnow.testing.TinyEncoder;
import io.winnow.workspace.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workspaces on S3, by the client of Spark 3.5. */
class S3RoundTest {

  private static final Weather BAD = new Weather(0.02, Duration.ofMillis(5), Duration.ZERO);

  @TempDir static Path folder;

  private static Bucket bucket;
  private static FileSystem files;
  private static Path settings;

  @BeforeAll
  static void open() throws IOException {
    bucket = Bucket.open(folder, "rounds");
    files = bucket.newFileSystem();
    settings = Files.writeString(folder.resolve("winnow.conf"), Desk.SETTINGS);
  }

  @AfterAll
  static void close() throws IOException {
    files.close();
    bucket.close();
  }

  @AfterEach
  void fair() {
    bucket.gate().weather(Weather.FAIR);
  }

  @Test
  void aRoundWhileTheStoreIsSlowAndTurnsRequestsAway() throws Exception {
    String workspace = bucket.uri("bad-weather");
    bucket.gate().weather(BAD);
    Path corpus = Sample.of(120).conll(folder.resolve("corpus.conll"));
    run(workspace, "init", "--input=" + corpus).exited(ExitCode.DONE);
    Path encoder = TinyEncoder.write(folder.resolve("encoder"));
    run(workspace, "model", "import", "--from=" + encoder).exited(ExitCode.DONE);
    run(workspace, "round").exited(ExitCode.DONE).saying("Round 0 waits for the vendor");
    run(workspace, "round").exited(ExitCode.NOTHING_TO_DO);
    run(workspace, "vendor", "simulate").exited(ExitCode.DONE);
    run(workspace, "round", "--set=round.last=0").exited(ExitCode.DONE);

    JsonNode round = status(workspace).get("rounds").get(0);
    assertThat(round.get("answered").asInt()).isEqualTo(12);
    assertThat(round.get("steps").asInt()).isEqualTo(3);
    assertThat(round.get("f1").asDouble()).isBetween(0.0, 1.0);
    assertThat(bucket.gate().count("refused")).isPositive();
    assertThat(unfinished(workspace)).isEmpty();
    String out = bucket.uri("data-set");
    run(workspace, "labels", "export", "--format=huggingface", "--to=" + out)
        .exited(ExitCode.DONE)
        .saying("Export: train 12 sentences with ", out);
    run(workspace, "labels", "export", "--format=conll", "--to=" + out)
        .exited(ExitCode.USAGE)
        .saying("is not empty (");
  }

  @Test
  void ofTwoAtOnceOneWorksAndTheOtherSaysWhoHoldsTheWorkspace() throws Exception {
    String workspace = bucket.uri("two-at-once");
    upload(Stages.READY, workspace);
    CompletableFuture<Said> one = CompletableFuture.supplyAsync(() -> run(workspace, "round"));
    CompletableFuture<Said> other = CompletableFuture.supplyAsync(() -> run(workspace, "round"));
    List<Said> both = List.of(one.get(3, TimeUnit.MINUTES), other.get(3, TimeUnit.MINUTES));
    assertThat(both).as("%s", both).extracting(Said::code).containsExactlyInAnyOrder(0, 5);
    assertThat(status(workspace).get("due").asText()).isEqualTo("WAIT");
  }

  /** Killed while the committer that the settings for S3 name writes its answers. */
  @Test
  void aMergeThatWasKilledIsRunAgain() throws Exception {
    String workspace = bucket.uri("killed");
    upload(Stages.RETURNED, workspace);
    List<String> options = new ArrayList<>(bucket.options());
    conf("spark-defaults-s3.conf").forEach((key, value) -> options.add("-D" + key + "=" + value));
    try (Child child =
        Child.winnow(
            folder.resolve("child"),
            List.of(),
            options,
            "merge",
            "--workspace=" + workspace,
            "--conf=" + settings)) {
      child.killWhen(() -> isWritten(".*/killed/rounds/0000/annotations/run=[^/]+/__magic/.*"));
    }
    assertThat(status(workspace).get("due").asText()).isEqualTo("MERGE");
    assertThat(status(workspace).get("labels")).isEmpty();
    run(workspace, "merge").exited(ExitCode.DONE).saying("12 annotations accepted");
    assertThat(status(workspace).get("due").asText()).isEqualTo("TRAIN");
  }

  private static boolean isWritten(String pattern) {
    return bucket.gate().keys().stream().anyMatch(key -> key.matches(pattern));
  }

  private static SortedMap<String, String> conf(String name) throws IOException {
    Properties properties = new Properties();
    try (var in = Files.newBufferedReader(Path.of("..", "conf", name))) {
      properties.load(in);
    }
    SortedMap<String, String> all = new TreeMap<>();
    properties.stringPropertyNames().forEach(key -> all.put(key, properties.getProperty(key)));
    return all;
  }

  private static Said run(String workspace, String... words) {
    List<String> all = new ArrayList<>(Arrays.asList(words));
    all.add("--workspace=" + workspace);
    all.add("--conf=" + settings);
    return CommandLines.winnow(all.toArray(String[]::new));
  }

  private static JsonNode status(String workspace) {
    return Json.tree(run(workspace, "status", "--json").exited(ExitCode.DONE).out());
  }

  private static void upload(Stages stage, String workspace) throws IOException {
    Desk local = stage.copyTo(folder.resolve(workspace.replaceAll(".*/", "")));
    files.copyFromLocalFile(
        new org.apache.hadoop.fs.Path(local.workspace().toUri()),
        new org.apache.hadoop.fs.Path(workspace));
  }

  private static List<String> unfinished(String workspace) throws IOException {
    List<String> found = new ArrayList<>();
    var all = files.listFiles(new org.apache.hadoop.fs.Path(workspace), true);
    while (all.hasNext()) {
      FileStatus file = all.next();
      if (file.getPath().toString().matches(".*/(_tmp-|_temporary|__magic).*")) {
        found.add(file.getPath().toString());
      }
    }
    return found;
  }
}
