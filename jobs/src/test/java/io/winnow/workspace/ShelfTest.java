package io.winnow.workspace;

import static io.winnow.workspace.TestWorkspaces.finished;
import static io.winnow.workspace.TestWorkspaces.names;
import static io.winnow.workspace.TestWorkspaces.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShelfTest {

  @TempDir Path folder;
  private Workspace workspace;
  private Shelf labels;

  @BeforeEach
  void open() {
    workspace = TestWorkspaces.in(folder);
    labels = workspace.labels();
  }

  @Test
  void nothingIsPublishedAtFirst() {
    assertThat(latest()).isEmpty();
    assertThat(history()).isEmpty();
  }

  @Test
  void aPublishedRunIsReadBackAsItWasWritten() {
    Pointer published = labels.publish(finished(workspace, labels, run(1), 1));
    assertThat(latest()).contains(published);
    assertThat(published.output("rows")).isEqualTo("labels/" + run(1).folder());
    assertThat(published.count("rows")).isEqualTo(7);
  }

  @Test
  void historyIsInTheOrderOfPublicationAndTheLastOneCounts() {
    for (int sequence = 1; sequence <= 12; sequence++) {
      labels.publish(finished(workspace, labels, run(100 - sequence), sequence));
    }
    assertThat(history()).extracting(Pointer::sequence).isSorted().hasSize(12);
    assertThat(latest().map(Pointer::run)).contains(run(88));
  }

  @Test
  void nothingButThePointerLiesBesideTheRuns() {
    labels.publish(finished(workspace, labels, run(1), 1));
    assertThat(names(folder.resolve("labels")))
        .containsExactly("_published-0001.json", run(1).folder());
    assertThat(names(folder.resolve("runs/" + run(1).folder()))).containsExactly("manifest.json");
  }

  @Test
  void ofManyWhoPublishAtOnceExactlyOneWinsAndTheOthersLearnWho() throws Exception {
    int writers = 16;
    ExecutorService pool = Executors.newFixedThreadPool(writers);
    for (int sequence = 1; sequence <= 5; sequence++) {
      int number = sequence;
      List<Callable<RunId>> race = new ArrayList<>();
      for (int writer = 0; writer < writers; writer++) {
        Pointer draft = finished(workspace, labels, run(1000L * sequence + writer), sequence);
        race.add(
            () -> {
              try {
                labels.publish(draft);
                return draft.run();
              } catch (PublishConflictException e) {
                assertThat(e).hasMessageContaining(e.winner().value());
                return e.winner();
              }
            });
      }
      List<RunId> winners = new ArrayList<>();
      for (Future<RunId> result : pool.invokeAll(race)) {
        winners.add(result.get());
      }
      assertThat(winners)
          .containsOnly(latest().orElseThrow().run())
          .allMatch(winner -> history().size() == number);
    }
    pool.shutdown();
    assertThat(history()).hasSize(5);
    assertThat(names(folder.resolve("labels"))).noneMatch(name -> name.startsWith("_tmp"));
  }

  @Test
  void whatAKilledWriterLeftBehindIsIgnored() throws Exception {
    labels.publish(finished(workspace, labels, run(1), 1));
    finished(workspace, labels, run(2), 2);
    Files.writeString(folder.resolve("labels/_tmp-4711_published-0002.json"), "{\"sequ");
    assertThat(latest().map(Pointer::run)).contains(run(1));
    assertThat(labels.publish(finished(workspace, labels, run(3), 2)).run()).isEqualTo(run(3));
  }

  @Test
  void aRunsFolderIsNeverGivenOutTwice() {
    workspace.makeFolder(labels.newRun(run(1)));
    assertThatThrownBy(() -> labels.newRun(run(1)))
        .isInstanceOf(WorkspaceException.class)
        .hasMessageContaining("Cannot start run " + run(1))
        .hasMessageContaining("runs are never overwritten");
  }

  @Test
  void aCutOffPointerIsAnErrorThatNamesTheFile() throws Exception {
    labels.publish(finished(workspace, labels, run(1), 1));
    Path pointer = folder.resolve("labels/_published-0001.json");
    String whole = Files.readString(pointer);
    for (String damaged : List.of("null", "{}", "rubbish", whole.substring(0, 60))) {
      Files.writeString(pointer, damaged);
      assertThatThrownBy(this::latest)
          .isInstanceOf(WorkspaceException.class)
          .hasMessageContaining("_published-0001.json")
          .hasMessageContaining("cut off or damaged");
    }
  }

  @Test
  void anEmptyPointerPublishesNothingAndTheNextWriterTakesItsPlace() throws Exception {
    labels.publish(finished(workspace, labels, run(1), 1));
    Path empty = Files.createFile(folder.resolve("labels/_published-0002.json"));
    assertThat(latest().map(Pointer::run)).contains(run(1));
    labels.publish(finished(workspace, labels, run(2), 2));
    assertThat(latest().map(Pointer::run)).contains(run(2));
    assertThat(empty).isNotEmptyFile();
  }

  /** Others were built on it: what it published must not be forgotten silently. */
  @Test
  void anEmptyPointerBeforeOthersIsAnError() throws Exception {
    labels.publish(finished(workspace, labels, run(1), 1));
    labels.publish(finished(workspace, labels, run(2), 2));
    Files.write(folder.resolve("labels/_published-0001.json"), new byte[0]);
    assertThatThrownBy(this::history)
        .isInstanceOf(WorkspaceException.class)
        .hasMessageContaining("_published-0001.json (0 bytes) is cut off or damaged");
  }

  @Test
  void aPointerUnderAnotherNumberIsAnError() throws Exception {
    labels.publish(finished(workspace, labels, run(1), 1));
    Files.move(
        folder.resolve("labels/_published-0001.json"),
        folder.resolve("labels/_published-0002.json"));
    assertThatThrownBy(this::latest).hasMessageContaining("says it is number 1");
    assertThatThrownBy(this::history).hasMessageContaining("has pointer 2 but not 1");
  }

  @Test
  void aPublicationThatSkipsANumberIsRefused() {
    Pointer draft = finished(workspace, labels, run(1), 2);
    assertThatThrownBy(() -> labels.publish(draft))
        .isInstanceOf(WorkspaceException.class)
        .hasMessageContaining("as number 2")
        .hasMessageContaining("the next one is number 1");
  }

  @Test
  void whatWasNeverWrittenIsNotPublished() {
    Pointer draft = finished(workspace, labels, run(1), 1);
    Pointer promises =
        new Pointer(
            1,
            "test",
            run(1),
            draft.published(),
            Map.of("rows", "labels/run=none"),
            Map.of(),
            draft.manifest());
    assertThatThrownBy(() -> labels.publish(promises))
        .isInstanceOf(WorkspaceException.class)
        .hasMessageContaining("it never wrote labels/run=none");
    assertThat(latest()).isEmpty();
  }

  @Test
  void anOutputThatWasNotPublishedIsNamedBesideThoseThatWere() {
    Pointer pointer = finished(workspace, labels, run(1), 1);
    assertThatThrownBy(() -> pointer.output("columns"))
        .isInstanceOf(WorkspaceException.class)
        .hasMessageContaining("published no 'columns', only [rows]");
  }

  /** By a snapshot of its own each: what is published meanwhile must be seen. */
  private Optional<Pointer> latest() {
    return new Snapshot(workspace).latest(labels);
  }

  private List<Pointer> history() {
    return new Snapshot(workspace).history(labels);
  }
}
