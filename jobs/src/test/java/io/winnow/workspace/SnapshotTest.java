package io.winnow.workspace;

import static io.winnow.workspace.TestWorkspaces.finished;
import static io.winnow.workspace.TestWorkspaces.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run sees of a workspace, and what is noted of it. */
class SnapshotTest {

  @TempDir Path folder;

  private Workspace workspace;
  private Shelf labels;
  private Snapshot snapshot;

  @BeforeEach
  void open() {
    Configuration configuration = new Configuration(false);
    configuration.setClass("fs.counted.impl", Counted.class, FileSystem.class);
    configuration.setBoolean("fs.counted.impl.disable.cache", true);
    workspace = Workspace.at("counted:" + folder, configuration);
    labels = workspace.labels();
    snapshot = new Snapshot(workspace);
  }

  @Test
  void aShelfIsListedOnceAndAPointerOpenedOnceWhateverIsPublishedMeanwhile() {
    Pointer first = publish(1);
    assertThat(snapshot.latest(labels)).contains(first);
    publish(2);
    counted().asked.clear();

    assertThat(snapshot.latest(labels)).contains(first);
    assertThat(snapshot.has(workspace.labels())).isTrue();
    assertThat(snapshot.history(labels)).containsExactly(first);
    assertThat(counted().asked).isEmpty();
    assertThat(new Snapshot(workspace).latest(labels).orElseThrow().sequence()).isEqualTo(2);
  }

  @Test
  void whatWasNotThereStaysSoAndIsNoted() {
    assertThat(snapshot.latest(labels)).isEmpty();
    publish(1);
    counted().asked.clear();
    assertThat(snapshot.has(labels)).isFalse();
    assertThat(snapshot.history(labels)).isEmpty();
    assertThat(counted().asked).isEmpty();
    assertThat(snapshot.inputs()).containsOnlyKeys("labels");
    RunManifest.Input input = snapshot.inputs().get("labels");
    assertThat(input).isEqualTo(RunManifest.Input.absent("labels"));
    assertThat(input.isAbsent()).isTrue();
    assertThat(input.isPublished()).isFalse();
  }

  @Test
  void nothingIsNotedOfWhatWasNotAsked() {
    publish(1);
    assertThat(snapshot.inputs()).isEmpty();
    snapshot.rounds();
    assertThat(snapshot.inputs()).isEmpty();
  }

  @Test
  void whatWasReadIsNotedWithThePointersHash() {
    Pointer first = publish(1);
    snapshot.latest(labels);
    assertThat(snapshot.inputs())
        .containsOnlyKeys("labels")
        .containsValue(
            new RunManifest.Input(
                "labels/_published-0001.json",
                first.run(),
                first.counts(),
                ContentHash.of(workspace.files(), labels.pointerFile(1))));
  }

  @Test
  void earlierPublicationsAreNotedUnderTheNamesOfTheirFiles() {
    List<Pointer> all = List.of(publish(1), publish(2), publish(3));
    assertThat(snapshot.history(labels)).isEqualTo(all);
    assertThat(snapshot.inputs())
        .containsOnlyKeys("labels", "labels/_published-0001.json", "labels/_published-0002.json");
    assertThat(snapshot.inputs().get("labels").run()).isEqualTo(run(3));
    assertThat(snapshot.inputs().get("labels/_published-0001.json").run()).isEqualTo(run(1));
  }

  @Test
  void aMissingPublicationIsAnErrorOfTheHistoryAlone() throws IOException {
    publish(1);
    publish(2);
    Files.delete(folder.resolve("labels/_published-0001.json"));
    assertThat(snapshot.latest(labels).orElseThrow().sequence()).isEqualTo(2);
    assertThatThrownBy(() -> snapshot.history(labels))
        .hasMessageContaining("has pointer 2 but not 1");
  }

  @Test
  void whatIsAddedIsSeenAndNoted() {
    assertThat(snapshot.has(labels)).isFalse();
    Pointer first = publish(1);
    snapshot.add(labels, first);
    counted().asked.clear();
    assertThat(snapshot.latest(labels)).contains(first);
    assertThat(counted().asked).as("it is known").isEmpty();
    assertThat(snapshot.inputs()).containsOnlyKeys("labels");
    assertThat(snapshot.inputs().get("labels").run()).isEqualTo(run(1));
  }

  @Test
  void whatWasReadBeforeSomethingIsAddedStaysNoted() {
    publish(1);
    snapshot.latest(labels);
    snapshot.add(labels, publish(2));
    snapshot.add(labels, publish(3));
    assertThat(snapshot.latest(labels).orElseThrow().sequence()).isEqualTo(3);
    assertThat(snapshot.inputs())
        .as("number 2 was never read")
        .containsOnlyKeys("labels", "labels/_published-0001.json");
    assertThat(snapshot.inputs().get("labels").run()).isEqualTo(run(3));
  }

  @Test
  void theInputsOfAManifestAreWhatWasAskedAndWhatLiesOutside() {
    publish(1);
    snapshot.latest(labels);
    snapshot.has(workspace.model(0));
    RunManifest.Input outside = RunManifest.Input.outside("file:/a", java.util.Map.of(), "hash");
    RunManifest manifest =
        TestWorkspaces.recorder(run(9), new TestClock(TestWorkspaces.NOON))
            .input("sentences", outside)
            .finish(snapshot, new Publication());
    assertThat(manifest.inputs()).containsOnlyKeys("labels", "models/0000", "sentences");
    assertThat(manifest.inputs()).containsAllEntriesOf(snapshot.inputs());
    assertThat(manifest.inputs().get("sentences")).isEqualTo(outside);
  }

  private Pointer publish(int sequence) {
    return labels.publish(finished(workspace, labels, run(sequence), sequence));
  }

  private Counted counted() {
    return (Counted) workspace.files();
  }

  /** The local disk with a record of what is listed and opened. */
  public static final class Counted extends RawLocalFileSystem {

    private final List<org.apache.hadoop.fs.Path> asked = new ArrayList<>();

    @Override
    public URI getUri() {
      return URI.create("counted:///");
    }

    @Override
    public FileStatus[] listStatus(org.apache.hadoop.fs.Path path) throws IOException {
      asked.add(path);
      return super.listStatus(path);
    }

    @Override
    public FSDataInputStream open(org.apache.hadoop.fs.Path path, int size) throws IOException {
      asked.add(path);
      return super.open(path, size);
    }
  }
}
