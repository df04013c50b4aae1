package io.winnow.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Collects a {@link RunManifest} during its run. For one thread. */
public final class RunRecorder {

  private static final double NANOS = 1e9;

  private final String job;
  private final RunId id;
  private final List<String> command;
  private final JsonNode config;
  private final long seed;
  private final Clock clock;
  private final Consumer<String> stages;
  private final Instant started;
  private final TreeMap<String, RunManifest.Input> inputs = new TreeMap<>();
  private final SortedMap<String, String> versions;
  private final LinkedHashMap<String, Double> stageSeconds = new LinkedHashMap<>();

  /**
   * Starts now.
   *
   * @param command the command line, word by word
   * @param config all settings as resolved, as a JSON object
   * @param versions of Winnow and of what it stands on
   * @param stages is told of every stage before it begins
   */
  public RunRecorder(
      String job,
      RunId id,
      List<String> command,
      String config,
      long seed,
      Map<String, String> versions,
      Clock clock,
      Consumer<String> stages) {
    this.job = job;
    this.id = id;
    this.command = List.copyOf(command);
    this.config = Json.tree(config);
    this.seed = seed;
    this.versions = new TreeMap<>(versions);
    this.clock = clock;
    this.stages = stages;
    this.started = clock.instant();
  }

  public RunId id() {
    return id;
  }

  /** Something that was read and lies outside of the workspace's publications. */
  public RunRecorder input(String name, RunManifest.Input input) {
    inputs.put(name, input);
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

  /**
   * The manifest of a run that ends now.
   *
   * @param read all that the run has asked of the workspace
   */
  public RunManifest finish(Snapshot read, Publication made) {
    TreeMap<String, RunManifest.Input> all = new TreeMap<>(read.inputs());
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
