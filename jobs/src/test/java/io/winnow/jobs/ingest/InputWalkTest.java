package io.winnow.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.foreign.Hostile;
import io.winnow.foreign.PassedOver;
import io.winnow.jobs.ingest.CorpusInput.Part;
import io.winnow.jobs.ingest.InputFiles.InputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InputWalkTest {

  private final Configuration hadoop = new Configuration();

  @TempDir private Path temp;
  private Path folder;

  @BeforeEach
  void make() throws IOException {
    folder = Files.createDirectory(temp.resolve("in"));
    Files.writeString(folder.resolve("a.txt"), "one\n");
    Files.writeString(folder.resolve("LICENSE"), "mine\n");
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNoFileOfAFolderIsNamedAndTheRestIsRead(Hostile what) {
    what.put(folder.resolve("late/b.txt"));
    Hostile.FIFO.put(folder.resolve("README.md"));
    InputFiles found = InputFiles.resolve(hadoop, folder.toString());
    assertThat(found.files()).extracting(InputFile::name).containsExactly("in/LICENSE", "in/a.txt");
    assertThat(found.passedOver())
        .extracting(PassedOver::name)
        .containsExactly("in/README.md", "in/late/b.txt");
    HubFolder read = HubFolder.of(hadoop, found, Part.CORPUS);
    assertThat(read.notes(List.of(Part.CORPUS)))
        .anyMatch(
            note ->
                note.startsWith("Warning: not read in ")
                    && note.contains("in/late/b.txt ")
                    && note.contains(what.reason()));
  }

  @ParameterizedTest
  @EnumSource
  void soIsWhatAPatternMatches(Hostile what) {
    what.put(folder.resolve("b.txt"));
    InputFiles found = InputFiles.resolve(hadoop, folder + "/*.txt");
    assertThat(found.files()).extracting(InputFile::name).containsExactly("a.txt");
    if (what != Hostile.LINK_TO_ITSELF && what != Hostile.LINK_TO_NOTHING) {
      assertThat(found.passedOver()).extracting(PassedOver::name).containsExactly("b.txt");
    }
  }

  @Test
  void nothingButWhatIsNoFileIsAnErrorThatNamesIt() throws IOException {
    Path only = Files.createDirectory(temp.resolve("only"));
    Hostile.FIFO.put(only.resolve("x.txt"));
    assertThatThrownBy(() -> InputFiles.resolve(hadoop, only.toString()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("not read: only/x.txt is a FIFO");
    assertThatThrownBy(() -> InputFiles.resolve(hadoop, only.resolve("x.txt").toString()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("it is a FIFO, a socket or a device, no file; it is read more");
    assertThatThrownBy(() -> InputFiles.resolve(hadoop, "/dev/zero"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("it is a FIFO, a socket or a device");
  }

  @Test
  void aFileThatIsNamedMayBeALink() throws IOException {
    Path link = Files.createSymbolicLink(temp.resolve("l.txt"), folder.resolve("a.txt"));
    assertThat(InputFiles.resolve(hadoop, link.toString()).files()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"12:30.txt", "s3a:x.txt", "caf%E9.txt"})
  void aNameThatSparkCannotReadIsNamedAndTheRestIsRead(String name) throws IOException {
    Files.writeString(Hostile.named(folder, name), "two\n");
    InputFiles found = InputFiles.resolve(hadoop, folder.toString());
    assertThat(found.files()).extracting(InputFile::name).contains("in/a.txt").hasSize(2);
    assertThat(found.passedOver()).hasSize(1);
    assertThat(found.passedOver().get(0).reason()).contains("rename it");
  }

  @Test
  void aNamedFileWithAColonIsRefusedWithTheReason() throws IOException {
    Path file = Files.writeString(folder.resolve("12:30.txt"), "two\n");
    assertThatThrownBy(() -> InputFiles.resolve(hadoop, file.toString()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("a colon, which Spark can't read: rename it");
    assertThatThrownBy(() -> InputFiles.resolve(hadoop, "12:30.txt"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("12:30.txt");
    assertThat(InputFiles.find(hadoop, file.toString()).files().get(0).open(hadoop).readAllBytes())
        .hasSize(4);
  }
}
