package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.testing.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What others find of a run in the folder for temporary files, where everybody may look. */
class OwnFoldersTest {

  private static final Set<PosixFilePermission> OTHERS =
      PosixFilePermissions.fromString("---rwxrwx");

  @TempDir Path folder;

  /** Spark's blocks and the libraries' files are in the run's folder; a kill leaves it there. */
  @Test
  void nothingIsOpenToOthersAndTheNextRunClearsWhatAKilledOneLeft() throws Exception {
    Desk desk = Stages.MERGED.copyTo(folder.resolve("workspace"));
    Path place = folder.resolve("child");
    Path temporary = place.resolve("tmp");
    try (Child child =
        Child.winnow(
            place,
            desk.with(
                "train",
                "--set=train.min-steps=1000000",
                "--set=train.max-steps=0",
                "--set=train.checkpoint-steps=0"))) {
      child.killWhen(() -> Folders.holds(temporary, "winnow-run-*/winnow*/winnow.json"));
    }
    assertThat(roots(temporary)).filteredOn(OwnFoldersTest::isOpen).isEmpty();
    assertThat(roots(temporary)).filteredOn(OwnFoldersTest::isRun).hasSize(1);
    try (Child next = Child.winnow(place, "status", "-w", folder.resolve("workspace").toString())) {
      assertThat(next.end().code()).isZero();
    }
    assertThat(roots(temporary)).filteredOn(OwnFoldersTest::isRun).isEmpty();
  }

  @Test
  void theLogIsForItsUserAloneAndNoLinkIsWrittenTo() throws Exception {
    Path somebodys = Files.writeString(folder.resolve("somebody's"), "mine");
    Path child = Files.createDirectories(folder.resolve("child"));
    Files.createSymbolicLink(child.resolve("log"), somebodys);
    try (Child winnow = Child.winnow(child, "status", "-w", folder.resolve("none").toString())) {
      Said said = winnow.end();
      assertThat(said.out())
          .contains(
              "winnow: " + child.resolve("log") + " is a link; it is not written to, the log");
      assertThat(said.code()).isNotZero();
    }
    assertThat(somebodys).hasContent("mine");
    List<Path> logs = logs(child.resolve("tmp"));
    assertThat(logs).isNotEmpty().noneMatch(OwnFoldersTest::isOpen);
  }

  private static boolean isRun(Path path) {
    return path.getFileName().toString().startsWith("winnow-run-");
  }

  private static boolean isOpen(Path path) {
    try {
      return Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS).stream()
          .anyMatch(OTHERS::contains);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> roots(Path temporary) throws IOException {
    try (Stream<Path> paths = Files.list(temporary)) {
      return paths.toList();
    }
  }

  private static List<Path> logs(Path temporary) throws IOException {
    return Trees.files(temporary).stream().filter(it -> it.endsWith("winnow.log")).toList();
  }
}
