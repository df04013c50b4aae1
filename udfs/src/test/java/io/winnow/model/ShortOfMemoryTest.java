package io.winnow.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.testing.OwnJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ShortOfMemoryTest {

  private static final int PATIENCE_SECONDS = 300;

  @TempDir Path folder;

  @Test
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
  void libtorchsOwnShortageEndsWithEverySentenceRead() throws Exception {
    Path said = folder.resolve("said");
    List<String> command =
        OwnJvm.command(
            ShortOfMemory.class,
            "-Xmx800m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:ErrorFile=" + folder.resolve("crash.log"));
    command.add(Files.createDirectory(folder.resolve("checkpoint")).toString());
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    try {
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }

    List<String> lines = Files.readAllLines(said);
    assertThat(process.exitValue()).as(String.join("\n", lines)).isZero();
    assertThat(lines.get(lines.size() - 1)).matches("read 1000, alike 1000, splits [1-9]\\d*");
  }
}
