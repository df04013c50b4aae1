package io.winnow.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** This process's Java and class path, for tests that need another process with them. */
public final class OwnJvm {

  private OwnJvm() {}

  /** A command line up to the main class; its arguments may be added. */
  public static List<String> command(Class<?> main, String... options) {
    List<String> command = new ArrayList<>(List.of(java()));
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", classPath(), main.getName()));
    return command;
  }

  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Surefire's own is a jar that only names the real one. */
  public static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }
}
