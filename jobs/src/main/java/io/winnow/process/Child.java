package io.winnow.process;

import io.winnow.process.ChildEnd.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A child at work. Closing it ends it, wherever it is. */
public final class Child implements AutoCloseable {

  private static final Set<Child> ALIVE = ConcurrentHashMap.newKeySet();

  private static final Duration TO_LEARN_OF_IT = Duration.ofSeconds(1);

  private final Process process;
  private final Path folder;
  private final BufferedReader answers;
  private final Tail errors;
  private volatile boolean isLate;

  Child(Process process, Path folder, Duration limit) {
    this.process = process;
    this.folder = folder;
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    this.errors = Tail.of(process.getErrorStream());
    ALIVE.add(this);
    process
        .onExit()
        .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((ended, late) -> endLate(late));
    process.onExit().thenRun(() -> ALIVE.remove(this));
    if (Stop.isAsked()) {
      kill();
    }
  }

  private void endLate(Throwable late) {
    if (late != null) {
      isLate = true;
      kill();
    }
  }

  /** Not through Process, which would close the streams before they are read to the end. */
  private void kill() {
    process.toHandle().destroyForcibly();
  }

  /** Ends all children at once. */
  static void endAll() {
    ALIVE.forEach(Child::kill);
  }

  /** What the work writes; ends with the child, whatever it died of. */
  public BufferedReader answers() {
    return answers;
  }

  /** Lets the child go on that waits in {@link ChildMain#awaitNod}. */
  public void nod() {
    try {
      process.getOutputStream().write('\n');
      process.getOutputStream().flush();
    } catch (IOException e) {
      // It has ended, which its answers and its end tell.
    }
  }

  /** The same as bytes, for work that does not write text; one of the two is to be read. */
  public InputStream answerBytes() {
    return process.getInputStream();
  }

  /** What the work reads; its end is the child's end. */
  public OutputStream requests() {
    return process.getOutputStream();
  }

  /** What it has used of the processors since it began; none where the system does not say. */
  public Optional<Duration> processorTime() {
    return process.info().totalCpuDuration();
  }

  public long pid() {
    return process.pid();
  }

  /**
   * Waits until it has ended; {@link #answers} must be read to the end before.
   *
   * @throws CancellationException if this process is about to end
   */
  public ChildEnd end() {
    try {
      int code = process.waitFor();
      Optional<Path> report = crashReport();
      if (isEndedFromOutside(code) && Stop.isAskedWithin(TO_LEARN_OF_IT)) {
        throw new CancellationException("This process is ending, and its children with it");
      }
      Kind kind = isLate ? Kind.TIME_LIMIT : ChildEnd.kind(code, report);
      return new ChildEnd(kind, code, errors.text(), report);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a child process was at work", e);
    }
  }

  /** A terminal sends a signal to all processes at once; this one may learn of it last. */
  private boolean isEndedFromOutside(int code) {
    return !isLate && ChildEnd.kind(code, Optional.empty()) == Kind.SIGNAL;
  }

  private Optional<Path> crashReport() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(it -> it.getFileName().toString().startsWith("hs_err_pid")).findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot look into " + folder, e);
    }
  }

  /** Ends it, if it has not ended, and waits for that. */
  @Override
  public void close() {
    kill();
    // Also where this thread is interrupted: a folder is removed next that the child writes to.
    process.onExit().join();
  }
}
