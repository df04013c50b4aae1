package io.winnow.bench;

import io.winnow.bench.contender.Protocol;
import io.winnow.bench.contender.Slice;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A contender in a JVM of its own, which does nothing until it is asked; see {@link Protocol}. */
final class ContenderProcess implements AutoCloseable {

  private static final Path LOGS = Path.of("target", "bench");
  private static final int PATIENCE_SECONDS = 20;
  private static final int LOG_LINES_SHOWN = 15;

  private final String name;
  private final Path folder;
  private final Path log;
  private final Process process;
  private final BufferedReader answers;
  private final BufferedWriter questions;
  private int outputs;

  /** A class with a {@code main} that serves a contender, and what it is started with. */
  record Program(String main, String classPath, List<String> arguments) {

    /** One on this JVM's class path. */
    static Program here(Class<?> main, Object... arguments) {
      return new Program(
          main.getName(),
          System.getProperty("java.class.path"),
          List.of(arguments).stream().map(Object::toString).toList());
    }
  }

  /**
   * Starts it and waits until it is ready.
   *
   * @param folder for what it writes
   */
  ContenderProcess(String name, Program program, Path folder) throws IOException {
    this.name = name;
    this.folder = Files.createDirectories(folder.resolve(name));
    this.log = Files.createDirectories(LOGS).resolve(name + ".log").toAbsolutePath();
    ProcessBuilder builder = BenchJvm.process(log, program, List.of());
    builder.redirectError(log.toFile());
    process = builder.start();
    answers = process.inputReader(StandardCharsets.UTF_8);
    questions = process.outputWriter(StandardCharsets.UTF_8);
    answer();
  }

  /** One timed pass. */
  Map<String, Double> pass(Slice sentences) throws IOException {
    return ask(Protocol.PASS, sentences.folder(), output());
  }

  /** One pass for its results: MNLP by sentence id. */
  Map<String, Double> check(Slice sentences) throws IOException {
    Path scores = Files.createTempFile(folder, "scores", ".tsv");
    ask(Protocol.CHECK, sentences.folder(), output(), scores);
    answer();
    Map<String, Double> mnlp = new HashMap<>();
    for (String line : Files.readAllLines(scores)) {
      String[] fields = line.split("\t");
      mnlp.put(fields[0], Double.valueOf(fields[1]));
    }
    return mnlp;
  }

  private Path output() {
    return folder.resolve("output-" + outputs++);
  }

  private Map<String, Double> ask(String what, Path... paths) throws IOException {
    StringBuilder line = new StringBuilder(what);
    for (Path path : paths) {
      line.append('\t').append(path.toAbsolutePath());
    }
    questions.write(line.append('\n').toString());
    questions.flush();
    return answer();
  }

  private Map<String, Double> answer() throws IOException {
    for (String line = answers.readLine(); line != null; line = answers.readLine()) {
      if (line.startsWith(Protocol.ANSWER)) {
        return figures(line);
      }
    }
    throw new IOException("%s ended; its log %s ends:%n%s".formatted(name, log, endOfLog()));
  }

  private static Map<String, Double> figures(String line) {
    Map<String, Double> figures = new HashMap<>();
    for (String figure : line.substring(Protocol.ANSWER.length()).split("\t")) {
      int equals = figure.indexOf('=');
      if (equals > 0) {
        figures.put(figure.substring(0, equals), Double.valueOf(figure.substring(equals + 1)));
      }
    }
    return figures;
  }

  private String endOfLog() throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join(
        System.lineSeparator(),
        lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size()));
  }

  /** Ends the process; by force if it does not end by itself. */
  @Override
  public void close() throws IOException {
    try {
      questions.close();
    } finally {
      boolean ended = false;
      try {
        ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        if (!ended) {
          process.destroyForcibly();
        }
      }
    }
  }
}
