package io.winnow.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What a process used, looked at from outside some twenty times a second (Linux only).
 *
 * @param samples in the order of time, two at least
 */
record ProcessUsage(List<Sample> samples) {

  private static final long PERIOD_MILLIS = 50;
  private static final double TICKS_PER_SECOND = 100;
  private static final int UTIME = 11;
  private static final int STIME = 12;
  private static final double MILLIS = 1e3;

  /**
   * At one moment.
   *
   * @param cpuSeconds of all threads since the process began
   */
  record Sample(Instant at, double cpuSeconds, long residentMiB) {

  }

  ProcessUsage {
    samples = List.copyOf(samples);
  }

  /** Waits until the process has ended. */
  static ProcessUsage watch(Process process) throws InterruptedException {
    List<Sample> samples = new ArrayList<>();
    Sample last = new Sample(Instant.now(), 0, 0);
    samples.add(last);
    while (!process.waitFor(PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
      last = sample(process.pid(), last);
      samples.add(last);
    }
    samples.add(new Sample(Instant.now(), last.cpuSeconds(), 0));
    return new ProcessUsage(samples);
  }

  /** As it was before, if the process has ended meanwhile. */
  private static Sample sample(long pid, Sample before) {
    Path process = Path.of("/proc", Long.toString(pid));
    try {
      String stat = Files.readString(process.resolve("stat"));
      // What follows the program's name, which may hold anything.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      double ticks = Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME]);
      return new Sample(Instant.now(), ticks / TICKS_PER_SECOND, residentMiB(process));
    } catch (IOException e) {
      return before;
    }
  }

  private static long residentMiB(Path process) throws IOException {
    return Files.readAllLines(process.resolve("status")).stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst()
            .orElse(0)
        >> 10;
  }

  double wallSeconds() {
    return java.time.Duration.between(first().at(), last().at()).toMillis() / MILLIS;
  }

  double cpuSeconds() {
    return last().cpuSeconds() - first().cpuSeconds();
  }

  long highestResidentMiB() {
    return samples.stream().mapToLong(Sample::residentMiB).max().orElseThrow();
  }

  private Sample first() {
    return samples.get(0);
  }

  private Sample last() {
    return samples.get(samples.size() - 1);
  }

  /**
   * Cut at the stages that the manifest of the workspace's merge tells of; {@code start} is what
   * came before them and {@code end} what came after.
   */
  Map<String, ProcessUsage> bySteps(Path workspace) throws IOException {
    JsonNode manifest = mergeManifest(workspace);
    Map<String, ProcessUsage> steps = new LinkedHashMap<>();
    Instant from = Instant.parse(manifest.get("started").asText());
    steps.put("start", between(Instant.EPOCH, from));
    for (Map.Entry<String, JsonNode> stage : manifest.get("stageSeconds").properties()) {
      Instant to = from.plusMillis(Math.round(stage.getValue().asDouble() * MILLIS));
      steps.put(stage.getKey(), between(from, to));
      from = to;
    }
    steps.put("end", between(from, Instant.MAX));
    return steps;
  }

  private ProcessUsage between(Instant from, Instant to) {
    List<Sample> part = new ArrayList<>();
    Sample before = first();
    for (Sample sample : samples) {
      if (sample.at().isBefore(from)) {
        before = sample;
      } else if (sample.at().isBefore(to)) {
        part.add(sample);
      }
    }
    part.add(0, new Sample(before.at(), before.cpuSeconds(), 0));
    return new ProcessUsage(part);
  }

  private static JsonNode mergeManifest(Path workspace) throws IOException {
    try (Stream<Path> runs = Files.list(workspace.resolve("runs"))) {
      for (Path run : runs.toList()) {
        JsonNode manifest = new ObjectMapper().readTree(run.resolve("manifest.json").toFile());
        if (manifest.get("job").asText().equals("merge")) {
          return manifest;
        }
      }
    }
    throw new IOException("%s tells of no merge".formatted(workspace));
  }
}
