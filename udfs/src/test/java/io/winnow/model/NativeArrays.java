package io.winnow.model;

import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDManager;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts what lies in native memory. */
final class NativeArrays {

  private static final Pattern COUNT = Pattern.compile("resource count: (\\d+)");

  private NativeArrays() {}

  /** Arrays and managers that any manager of this JVM holds; DJL tells it to the console alone. */
  static long held() {
    PrintStream console = System.out;
    ByteArrayOutputStream dump = new ByteArrayOutputStream();
    try (NDManager leaf = NDManager.newBaseManager(Torch.ENGINE)) {
      System.setOut(new PrintStream(dump, true, StandardCharsets.UTF_8));
      ((BaseNDManager) leaf.getParentManager()).debugDump(0);
    } finally {
      System.setOut(console);
    }
    Matcher counts = COUNT.matcher(dump.toString(StandardCharsets.UTF_8));
    long sum = 0;
    while (counts.find()) {
      sum += Long.parseLong(counts.group(1));
    }
    return sum;
  }
}
