package io.winnow.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A process of this test's own, what it says kept in a file. Ended by its id, never by name. */
final class JavaProcess {

  private static final Duration TO_END = Duration.ofSeconds(10);

  private final String name;
  private final Process process;
  private final Path log;
  private final CompletableFuture<String> ready = new CompletableFuture<>();
  private final CompletableFuture<Void> read;

  /**
   * @param announcement the line that says it is ready; its first group is kept
   */
  JavaProcess(
      String name,
      Path log,
      Map<String, String> environment,
      List<String> command,
      Pattern announcement)
      throws IOException {
    this.name = name;
    this.log = log;
    Files.createDirectories(log.getParent());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.directory(log.getParent().toFile()).environment().putAll(environment);
    process = builder.start();
    process.getOutputStream().close();
    read = CompletableFuture.runAsync(() -> read(announcement));
  }

  private void read(Pattern announcement) {
    try (BufferedReader said = process.inputReader();
        Writer kept = Files.newBufferedWriter(log)) {
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        kept.append(line).append('\n');
        kept.flush();
        Matcher matcher = announcement.matcher(line);
        if (matcher.find()) {
          ready.complete(matcher.group(1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      ready.completeExceptionally(new IllegalStateException("ended before it was ready: " + log));
    }
  }

  /** What it announced. */
  String awaitReady(Duration most) throws Exception {
    try {
      return ready.get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException("not ready within %s: %s".formatted(most, log), e);
    }
  }

  int awaitExit(Duration most) throws Exception {
    if (!process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS)) {
      end();
      throw new IllegalStateException("still running after %s: %s".formatted(most, log));
    }
    read.get(TO_END.toMillis(), TimeUnit.MILLISECONDS);
    return process.exitValue();
  }

  String said() throws IOException {
    return Files.readString(log);
  }

  String name() {
    return name;
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** Ends it and what it started: politely, then not. */
  void end() {
    List<ProcessHandle> all = Stream.concat(handle().descendants(), Stream.of(handle())).toList();
    handle().destroy();
    handle().onExit().completeOnTimeout(null, TO_END.toMillis(), TimeUnit.MILLISECONDS).join();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(
        one ->
            one.onExit().completeOnTimeout(null, TO_END.toMillis(), TimeUnit.MILLISECONDS).join());
  }
}
