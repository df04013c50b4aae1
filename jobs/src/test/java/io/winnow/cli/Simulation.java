package io.winnow.cli;

import io.winnow.testing.Duck;
import io.winnow.testing.TinyEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** An experiment's folder, its data and its encoder. */
record Simulation(Path experiment, Path train, Path test, Path encoder) {

  /** Writes data and encoder; nothing is played yet. */
  static Simulation in(Path folder) throws IOException {
    Sample all = Sample.of(140);
    return new Simulation(
        folder.resolve("experiment"),
        new Sample(all.sentences().subList(0, 100)).conll(folder.resolve("train.conll")),
        new Sample(all.sentences().subList(100, 140)).conll(folder.resolve("test.conll")),
        TinyEncoder.write(folder.resolve("encoder")));
  }

  /** On the same data, in another folder. */
  Simulation to(Path other) {
    return new Simulation(other, train, test, encoder);
  }

  Said run(String... more) {
    return CommandLines.winnow(command(more));
  }

  String[] command(String... more) {
    List<String> words = new ArrayList<>(List.of(more));
    words.add(0, "simulate");
    words.addAll(
        List.of(
            "--input=" + train,
            "--holdout=" + test,
            "--to=" + experiment,
            "--model=" + encoder,
            "--initial-words=15%"));
    if (words.stream().noneMatch(word -> word.startsWith("--parallel"))) {
      words.add("--parallel=2");
    }
    if (words.stream().noneMatch(word -> word.startsWith("--words-per-round"))) {
      words.add("--words-per-round=100");
    }
    words.add("--set=train.max-steps=3");
    // A few steps learn nothing, and each training would be done twice.
    words.add("--set=train.restarts=0");
    words.add("--set=train.batch-size=8");
    words.add("--set=train.precision=fp32");
    words.add("--set=score.precision=fp32");
    return words.toArray(String[]::new);
  }

  /** Of the points. */
  List<List<String>> query(String columns, String rest) {
    return Duck.query(
        "SELECT %s FROM read_parquet('%s/points/*.parquet') %s ORDER BY ALL"
            .formatted(columns, experiment, rest));
  }

  /** The points' files and when each was written. */
  Map<Path, String> points() {
    Map<Path, String> points = new TreeMap<>();
    try (Stream<Path> files = Files.list(experiment.resolve("points"))) {
      for (Path file : files.filter(it -> it.toString().endsWith(".parquet")).toList()) {
        points.put(file.getFileName(), Files.getLastModifiedTime(file).toString());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return points;
  }
}
