package io.winnow.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.hadoop.fs.Path;

/** Collects what a run reads, does and makes, and publishes it. For one thread. */
public class RunRecorder {

  private static final double NANOS = 1e9;

  private final String job;
  private final RunId id;
  private final List<String> command;
  private final JsonNode config;
  private final long seed;
  private final Map<String, String> versions;
  private final Clock clock;
  private final Instant started;
  private final Map<String, RunManifest.Input> inputs = new TreeMap<>();
  private final Map<String, Double> stageSeconds = new LinkedHashMap<>();
  private final Map<String, Path> outputs = new TreeMap<>();
  private final Map<String, Long> counts = new TreeMap<>();
  private final Map<String, Double> numbers = new TreeMap<>();
  private final List<String> messages = new ArrayList<>();
  private RunManifest.Model model;
  private String precision;

  /**
   * Starts now.
   *
   * @param config all settings as resolved, as a JSON object
   */
  public RunRecorder(
      String job,
      RunId id,
      List<String> command,
      String config,
      long seed,
      Map<String, String> versions,
      Clock clock) {
    this.job = job;
    this.id = id;
    this.command = command;
    this.config = Json.tree(config);
    this.seed = seed;
    this.versions = versions;
    this.clock = clock;
    this.started = clock.instant();
  }

  public final RunId id() {
    return id;
  }

  /** Runs the stage and notes its seconds; those of a stage that runs again are added up. */
  public <T> T stage(String name, Supplier<T> work) {
    Instant from = clock.instant();
    stageSeconds.putIfAbsent(name, 0.0);
    try {
      return work.get();
    } finally {
      double seconds = Duration.between(from, clock.instant()).toNanos() / NANOS;
      stageSeconds.merge(name, seconds, Double::sum);
    }
  }

  public final void stage(String name, Runnable work) {
    stage(
        name,
        () -> {
          work.run();
          return name;
        });
  }

  /** What was read and no run of the workspace published. */
  public final RunRecorder input(String name, RunManifest.Input input) {
    inputs.put(name, input);
    return this;
  }

  /** A table or file that was written. */
  public final RunRecorder output(String name, Path path) {
    outputs.put(name, path);
    return this;
  }

  public final RunRecorder outputs(Map<String, Path> some) {
    outputs.putAll(some);
    return this;
  }

  /** A number of rows, or of whatever the name says. */
  public final RunRecorder count(String name, long count) {
    counts.put(name, count);
    return this;
  }

  public final RunRecorder counts(Map<String, Long> some) {
    counts.putAll(some);
    return this;
  }

  public final Map<String, Long> counts() {
    return Collections.unmodifiableMap(counts);
  }

  /** A summary figure for the manifest, such as F1. */
  public final RunRecorder number(String name, double value) {
    numbers.put(name, value);
    return this;
  }

  /** The model that was read or written. */
  public final RunRecorder model(String name, String sha256) {
    model = new RunManifest.Model(name, sha256);
    return this;
  }

  /** The number format the model ran in. */
  public final RunRecorder precision(String format) {
    precision = format;
    return this;
  }

  /** One or more lines to tell the person who started the run, once it is published. */
  public final RunRecorder say(String message) {
    messages.add(message);
    return this;
  }

  public final List<String> messages() {
    return Collections.unmodifiableList(messages);
  }

  /**
   * Writes the manifest and publishes the run, next to what it has seen there.
   *
   * @throws PublishConflictException if another run was published since
   */
  protected final Pointer publish(Shelf shelf, Snapshot read) {
    // Asked before the manifest is made: what this publication follows is an input, too.
    int sequence = read.latest(shelf).map(Pointer::sequence).orElse(0) + 1;
    String manifest = finish(read).write(read.workspace());
    Map<String, String> paths = new TreeMap<>();
    outputs.forEach((name, path) -> paths.put(name, read.workspace().relative(path)));
    return shelf.publish(new Pointer(sequence, job, id, clock.instant(), paths, counts, manifest));
  }

  /** The manifest of a run that ends now. */
  final RunManifest finish(Snapshot read) {
    Map<String, RunManifest.Input> all = read.inputs();
    all.putAll(inputs);
    return new RunManifest(
        job,
        id,
        command,
        config,
        seed,
        all,
        counts,
        model,
        versions,
        precision,
        started,
        clock.instant(),
        stageSeconds,
        numbers);
  }
}
