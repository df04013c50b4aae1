package io.winnow.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Collects a {@link RunManifest} while its run goes on. For one thread.
 *
 * <pre>{@code
 * RunRecorder run = new RunRecorder("score", id, command, configJson, seed, clock, stage -> {});
 * Dataset<Row> corpus = run.stage("read", () -> read(pointer));
 * run.input("corpus", ...).output("scores", rows).model(modelId, sha256).precision("bf16");
 * String manifest = run.finish().write(workspace);
 * }</pre>
 */
public final class RunRecorder {

  private static final double NANOS = 1e9;

  private final String job;
  private final RunId run;
  private final List<String> command;
  private final JsonNode config;
  private final long seed;
  private final Clock clock;
  private final Consumer<String> stages;
  private final Instant started;
  private final TreeMap<String, RunManifest.Input> inputs = new TreeMap<>();
  private final TreeMap<String, Long> outputs = new TreeMap<>();
  private final TreeMap<String, String> versions = new TreeMap<>();
  private final LinkedHashMap<String, Double> stageSeconds = new LinkedHashMap<>();
  private final TreeMap<String, Double> numbers = new TreeMap<>();
  private RunManifest.Model model;
  private String precision;

  /**
   * Starts now.
   *
   * @param command the command line, word by word
   * @param config all settings as resolved, as a JSON object
   * @param stages is told of every stage before it begins
   */
  public RunRecorder(
      String job,
      RunId run,
      List<String> command,
      String config,
      long seed,
      Clock clock,
      Consumer<String> stages) {
    this.job = job;
    this.run = run;
    this.command = List.copyOf(command);
    this.config = Json.tree(config);
    this.seed = seed;
    this.clock = clock;
    this.stages = stages;
    this.started = clock.instant();
  }

  public RunId run() {
    return run;
  }

  public Instant now() {
    return clock.instant();
  }

  public RunRecorder input(String name, RunManifest.Input input) {
    inputs.put(name, input);
    return this;
  }

  /** What was read of the workspace. Its hash is the pointer's: what that names never changes. */
  public RunRecorder input(String name, Workspace workspace, Shelf shelf, Pointer pointer) {
    return input(
        name,
        new RunManifest.Input(
            workspace.relative(shelf.pointerFile(pointer.sequence())),
            pointer.run(),
            pointer.counts(),
            ContentHash.of(Json.write(pointer))));
  }

  public RunRecorder output(String name, long count) {
    outputs.put(name, count);
    return this;
  }

  public RunRecorder model(String id, String sha256) {
    model = new RunManifest.Model(id, sha256);
    return this;
  }

  public RunRecorder versions(Map<String, String> some) {
    versions.putAll(some);
    return this;
  }

  public RunRecorder precision(String format) {
    precision = format;
    return this;
  }

  public RunRecorder number(String name, double value) {
    numbers.put(name, value);
    return this;
  }

  /** Runs the stage and notes its seconds; those of a stage that runs again are added up. */
  public <T> T stage(String name, Supplier<T> work) {
    stages.accept(name);
    Instant from = clock.instant();
    stageSeconds.putIfAbsent(name, 0.0);
    try {
      return work.get();
    } finally {
      double seconds = Duration.between(from, clock.instant()).toNanos() / NANOS;
      stageSeconds.merge(name, seconds, Double::sum);
    }
  }

  /** As {@link #stage(String, Supplier)}, for work that gives nothing back. */
  public void stage(String name, Runnable work) {
    stage(
        name,
        () -> {
          work.run();
          return name;
        });
  }

  /** The manifest of a run that ends now. */
  public RunManifest finish() {
    return new RunManifest(
        job,
        run,
        command,
        config,
        seed,
        inputs,
        outputs,
        model,
        versions,
        precision,
        started,
        clock.instant(),
        stageSeconds,
        numbers);
  }
}
