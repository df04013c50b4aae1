package io.winnow.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the processor of this machine can do. */
final class Processor {

  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
  private static final Set<String> BF16_INSTRUCTIONS = Set.of("avx512_bf16", "amx_bf16", "bf16");
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private Processor() {}

  /** Whether it multiplies bfloat16 matrices in hardware; no where the system does not say. */
  static boolean hasBf16() {
    try {
      return Files.isReadable(CPU_INFO) && anyFlag(Files.readAllLines(CPU_INFO));
    } catch (IOException e) {
      return false;
    }
  }

  static boolean anyFlag(List<String> cpuInfo) {
    return cpuInfo.stream()
        .filter(line -> line.startsWith("flags") || line.startsWith("Features"))
        .flatMap(line -> Stream.of(SPACE.split(line)))
        .anyMatch(BF16_INSTRUCTIONS::contains);
  }
}
