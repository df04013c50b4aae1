package io.winnow.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.testing.OwnJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In which order the system is told to write what a run publishes, as strace sees it. */
class KeptOnDiskTest {

  @TempDir Path folder;

  /** Publishes a run with one output. */
  public static final class Publisher {

    private Publisher() {}

    public static void main(String[] arguments) throws IOException {
      Workspace workspace = TestWorkspaces.in(Path.of(arguments[0]));
      Pointer made =
          TestWorkspaces.finished(workspace, workspace.labels(), TestWorkspaces.run(1), 1);
      Path rows = Path.of(arguments[0], made.output("rows"));
      Files.writeString(Files.createDirectory(rows.resolve("part")).resolve("0.parquet"), "rows");
      workspace.labels().publish(made);
    }
  }

  @Test
  void allThatAPointerPublishesIsOnTheDiskBeforeIt() throws Exception {
    UnlinkedDisk.assumeItCanBeMade(folder);
    Path root = folder.resolve("workspace");
    Path trace = folder.resolve("trace");
    List<String> command = new ArrayList<>();
    command.addAll(List.of("strace", "-f", "-qq", "-y", "-o", trace.toString()));
    command.addAll(List.of("-e", "trace=fsync,link"));
    command.addAll(OwnJvm.command(Publisher.class, "-XX:TieredStopAtLevel=1"));
    command.add(root.toString());
    Process process =
        new ProcessBuilder(command).redirectOutput(folder.resolve("out").toFile()).start();
    assertThat(process.waitFor()).isZero();

    List<String> calls = Files.readAllLines(trace);
    int pointer = last(calls, "link(", "_published-0001.json\")");
    String run = root + "/labels/run=" + TestWorkspaces.run(1);
    for (String kept :
        List.of(
            run + "/part/0.parquet",
            run + "/part",
            run,
            root + "/labels",
            root + "/runs/run=" + TestWorkspaces.run(1) + "/manifest.json",
            root + "/runs/run=" + TestWorkspaces.run(1),
            root + "/runs",
            root.toString())) {
      assertThat(first(calls, "fsync(", "<" + kept + ">)")).as(kept).isBetween(0, pointer);
    }
    assertThat(last(calls, "fsync(", "<" + root + "/labels>)")).isGreaterThan(pointer);
  }

  private static int first(List<String> calls, String call, String what) {
    for (int i = 0; i < calls.size(); i++) {
      if (calls.get(i).contains(call) && calls.get(i).contains(what)) {
        return i;
      }
    }
    return -1;
  }

  private static int last(List<String> calls, String call, String what) {
    int last = -1;
    for (int i = 0; i < calls.size(); i++) {
      if (calls.get(i).contains(call) && calls.get(i).contains(what)) {
        last = i;
      }
    }
    return last;
  }
}
