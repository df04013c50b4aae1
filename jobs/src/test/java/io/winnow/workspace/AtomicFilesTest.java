package io.winnow.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.testing.NewNames;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The three ways keep one promise; here each keeps it on the local disk. */
class AtomicFilesTest {

  private static final byte[] ONE = "one".getBytes(StandardCharsets.UTF_8);
  private static final byte[] TWO = "two, and longer".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  static List<AtomicFiles> ways() throws Exception {
    FileSystem local = FileSystem.getLocal(new Configuration());
    return List.of(new LocalAtomicFiles(), new RenamedFiles(local), new ObjectStoreFiles(local));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void theFirstOneCreatesAndTheSecondLeavesItAlone(AtomicFiles files) throws Exception {
    Path file = folder.resolve("new folder/file.json");
    assertThat(files.create(hadoop(file), ONE)).isTrue();
    assertThat(files.create(hadoop(file), TWO)).isFalse();
    assertThat(Files.readAllBytes(file)).isEqualTo(ONE);
    assertNothingUnfinished(file.getParent());
  }

  @ParameterizedTest
  @MethodSource("ways")
  void replacingWorksWithAndWithoutAnOldFile(AtomicFiles files) throws Exception {
    Path file = folder.resolve("file.json");
    files.replace(hadoop(file), ONE);
    assertThat(Files.readAllBytes(file)).isEqualTo(ONE);
    files.replace(hadoop(file), TWO);
    assertThat(Files.readAllBytes(file)).isEqualTo(TWO);
    assertNothingUnfinished(folder);
  }

  /** Others read every {@code *.prom} of a folder, whoever writes it. */
  @ParameterizedTest
  @MethodSource("ways")
  void onlyTheFileItselfEndsAsItDoes(AtomicFiles files) throws Exception {
    try (NewNames names = NewNames.in(folder)) {
      files.create(hadoop(folder.resolve("one.prom")), ONE);
      files.replace(hadoop(folder.resolve("two.prom")), TWO);
      assertThat(names.soFar())
          .filteredOn(name -> name.endsWith(".prom"))
          .isSubsetOf("one.prom", "two.prom");
    }
  }

  @Test
  void withoutHardLinksAFileIsStillCreatedOnce() throws Exception {
    Path file = folder.resolve("file.json");
    assertThat(LocalAtomicFiles.createExclusively(file, ONE)).isTrue();
    assertThat(LocalAtomicFiles.createExclusively(file, TWO)).isFalse();
    assertThat(Files.readAllBytes(file)).isEqualTo(ONE);
  }

  private static void assertNothingUnfinished(Path folder) {
    assertThat(TestWorkspaces.names(folder))
        .noneMatch(name -> name.startsWith(AtomicFiles.UNFINISHED));
  }

  private static org.apache.hadoop.fs.Path hadoop(Path file) {
    return new org.apache.hadoop.fs.Path(file.toUri());
  }
}
