package io.winnow.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.testing.NewNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All ways keep one promise; here each keeps it on the local disk, but for the one of S3 alone. */
class AtomicFilesTest {

  private static final byte[] ONE = "one".getBytes(StandardCharsets.UTF_8);
  private static final byte[] TWO = "two, and longer".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;
  private final FileSystem local = local();

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CONDITIONAL")
  void theFirstOneCreatesAndTheSecondLeavesItAlone(AtomicFiles way) throws Exception {
    Path file = folder.resolve("new folder/file.json");
    assertThat(way.create(local, hadoop(file), ONE)).isTrue();
    assertThat(way.create(local, hadoop(file), TWO)).isFalse();
    assertThat(Files.readAllBytes(file)).isEqualTo(ONE);
    assertNothingUnfinished(file.getParent());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CONDITIONAL")
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
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CONDITIONAL")
  void onlyTheFileItselfEndsAsItDoes(AtomicFiles way) throws Exception {
    try (NewNames names = NewNames.in(folder)) {
      way.create(local, hadoop(folder.resolve("one.prom")), ONE);
      way.replace(local, hadoop(folder.resolve("two.prom")), TWO);
      assertThat(names.soFar())
          .filteredOn(name -> name.endsWith(".prom"))
          .isSubsetOf("one.prom", "two.prom");
    }
  }

  /** One that was being made when the power went, or when its writer was killed. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CONDITIONAL")
  void anEmptyFileSaysNothingAndTheNextWriterTakesItsPlace(AtomicFiles way) throws Exception {
    Path file = Files.createFile(folder.resolve("file.json"));
    assertThat(way.create(local, hadoop(file), ONE)).isTrue();
    assertThat(way.create(local, hadoop(file), TWO)).isFalse();
    assertThat(Files.readAllBytes(file)).isEqualTo(ONE);
    assertNothingUnfinished(folder);
  }

  @ParameterizedTest
  @EnumSource(names = {"LINKED", "LOCKED"})
  void ofManyProcessesAndThreadsExactlyOneCreatesAFile(AtomicFiles way) throws Exception {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      processes.add(UnlinkedDisk.start(List.of(), way, folder, 60));
    }
    List<String> created = new ArrayList<>();
    for (Process process : processes) {
      created.addAll(process.inputReader().lines().toList());
      assertThat(process.waitFor()).isZero();
    }
    assertThat(created).doesNotHaveDuplicates().hasSize(60);
    for (String name : created) {
      assertThat(folder.resolve(name)).content().endsWith(".");
    }
  }

  /** The system itself refuses hard links, and kills the writer where the name is taken. */
  @Test
  void whereHardLinksFailAWriterThatIsKilledInBetweenIsInNobodysWay() throws Exception {
    UnlinkedDisk.assumeItCanBeMade(folder);
    Process killed = UnlinkedDisk.start(UnlinkedDisk.KILLING, AtomicFiles.LINKED, folder, 1);
    assertThat(killed.waitFor()).isNotZero();
    Path file = folder.resolve("0.json");
    assertThat(file).as("taken, and without content").isEmptyFile();
    Process next = UnlinkedDisk.start(UnlinkedDisk.REFUSING, AtomicFiles.LINKED, folder, 1);
    assertThat(next.inputReader().lines()).containsExactly("0.json");
    assertThat(next.waitFor()).isZero();
    assertThat(file).content().endsWith(".");
    Process late = UnlinkedDisk.start(UnlinkedDisk.REFUSING, AtomicFiles.LINKED, folder, 1);
    assertThat(late.inputReader().lines()).isEmpty();
  }

  @Test
  void aWriterThatStandsStillIsWaitedForAndNamed() throws Exception {
    Path lock = folder.resolve(LocalFiles.LOCK);
    try (FileChannel held =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock turn = held.lock()) {
      CompletableFuture<Boolean> created =
          CompletableFuture.supplyAsync(
              () -> AtomicFiles.LOCKED.create(local, hadoop(folder.resolve("a.json")), ONE));
      TimeUnit.MILLISECONDS.sleep(100);
      assertThat(created).isNotDone();
      turn.release();
      assertThat(created.get(10, TimeUnit.SECONDS)).isTrue();
    }
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
