package io.winnow.model.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.testing.OwnJvm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model of 160 MB in a JVM of 24 MB: what a model of 1.3 GB in one of 200 MB would show, too. */
class LargeWeightsTest {

  private static final long NUMBERS = 40_000_000;

  @TempDir Path folder;

  @Test
  void aModelIsNormalisedWithoutBeingInMemory() throws Exception {
    sparseLegacyFile(folder.resolve("pytorch_model.bin"));
    Path log = folder.resolve("log");

    List<String> command =
        OwnJvm.command(Normaliser.class, "-Xmx24m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    command.add(folder.toString());
    Process java =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();

    assertThat(java.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(java.exitValue()).as(Files.readString(log)).isZero();
    Weights weights = Safetensors.open(folder.resolve("model.safetensors"));
    assertThat(weights.shape("w")).containsExactly(NUMBERS / 100, 100L);
    assertThat(weights.tensor("w").values().get((int) NUMBERS - 1)).isEqualTo(1.5f);
  }

  /** The process. */
  static final class Normaliser {

    private Normaliser() {}

    public static void main(String[] args) throws IOException {
      WeightFiles.normalise(
          Path.of(args[0]), Set.of("bert."), Path.of(args[0], "model.safetensors"));
    }
  }

  /** All zero but the last number. */
  private static void sparseLegacyFile(Path file) throws IOException {
    byte[] pickle =
        TorchFiles.one("FloatStorage", NUMBERS, 0, List.of(NUMBERS / 100, 100L), List.of(100L, 1L));
    byte[] head = TorchFiles.legacyHead(pickle, 1);
    try (FileChannel out =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE,
            StandardOpenOption.SPARSE)) {
      out.write(ByteBuffer.wrap(head));
      out.write(ByteBuffer.wrap(TorchFiles.count(NUMBERS)));
      byte[] last = TorchFiles.storages(Map.of("w", Tensor.of(new float[] {1.5f}, 1))).get(0);
      out.write(ByteBuffer.wrap(last), out.position() + (NUMBERS - 1) * Float.BYTES);
    }
  }
}
