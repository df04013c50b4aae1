package io.winnow.process;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * How a child ended.
 *
 * @param code as shells have it: 128 and the signal's number, if it was one
 * @param errors the last of what it wrote to its standard error
 * @param crashReport Java's {@code hs_err_pid*.log}, in the child's folder
 */
public record ChildEnd(Kind kind, int code, String errors, Optional<Path> crashReport) {

  /** What ended it. */
  public enum Kind {
    /** It did so itself, and 0 says that its work is done. */
    VALUE,
    /** Somebody, or the system. */
    SIGNAL,
    /** A fault in native code or in Java itself. */
    CRASH,
    /** It wanted more than its heap. */
    OUT_OF_MEMORY,
    /** It was not ready in time. */
    TIME_LIMIT
  }

  private static final int SIGNALS = 128;

  /** Numbers that Linux and macOS share. */
  private static final Map<Integer, String> NAMES =
      Map.of(
          1, "HUP", 2, "INT", 4, "ILL", 6, "ABRT", 8, "FPE", 9, "KILL", 11, "SEGV", 13, "PIPE", 15,
          "TERM");

  private static final int KILL = 9;

  private static final String KILLED = ", which is what Linux does when memory runs out";

  /** Of one that had the time that it took. */
  static Kind kind(int code, Optional<Path> crashReport) {
    return switch (code) {
      case ChildMain.OUT_OF_MEMORY -> Kind.OUT_OF_MEMORY;
      // ILL, ABRT, BUS on either system, FPE, SEGV.
      case SIGNALS + 4, SIGNALS + 6, SIGNALS + 7, SIGNALS + 8, SIGNALS + 10, SIGNALS + 11 ->
          Kind.CRASH;
      default -> crashReport.isPresent() ? Kind.CRASH : code > SIGNALS ? Kind.SIGNAL : Kind.VALUE;
    };
  }

  /** Whether it was ended as Linux ends what wants too much memory. */
  public boolean isKilled() {
    return kind == Kind.SIGNAL && code == SIGNALS + KILL;
  }

  public boolean isDone() {
    return kind == Kind.VALUE && code == 0;
  }

  /** What is so, as the end of a sentence such as "The process ...". */
  public String clause() {
    return switch (kind) {
      case VALUE -> "ended with exit code " + code;
      case SIGNAL -> "was ended by " + signal() + (isKilled() ? KILLED : "");
      case CRASH -> code > SIGNALS ? "crashed (%s)".formatted(signal()) : "crashed";
      case OUT_OF_MEMORY -> "had no memory left in its heap";
      case TIME_LIMIT -> "was not ready in time";
    };
  }

  private String signal() {
    int number = code - SIGNALS;
    return NAMES.containsKey(number) ? "SIG" + NAMES.get(number) : "signal " + number;
  }
}
