package io.winnow.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rights are those that Hadoop's own local files would have. */
class LocalFilesTest {

  @TempDir Path folder;

  private FileSystem files;

  @BeforeEach
  void open() throws IOException {
    Configuration settings = new Configuration();
    settings.set("fs.file.impl", LocalFiles.class.getName());
    files = FileSystem.newInstance(folder.toUri(), settings);
    assertThat(files).isInstanceOf(LocalFiles.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0644", "0600", "0750", "0777", "0001", "0020", "0400", "1777"})
  void aFileAndAFolderGetTheRightsThatAreAskedFor(String octal) throws IOException {
    short rights = Short.parseShort(octal, 8);
    Path file = Files.createFile(folder.resolve("file with 'signs'"));
    Path below = folder.resolve("below");
    files.mkdirs(hadoop(below));
    for (Path path : new Path[] {file, below}) {
      files.setPermission(hadoop(path), new FsPermission(rights));
      assertThat((int) Files.getAttribute(path, "unix:mode") & 07777).isEqualTo(rights);
    }
  }

  @Test
  void whatIsWrittenIsReadAndChecked() throws IOException {
    Path file = folder.resolve("new/file");
    try (var out = files.create(hadoop(file))) {
      out.writeUTF("text");
    }
    try (var in = files.open(hadoop(file))) {
      assertThat(in.readUTF()).isEqualTo("text");
    }
    assertThat(file.resolveSibling(".file.crc")).exists();
    assertThat((int) Files.getAttribute(file, "unix:mode") & 0777).isEqualTo(0644);
  }

  @Test
  void aFileThatIsNotThereHasNoRights() {
    assertThatThrownBy(
            () -> files.setPermission(hadoop(folder.resolve("none")), new FsPermission("600")))
        .isInstanceOf(IOException.class);
  }

  private static org.apache.hadoop.fs.Path hadoop(Path path) {
    return new org.apache.hadoop.fs.Path(path.toUri());
  }
}
