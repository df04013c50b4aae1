package io.winnow.jobs.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.workspace.RunId;
import io.winnow.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.LocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceExaminationTest {

  private static final RunId RUN = RunId.at(Instant.parse("2026-11-23T12:00:00Z"), 7);

  @TempDir Path folder;

  /** Whenever a file is read, somebody begins a workspace two folders above it. */
  public static final class Busy extends LocalFileSystem {
    @Override
    public FSDataInputStream open(org.apache.hadoop.fs.Path file, int bufferSize)
        throws IOException {
      Path corpus = Path.of(file.getParent().getParent().toUri().getPath(), "corpus");
      Files.writeString(Files.createDirectories(corpus).resolve("sentences"), "of somebody else");
      return super.open(file, bufferSize);
    }
  }

  @Test
  void aWorkspaceThatIsBegunMeanwhileStays() throws IOException {
    Configuration busy = new Configuration(false);
    busy.set("fs.file.impl", Busy.class.getName());
    busy.setBoolean("fs.file.impl.disable.cache", true);
    Path root = folder.resolve("above/workspace");
    new WorkspaceExamination(Workspace.at(root.toUri().toString(), busy), RUN).examine();
    assertThat(root.resolve("corpus/sentences")).hasContent("of somebody else");
    assertThat(root.toFile().list()).containsExactly("corpus");
  }

  @Test
  void foldersThatWereNotThereAreNotThereAfterwards() throws IOException {
    Path above = folder.resolve("above");
    Workspace workspace =
        Workspace.at(above.resolve("workspace").toUri().toString(), new Configuration(false));
    assertThat(new WorkspaceExamination(workspace, RUN).examine())
        .extracting(Finding::health)
        .containsExactly(Finding.Health.GOOD);
    assertThat(above).doesNotExist();
    assertThat(folder).isEmptyDirectory();
  }
}
