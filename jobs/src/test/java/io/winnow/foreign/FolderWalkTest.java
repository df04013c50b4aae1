package io.winnow.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.winnow.foreign.FolderWalk.Bounds;
import io.winnow.foreign.FolderWalk.Links;
import io.winnow.foreign.OneReading.ChangingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FolderWalkTest {

  @TempDir private Path temp;
  private Path folder;
  private FileSystem fs;

  @BeforeEach
  void make() throws IOException {
    fs = FileSystem.getLocal(new Configuration()).getRawFileSystem();
    folder = Files.createDirectory(temp.resolve("inbox"));
    Files.writeString(folder.resolve("a.parquet"), "abc");
  }

  @ParameterizedTest
  @EnumSource
  void onlyRegularFilesAreFoundAndAllElseIsNamed(Hostile what) {
    what.put(folder.resolve("late/bad.parquet"));
    FolderWalk found = walk();
    assertThat(found.files()).extracting(ForeignFile::name).containsExactly("a.parquet");
    assertThat(found.passedOver()).extracting(PassedOver::name).containsExactly("late/bad.parquet");
    assertThat(found.passedOver().get(0).reason()).contains(what.reason());
    assertThat(found.isWhole()).isTrue();
  }

  @Test
  void aFolderThatIsStillBeingWrittenIsLeftOutAsAWhole() throws IOException {
    Path late = Files.createDirectories(folder.resolve("late/deeper"));
    Files.writeString(folder.resolve("late/A.parquet"), "abc");
    Files.writeString(late.resolve("z.parquet"), "abc");
    Path mark = Files.createFile(folder.resolve("late/" + FolderWalk.UNFINISHED));
    FolderWalk found = walk();
    assertThat(found.files()).extracting(ForeignFile::name).containsExactly("a.parquet");
    assertThat(found.passedOver())
        .extracting(PassedOver::toString)
        .containsExactly("late holds _unfinished: it is still being written");
    Files.delete(mark);
    assertThat(walk().files())
        .extracting(ForeignFile::name)
        .containsExactly("a.parquet", "late/A.parquet", "late/deeper/z.parquet");
  }

  @ParameterizedTest
  @EnumSource
  void aFileThatBecomesSomethingElseIsNotOpened(Hostile what) throws IOException {
    ForeignFile file = walk().files().get(0);
    Files.delete(folder.resolve("a.parquet"));
    what.put(folder.resolve("a.parquet"));
    assertThatThrownBy(() -> OneReading.sha256(file)).isInstanceOf(IOException.class);
  }

  @Test
  void aFolderThatBecomesALinkIsNotFollowed() throws IOException {
    Files.createDirectories(folder.resolve("day"));
    Files.writeString(folder.resolve("day/passwd"), "one");
    ForeignFile file = walk().files().get(1);
    Files.delete(folder.resolve("day/passwd"));
    Files.delete(folder.resolve("day"));
    Files.createSymbolicLink(folder.resolve("day"), Path.of("/etc"));
    assertThatThrownBy(file::open).hasMessageContaining("leads out of its folder");
  }

  @ParameterizedTest
  @CsvSource({
    "answers%202026-11-29T12:30:05.parquet, answers 2026-11-29T12:30:05.parquet",
    "b%0Ac.parquet, b\\x0Ac.parquet",
    "%1B[2Jd, \\x1B[2Jd",
    "%FF%FEe.parquet, \\xFF\\xFEe.parquet",
    "caf%C3%A9, café",
    "caf%E9, caf\\xE9",
    "back%5Cslash, back\\\\slash",
    "turned%E2%80%AEgnp.exe, turned\\u202Egnp.exe",
    "%E2%80%A8, \\u2028",
    "~$%25 {a}[b]*?'\"&;, '~$% {a}[b]*?''\"&;'",
    "-rf, -rf",
    "s3a:__bucket, s3a:__bucket",
    "%C2%85, \\u0085",
    "😀.parquet, 😀.parquet"
  })
  void anyNameIsReadAndShownWithoutWhatCommandsATerminal(String encoded, String shown)
      throws IOException {
    Files.delete(folder.resolve("a.parquet"));
    Files.writeString(Hostile.named(folder, escaped(encoded)), "abc");
    FolderWalk found = walk();
    assertThat(found.files()).extracting(ForeignFile::name).containsExactly(shown);
    assertThat(new String(OneReading.bytes(found.files().get(0)))).isEqualTo("abc");
    assertThat(found.passedOver()).isEmpty();
  }

  /** What is no part of a URI as it stands. */
  private static String escaped(String encoded) {
    StringBuilder uri = new StringBuilder();
    encoded
        .codePoints()
        .forEach(
            point -> {
              if (point > 0x7F || "%".indexOf(point) < 0 && " {}[]\"'^`\\?#".indexOf(point) >= 0) {
                for (byte one :
                    Character.toString(point).getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
                  uri.append(String.format("%%%02X", one));
                }
              } else {
                uri.appendCodePoint(point);
              }
            });
    return uri.toString();
  }

  @Test
  void aLinkWithinTheFolderIsAFileLikeAnyOther() throws IOException {
    Files.createDirectory(folder.resolve("late"));
    Files.createSymbolicLink(folder.resolve("late/l.parquet"), Path.of("../a.parquet"));
    FolderWalk found = walk();
    assertThat(found.files())
        .extracting(ForeignFile::name)
        .containsExactly("a.parquet", "late/l.parquet");
    assertThat(OneReading.sha256(found.files().get(1)))
        .isEqualTo(OneReading.sha256(found.files().get(0)));
  }

  @Test
  void aLinkOfTheHubsCacheLeadsToItsBlobsAndNowhereElse() throws IOException {
    Path cache = temp.resolve("datasets--org--name");
    Path snapshot = Files.createDirectories(cache.resolve("snapshots/0123/data"));
    Files.createDirectories(cache.resolve("blobs"));
    Files.writeString(cache.resolve("blobs/abc"), "x");
    Files.writeString(cache.resolve("secret"), "x");
    Files.createSymbolicLink(snapshot.resolve("train.txt"), Path.of("../../../blobs/abc"));
    Files.createSymbolicLink(snapshot.resolve("secret.txt"), Path.of("../../../secret"));
    org.apache.hadoop.fs.Path root = path(snapshot.getParent());
    FolderWalk found = FolderWalk.of(fs, root, Links.HUB_CACHE, Bounds.USUAL);
    assertThat(found.files()).extracting(ForeignFile::name).containsExactly("data/train.txt");
    assertThat(found.passedOver()).extracting(PassedOver::name).containsExactly("data/secret.txt");
    assertThat(FolderWalk.of(fs, root).files()).isEmpty();
  }

  @Test
  void depthCountAndTimeHaveBounds() throws IOException {
    Path deep = folder;
    for (int i = 0; i < 5; i++) {
      deep = Files.createDirectory(deep.resolve("d"));
      Files.writeString(deep.resolve("x"), "");
    }
    FolderWalk shallow = walk(new Bounds(2, 100, Duration.ofMinutes(1)));
    assertThat(shallow.files())
        .extracting(ForeignFile::name)
        .containsExactly("a.parquet", "d/d/x", "d/x");
    assertThat(shallow.passedOver())
        .extracting(PassedOver::name, PassedOver::reason)
        .containsExactly(tuple("d/d/d", "lies more than 2 folders deep"));
    assertThat(shallow.isWhole()).isTrue();

    FolderWalk few = walk(new Bounds(32, 3, Duration.ofMinutes(1)));
    assertThat(few.isWhole()).isFalse();
    assertThat(few.passedOver()).hasSize(1);
    assertThat(few.passedOver().get(0))
        .hasToString(
            "it holds more than 3 files and folders; what else is in it was not looked at");
    assertThat(walk(new Bounds(32, 100, Duration.ZERO)).passedOver().get(0).reason())
        .contains("could not be listed within 0 seconds");
  }

  @Test
  void whatIsHiddenOrNotThereIsNothing() throws IOException {
    Hostile.FIFO.put(folder.resolve("_half"));
    Hostile.LINK_TO_SECRET.put(folder.resolve(".hidden/x"));
    assertThat(walk().files()).hasSize(1);
    assertThat(walk().passedOver()).isEmpty();
    assertThat(FolderWalk.of(fs, path(temp.resolve("none"))))
        .isEqualTo(FolderWalk.of(fs, path(temp.resolve("nor this"))));
    assertThat(FolderWalk.of(fs, path(Hostile.FIFO.put(temp.resolve("fifo")))).passedOver())
        .hasSize(1);
  }

  @Test
  void whatGrowsShrinksOrIsReplacedWhileItIsReadIsTold() throws IOException {
    Path a = folder.resolve("a.parquet");
    changing(
        () -> Files.writeString(a, "d", StandardOpenOption.APPEND), "had 3 bytes a moment ago");
    changing(() -> Files.writeString(a, ""), "has 0 now");
    changing(() -> Files.setLastModifiedTime(a, FileTime.fromMillis(0)), "was written to");
    Path other = Files.writeString(temp.resolve("other"), "abc");
    Files.setLastModifiedTime(other, Files.getLastModifiedTime(a));
    changing(
        () -> Files.move(other, a, java.nio.file.StandardCopyOption.REPLACE_EXISTING),
        "was written to");
    ForeignFile file = walk().files().get(0);
    Files.writeString(a, "d", StandardOpenOption.APPEND);
    assertThatThrownBy(() -> OneReading.sha256(file)).isInstanceOf(ChangingException.class);
  }

  private interface Change {
    void make() throws IOException;
  }

  private void changing(Change change, String said) throws IOException {
    Files.writeString(folder.resolve("a.parquet"), "abc");
    ForeignFile file = walk().files().get(0);
    OutputStream whileReading =
        new ByteArrayOutputStream() {
          @Override
          public synchronized void write(byte[] bytes, int from, int length) {
            try {
              change.make();
            } catch (IOException e) {
              throw new IllegalStateException(e);
            }
          }
        };
    assertThatThrownBy(() -> OneReading.copy(file, whileReading))
        .isInstanceOf(ChangingException.class)
        .hasMessageContaining(said);
  }

  private FolderWalk walk() {
    return FolderWalk.of(fs, path(folder));
  }

  private FolderWalk walk(Bounds bounds) {
    return FolderWalk.of(fs, path(folder), Links.WITHIN, bounds);
  }

  private static org.apache.hadoop.fs.Path path(Path path) {
    return new org.apache.hadoop.fs.Path(path.toString());
  }
}
