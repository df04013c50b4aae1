package io.winnow.bench;

import io.winnow.bench.contender.Slice;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Several contenders, taking turns on the same sentences. */
final class Race implements AutoCloseable {

  private static final int WARM_UPS = 2;

  private final Map<String, ContenderProcess> running = new LinkedHashMap<>();
  private final PrintStream out;

  /** What a contender needed for a round. */
  record Lap(String name, int sentences, Map<String, Double> figures) {

    double cpu() {
      return figures.get("cpu");
    }

    double wall() {
      return figures.get("wall");
    }
  }

  /**
   * Starts all, one after the other, and lets each read a few sentences.
   *
   * @param warmUp read by each, uncounted
   * @param folder for what they write
   */
  Race(List<Entrant> entrants, Slice warmUp, Path folder, PrintStream out) throws IOException {
    this.out = out;
    try {
      for (Entrant entrant : entrants) {
        ContenderProcess process = new ContenderProcess(entrant.name(), entrant.program(), folder);
        running.put(entrant.name(), process);
        for (int i = 0; i < WARM_UPS; i++) {
          process.pass(warmUp);
        }
      }
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  ContenderProcess contender(String name) {
    return running.get(name);
  }

  /** Each reads all sentences in each round; each round begins with another contender. */
  List<Lap> run(Slice sentences, int rounds) throws IOException {
    int count = sentences.lines().size();
    List<Lap> laps = new ArrayList<>();
    List<String> order = new ArrayList<>(running.keySet());
    for (int round = 1; round <= rounds; round++) {
      for (String name : order) {
        Lap lap = new Lap(name, count, running.get(name).pass(sentences));
        laps.add(lap);
        out.printf(
            "round %d of %d  %-12s %7.1f s  %7.1f CPU-s  RSS %5.0f MiB%n",
            round, rounds, name, lap.wall(), lap.cpu(), lap.figures().get("rss"));
      }
      Collections.rotate(order, -1);
    }
    return laps;
  }

  @Override
  public void close() throws IOException {
    for (ContenderProcess process : running.values()) {
      process.close();
    }
  }
}
