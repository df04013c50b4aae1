package io.winnow.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Collects what a run reads and does, and publishes what it made. For one thread. */
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

  /**
   * Writes the manifest and publishes what the run made, next to what it has seen there.
   *
   * @throws PublishConflictException if another run was published since
   */
  protected final Pointer publish(Shelf shelf, Snapshot read, Publication made) {
    // Asked before the manifest is made: what this publication follows is an input, too.
    int sequence = read.latest(shelf).map(Pointer::sequence).orElse(0) + 1;
    String manifest = finish(read, made).write(read.workspace());
    Map<String, String> paths = new TreeMap<>();
    made.outputs().forEach((name, path) -> paths.put(name, read.workspace().relative(path)));
    return shelf.publish(
        new Pointer(sequence, job, id, clock.instant(), paths, made.counts(), manifest));
  }

  /** The manifest of a run that ends now. */
  final RunManifest finish(Snapshot read, Publication made) {
    Map<String, RunManifest.Input> all = read.inputs();
    all.putAll(inputs);
    return new RunManifest(
        job,
        id,
        command,
        config,
        seed,
        all,
        made.counts(),
        made.model().orElse(null),
        versions,
        made.precision().orElse(null),
        started,
        clock.instant(),
        stageSeconds,
        made.numbers());
  }
}
