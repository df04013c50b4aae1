package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.api.ExitCode;
import io.winnow.testing.Trees;
import io.winnow.workspace.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A workspace and the person who works in it. */
record Desk(Path workspace) {

  /** Small enough for tests; what a test is about it sets itself. */
  static final String SETTINGS =
      """
      init { source = sample, holdout-share = 0.2 }
      score.precision = fp32
      select.budget-sentences = 12
      vendor.batch-sentences = 5
      train { batch-size = 8, min-steps = 3, max-steps = 3, precision = fp32, threads = 1, restarts = 0 }
      """;

  /** A new workspace folder that holds settings alone. */
  static Desk at(Path workspace) {
    return at(workspace, SETTINGS);
  }

  static Desk at(Path workspace, String settings) {
    try {
      Files.createDirectories(workspace);
      Files.writeString(workspace.resolve("winnow.conf"), settings);
      return new Desk(workspace);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a command; the workspace is given. */
  Said run(String... words) {
    return CommandLines.winnow(with(words));
  }

  /** The words of a command line with the workspace. */
  String[] with(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.add("--workspace=" + workspace);
    return all.toArray(String[]::new);
  }

  /** What {@code status --json} prints. */
  JsonNode status() {
    return Json.tree(run("status", "--json").exited(ExitCode.DONE).out());
  }

  /** What {@code status} says is due, such as {@code 1 WAIT}. */
  String due() {
    JsonNode status = status();
    return status.get("dueRound").asInt() + " " + status.get("due").asText();
  }

  Path inbox(int round) {
    return workspace.resolve("rounds/%04d/inbox".formatted(round));
  }

  /** Every pointer's path and content: all that is true of a workspace hangs on these. */
  SortedMap<String, String> pointers() {
    SortedMap<String, String> pointers = new TreeMap<>();
    try {
      for (Path file : Trees.files(workspace)) {
        if (file.getFileName().toString().startsWith("_published-")) {
          pointers.put(workspace.relativize(file).toString(), Files.readString(file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return pointers;
  }

  /** The folder that a shelf's latest pointer names. */
  Path published(String shelf, String output) {
    return workspace.resolve(outputs(shelf).get(output).asText());
  }

  private JsonNode outputs(String shelf) {
    List<String> pointers =
        pointers().entrySet().stream()
            .filter(pointer -> pointer.getKey().startsWith(shelf + "/_published-"))
            .map(java.util.Map.Entry::getValue)
            .toList();
    assertThat(pointers).as("publications on %s", shelf).isNotEmpty();
    return Json.tree(pointers.get(pointers.size() - 1)).get("outputs");
  }

  /** A table, in one folder or several, in the form that DuckDB reads it in. */
  String table(String shelf, String output) {
    List<String> files = new ArrayList<>();
    outputs(shelf)
        .fields()
        .forEachRemaining(
            part -> {
              if (part.getKey().equals(output) || part.getKey().startsWith(output + "/")) {
                files.add("'%s/*.parquet'".formatted(workspace.resolve(part.getValue().asText())));
              }
            });
    assertThat(files).as("%s on %s", output, shelf).isNotEmpty();
    return "read_parquet(%s, hive_partitioning = false)".formatted(files);
  }
}
