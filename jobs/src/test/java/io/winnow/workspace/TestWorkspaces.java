package io.winnow.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/** Workspaces on the local disk, and what runs in them. */
final class TestWorkspaces {

  static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private TestWorkspaces() {}

  static Workspace in(Path folder) {
    return Workspace.at(folder.toUri().toString(), new Configuration(false));
  }

  static RunId run(long number) {
    return RunId.at(NOON, number);
  }

  /** Does what a run does before it publishes: an output and a manifest. */
  static Pointer finished(Workspace workspace, Shelf shelf, RunId run, int sequence) {
    org.apache.hadoop.fs.Path output = workspace.makeFolder(shelf.newRun(run));
    String manifest =
        recorder(run, new TestClock(NOON))
            .finish(new Snapshot(workspace), new Publication())
            .write(workspace);
    return new Pointer(
        sequence,
        "test",
        run,
        NOON,
        Map.of("rows", workspace.relative(output)),
        Map.of("rows", 7L),
        manifest);
  }

  static RunRecorder recorder(RunId run, Clock clock) {
    return new RunRecorder(
        "test",
        run,
        List.of("winnow", "test"),
        "{\"seed\": 42, \"a\": {\"b\": 1.5}}",
        42,
        Map.of("spark", "3.5.9", "java", "17.0.15"),
        clock);
  }

  static List<String> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
