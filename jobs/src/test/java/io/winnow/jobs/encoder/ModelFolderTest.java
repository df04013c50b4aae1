package io.winnow.jobs.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.winnow.model.files.InvalidModelException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders with what is no file of a model, and what looks like one. */
class ModelFolderTest {

  @TempDir Path temp;
  private Path folder;
  private Path target;

  @BeforeEach
  void folders() throws IOException {
    folder = Files.createDirectory(temp.resolve("folder"));
    target = Files.createDirectory(temp.resolve("target"));
    Files.writeString(folder.resolve("config.json"), "{}");
  }

  private void copy(String... names) throws IOException {
    ModelFolder.at("given", folder).copy(List.of(names), target);
  }

  private void refused(String name, String message) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () ->
            assertThatThrownBy(() -> copy(name))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("given/" + name)
                .hasMessageContaining(message));
    assertThat(target).isEmptyDirectory();
  }

  private void mkfifo(Path place) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder("mkfifo", place.toString()).start().waitFor()).isZero();
  }

  @Test
  void regularFilesAreCopiedAndNothingElseIsLookedAt() throws Exception {
    mkfifo(folder.resolve("model.onnx"));
    Files.createSymbolicLink(folder.resolve("notes.txt"), temp.resolve("secret"));
    Files.createSymbolicLink(folder.resolve("extra.bin"), Path.of("/dev/zero"));
    Files.createDirectory(folder.resolve("onnx"));

    ModelFolder model = ModelFolder.at("given", folder);
    assertThat(model.names())
        .containsExactly("config.json", "extra.bin", "model.onnx", "notes.txt");
    model.copy(List.of("config.json"), target);

    assertThat(target).isDirectoryContaining(it -> it.endsWith("config.json"));
    assertThat(target.resolve("config.json")).hasContent("{}");
  }

  @Test
  void pipesDevicesSocketsAndFoldersAreNamed() throws Exception {
    mkfifo(folder.resolve("vocab.txt"));
    refused("vocab.txt", "is a FIFO, a socket or a device: put the file itself there (cp -L)");
    try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.bind(UnixDomainSocketAddress.of(folder.resolve("merges.txt")));
      refused("merges.txt", "is a FIFO, a socket or a device");
    }
    Files.createDirectory(folder.resolve("vocab.json"));
    refused("vocab.json", "leads to a folder");
  }

  @Test
  void linksStayInTheFolder() throws Exception {
    Files.writeString(temp.resolve("secret"), "secret");
    Files.createSymbolicLink(folder.resolve("vocab.txt"), temp.resolve("secret"));
    refused("vocab.txt", "is a link to " + temp.resolve("secret") + ", outside of the folder");
    Files.createSymbolicLink(folder.resolve("README.md"), Path.of("../secret"));
    refused("README.md", "is a link to ../secret, outside of the folder");
    Files.createSymbolicLink(folder.resolve("tokenizer.json"), Path.of("/dev/zero"));
    refused("tokenizer.json", "is a link to /dev/zero, outside of the folder");
    Files.createSymbolicLink(folder.resolve("spm.model"), Path.of("spm.model"));
    refused("spm.model", "is a link to spm.model, which leads to no file");
    Files.createSymbolicLink(folder.resolve("merges.txt"), Path.of("nowhere"));
    refused("merges.txt", "is a link to nowhere, which leads to no file");
    Files.createSymbolicLink(folder.resolve("above"), temp);
    Files.createSymbolicLink(folder.resolve("spiece.model"), Path.of("above/secret"));
    refused("spiece.model", "is a link to above/secret, outside of the folder");
    mkfifo(folder.resolve("pipe"));
    Files.createSymbolicLink(folder.resolve("added_tokens.json"), Path.of("pipe"));
    refused("added_tokens.json", "is a FIFO, a socket or a device");

    Files.writeString(folder.resolve("inside"), "inside");
    Files.createSymbolicLink(folder.resolve("vocab.json"), Path.of("inside"));
    copy("vocab.json");
    assertThat(target.resolve("vocab.json")).hasContent("inside").isRegularFile();
  }

  /** Sparse files: large by their length alone. */
  @Test
  void whatIsTooLargeIsNotCopied() throws IOException {
    sparse("tokenizer.json", 300L << 20);
    refused("tokenizer.json", "has 314,572,800 bytes; a model's has at most 268,435,456");

    sparse("model.safetensors", 1L << 30);
    assertThatThrownBy(() -> copy("model.safetensors"))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("is no safetensors file");

    sparse("pytorch_model.bin", 1L << 43);
    assertThatThrownBy(() -> copy("pytorch_model.bin"))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("given has 8,388,608 MB of files, and the temporary folder")
        .hasMessageContaining("name another by TMPDIR");
    assertThat(target).isEmptyDirectory();
  }

  private void sparse(String name, long length) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(folder.resolve(name).toFile(), "rw")) {
      file.setLength(length);
    }
  }

  @Test
  void aHeaderThatPromisesMoreThanThereIsIsRefusedBeforeTheCopy() throws IOException {
    byte[] json =
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1099511627776],\"data_offsets\":[0,4398046511104]}}"
            .getBytes();
    ByteBuffer bytes = ByteBuffer.allocate(8 + json.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(json.length).put(json);
    Files.write(folder.resolve("model.safetensors"), bytes.array());

    assertThatThrownBy(() -> copy("model.safetensors"))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("is cut short: its header promises 4398046511104 bytes of tensors");
    assertThat(target).isEmptyDirectory();
  }

  @Test
  void aFolderOfVeryManyFilesIsNone() throws IOException {
    for (int i = 0; i < 10_001; i++) {
      Files.createFile(folder.resolve("f" + i));
    }
    assertThatThrownBy(() -> ModelFolder.at("given", folder).names())
        .isInstanceOf(InvalidModelException.class)
        .hasMessage("given has more than 10,000 files: give the folder with the model's own");
  }
}
