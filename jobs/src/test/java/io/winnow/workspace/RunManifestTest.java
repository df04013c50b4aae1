package io.winnow.workspace;

import static io.winnow.workspace.TestWorkspaces.NOON;
import static io.winnow.workspace.TestWorkspaces.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunManifestTest {

  @TempDir Path folder;
  private final TestClock clock = new TestClock(NOON);
  private Workspace workspace;

  @BeforeEach
  void open() {
    workspace = TestWorkspaces.in(folder);
  }

  @Test
  void aManifestIsReadBackAsItWasWritten() {
    Pointer corpus =
        workspace
            .corpus()
            .publish(TestWorkspaces.finished(workspace, workspace.corpus(), run(1), 1));
    Snapshot read = new Snapshot(workspace);
    read.latest(workspace.corpus());
    read.latest(workspace.labels());
    RunManifest manifest =
        recorder()
            .finish(
                read,
                new Publication()
                    .count("scores", 5_000_000_000L)
                    .model("0001", "ab12")
                    .precision("bf16")
                    .number("f1", 0.8657));
    assertThat(manifest.write(workspace)).isEqualTo("runs/" + run(9).folder() + "/manifest.json");
    assertThat(RunManifest.read(workspace, run(9))).isEqualTo(manifest);
    assertThat(manifest.inputs().get("corpus").source()).isEqualTo("corpus/_published-0001.json");
    assertThat(manifest.inputs().get("corpus").contentHash())
        .isEqualTo(ContentHash.of(workspace.files(), workspace.corpus().pointerFile(1)));
    assertThat(manifest.inputs().get("corpus").run()).isEqualTo(corpus.run());
    assertThat(manifest.inputs().get("labels").isAbsent()).isTrue();
    assertThat(manifest.inputs()).containsOnlyKeys("corpus", "labels");
  }

  @Test
  void aRunWithoutModelHasNone() {
    RunManifest manifest = finished();
    manifest.write(workspace);
    assertThat(RunManifest.read(workspace, run(9)).model()).isNull();
  }

  @Test
  void stagesAreTimedInTheirOrderAndAddedUp() {
    RunRecorder recorder = recorder();
    recorder.stage("write", () -> clock.forward(Duration.ofMillis(1500)));
    int rows =
        recorder.stage(
            "read",
            () -> {
              clock.forward(Duration.ofSeconds(2));
              return 3;
            });
    recorder.stage("write", () -> clock.forward(Duration.ofSeconds(1)));
    RunManifest manifest = recorder.finish(new Snapshot(workspace), new Publication());
    assertThat(rows).isEqualTo(3);
    assertThat(manifest.stageSeconds())
        .containsExactly(Map.entry("write", 2.5), Map.entry("read", 2.0));
    assertThat(Duration.between(manifest.started(), manifest.ended())).hasSeconds(4);
    manifest.write(workspace);
    assertThat(RunManifest.read(workspace, run(9)).stageSeconds().keySet())
        .containsExactly("write", "read");
  }

  @Test
  void aManifestIsNeverOverwritten() {
    finished().write(workspace);
    assertThatThrownBy(() -> finished().write(workspace))
        .isInstanceOf(WorkspaceException.class)
        .hasMessageContaining("manifests are never overwritten");
  }

  @Test
  void aMissingOrDamagedManifestIsNamed() throws Exception {
    assertThatThrownBy(() -> RunManifest.read(workspace, run(9)))
        .isInstanceOf(WorkspaceException.class)
        .hasMessageContaining("manifest.json");
    Path file = folder.resolve(finished().write(workspace));
    Files.writeString(file, Files.readString(file).substring(0, 100));
    assertThatThrownBy(() -> RunManifest.read(workspace, run(9)))
        .isInstanceOf(WorkspaceException.class)
        .hasMessageContaining("manifest.json is cut off or damaged");
  }

  @Test
  void aFoldersHashHangsOnContentAndNotOnNames() throws Exception {
    Files.createDirectories(folder.resolve("a/deep"));
    Files.createDirectories(folder.resolve("b"));
    Files.writeString(folder.resolve("a/part-1"), "x");
    Files.writeString(folder.resolve("a/deep/part-2"), "y");
    Files.writeString(folder.resolve("a/_SUCCESS"), "ignored");
    Files.writeString(folder.resolve("b/part-9"), "y");
    Files.writeString(folder.resolve("b/part-8"), "x");
    assertThat(hash("a")).isEqualTo(hash("b")).hasSize(64);
    Files.writeString(folder.resolve("b/part-8"), "X");
    assertThat(hash("a")).isNotEqualTo(hash("b"));
    assertThat(hash("a/part-1"))
        .isEqualTo("2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881");
  }

  private String hash(String path) {
    return ContentHash.of(workspace.files(), workspace.resolve(path));
  }

  @Test
  void countsOfEarlierVersionsAreReadUnderTheirOldName() throws Exception {
    Path file = folder.resolve(finished().write(workspace));
    Files.writeString(
        file, Files.readString(file).replace("\"counts\" : { }", "\"outputs\" : {\"rows\": 7}"));
    assertThat(RunManifest.read(workspace, run(9)).counts()).containsEntry("rows", 7L);
  }

  private RunManifest finished() {
    return recorder().finish(new Snapshot(workspace), new Publication());
  }

  private RunRecorder recorder() {
    return TestWorkspaces.recorder(run(9), clock);
  }
}
