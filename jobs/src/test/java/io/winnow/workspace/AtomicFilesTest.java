package io.winnow.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.testing.NewNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The three ways keep one promise; here each keeps it on the local disk. */
class AtomicFilesTest {

  private static final byte[] ONE = "one".getBytes(StandardCharsets.UTF_8);
  private static final byte[] TWO = "two, and longer".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;
  private final FileSystem local = local();

  @ParameterizedTest
  @EnumSource
  void theFirstOneCreatesAndTheSecondLeavesItAlone(AtomicFiles way) throws Exception {
    Path file = folder.resolve("new folder/file.json");
    assertThat(way.create(local, hadoop(file), ONE)).isTrue();
    assertThat(way.create(local, hadoop(file), TWO)).isFalse();
    assertThat(Files.readAllBytes(file)).isEqualTo(ONE);
    assertNothingUnfinished(file.getParent());
  }

  @ParameterizedTest
  @EnumSource
  void replacingWorksWithAndWithoutAnOldFile(AtomicFiles way) throws Exception {
    Path file = folder.resolve("file.json");
    way.replace(local, hadoop(file), ONE);
    assertThat(Files.readAllBytes(file)).isEqualTo(ONE);
    way.replace(local, hadoop(file), TWO);
    assertThat(Files.readAllBytes(file)).isEqualTo(TWO);
    assertNothingUnfinished(folder);
  }

  /** Others read every {@code *.prom} of a folder, whoever writes it. */
  @ParameterizedTest
  @EnumSource
  void onlyTheFileItselfEndsAsItDoes(AtomicFiles way) throws Exception {
    try (NewNames names = NewNames.in(folder)) {
      way.create(local, hadoop(folder.resolve("one.prom")), ONE);
      way.replace(local, hadoop(folder.resolve("two.prom")), TWO);
      assertThat(names.soFar())
          .filteredOn(name -> name.endsWith(".prom"))
          .isSubsetOf("one.prom", "two.prom");
    }
  }

  @Test
  void withoutHardLinksAFileIsStillCreatedOnce() throws Exception {
    Path file = folder.resolve("file.json");
    assertThat(AtomicFiles.createExclusively(file, ONE)).isTrue();
    assertThat(AtomicFiles.createExclusively(file, TWO)).isFalse();
    assertThat(Files.readAllBytes(file)).isEqualTo(ONE);
  }

  private static FileSystem local() {
    try {
      return FileSystem.getLocal(new Configuration());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertNothingUnfinished(Path folder) {
    assertThat(TestWorkspaces.names(folder))
        .noneMatch(name -> name.startsWith(AtomicFiles.UNFINISHED));
  }

  private static org.apache.hadoop.fs.Path hadoop(Path file) {
    return new org.apache.hadoop.fs.Path(file.toUri());
  }
}
