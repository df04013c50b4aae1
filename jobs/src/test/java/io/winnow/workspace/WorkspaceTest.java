package io.winnow.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceTest {

  @TempDir Path folder;
  private Workspace workspace;

  @BeforeEach
  void open() {
    workspace = TestWorkspaces.in(folder);
  }

  @Test
  void everyStepHasItsPlace() {
    assertThat(workspace.relative(workspace.corpus().folder())).isEqualTo("corpus");
    assertThat(workspace.relative(workspace.holdout())).isEqualTo("holdout");
    assertThat(workspace.relative(workspace.labels().folder())).isEqualTo("labels");
    assertThat(workspace.relative(workspace.baseModel().folder())).isEqualTo("models/base");
    assertThat(workspace.relative(workspace.model(12).folder())).isEqualTo("models/0012");
    assertThat(workspace.relative(workspace.scores(3).folder())).isEqualTo("rounds/0003/scores");
    assertThat(workspace.relative(workspace.selection(0).folder()))
        .isEqualTo("rounds/0000/selection");
    assertThat(workspace.relative(workspace.outbox(0).folder())).isEqualTo("rounds/0000/outbox");
    assertThat(workspace.relative(workspace.evaluation(0).folder()))
        .isEqualTo("rounds/0000/evaluation");
    assertThat(workspace.relative(workspace.inbox(0))).isEqualTo("rounds/0000/inbox");
    assertThat(workspace.relative(workspace.annotations(0))).isEqualTo("rounds/0000/annotations");
    assertThat(workspace.relative(workspace.rejected(0))).isEqualTo("rounds/0000/rejected");
  }

  @Test
  void aPlainPathIsAWorkspaceToo() {
    Workspace plain = Workspace.at(folder.toString(), new Configuration(false));
    assertThat(plain.root()).isEqualTo(workspace.root());
    assertThat(plain.root().toUri().getScheme()).isEqualTo("file");
  }

  @Test
  void openingAWorkspaceWritesNothing() {
    new Snapshot(workspace).latest(workspace.corpus());
    assertThat(workspace.rounds()).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void roundsAreTheFoldersThatAreNumbers() throws Exception {
    Files.createDirectories(folder.resolve("rounds/0002"));
    Files.createDirectories(folder.resolve("rounds/0000"));
    Files.createDirectories(folder.resolve("rounds/_old"));
    Files.writeString(folder.resolve("rounds/0007"), "no folder");
    assertThat(workspace.rounds()).containsExactly(0, 2);
  }

  @Test
  void aRelativePathLeadsBackToItself() {
    org.apache.hadoop.fs.Path path = workspace.scores(1).newRun(TestWorkspaces.run(1));
    assertThat(workspace.resolve(workspace.relative(path))).isEqualTo(path);
  }

  @Test
  void noPathLeadsOutOfTheWorkspace() {
    for (String path : new String[] {"../other", "corpus/../../other", "/etc/passwd", ""}) {
      assertThatThrownBy(() -> workspace.resolve(path))
          .isInstanceOf(WorkspaceException.class)
          .hasMessageContaining("'" + path + "' is not a path inside the workspace");
    }
    assertThatThrownBy(() -> workspace.relative(new org.apache.hadoop.fs.Path("/elsewhere")))
        .isInstanceOf(WorkspaceException.class)
        .hasMessageContaining("/elsewhere is not in the workspace");
  }

  @Test
  void anUnknownFileSystemIsNamed() {
    assertThatThrownBy(() -> Workspace.at("nosuch://host/x", new Configuration(false)))
        .isInstanceOf(WorkspaceException.class)
        .hasMessageContaining("Cannot use 'nosuch://host/x' as a workspace");
  }

  @Test
  void aFileSystemWithoutItsJarsIsSaidToWantThem() {
    for (String uri : List.of("nosuch://host/x", "wasb://container@account/x")) {
      assertThatThrownBy(() -> Workspace.at(uri, new Configuration()))
          .isInstanceOf(WorkspaceException.class)
          .hasMessageContaining("Cannot use '%s' as a workspace", uri)
          .hasMessageContaining("WINNOW_CLASSPATH");
    }
  }

  @Test
  void aSmallTextFileIsReadWhereThereIsOne() throws Exception {
    assertThat(workspace.readText("winnow.conf")).isEmpty();
    Files.writeString(folder.resolve("winnow.conf"), "seed = 7 # é");
    assertThat(workspace.readText("winnow.conf")).contains("seed = 7 # é");
  }
}
