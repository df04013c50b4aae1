package io.winnow.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A process, told apart from a later one that got its number.
 *
 * @param start when it started: on Linux which start of the machine, and the clock ticks since
 *     then, as clocks may be set; elsewhere the time
 */
record RunOwner(long pid, String start) {

  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

  /** Where field 22 of {@code /proc/PID/stat}, the start, is behind the command's name. */
  private static final int START = 19;

  static RunOwner current() {
    return of(ProcessHandle.current());
  }

  private static RunOwner of(ProcessHandle process) {
    return new RunOwner(process.pid(), start(process));
  }

  private static String start(ProcessHandle process) {
    try {
      String stat = Files.readString(Path.of("/proc/%d/stat".formatted(process.pid())));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return Files.readString(BOOT).strip() + ":" + fields[START];
    } catch (IOException | RuntimeException e) {
      return process.info().startInstant().map(Object::toString).orElse("unknown");
    }
  }

  /** As far as this machine can tell: not a process of another container. */
  boolean isAlive() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .map(RunOwner::of)
        .filter(this::equals)
        .isPresent();
  }

  String text() {
    return "pid %d%nstart %s%n".formatted(pid, start);
  }

  /** Empty if there is none, or not a whole one. */
  static Optional<RunOwner> read(Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      return Optional.of(
          new RunOwner(
              Long.parseLong(lines.get(0).replace("pid ", "")),
              lines.get(1).replace("start ", "")));
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }
}
