package io.winnow.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Where rounds run.
 *
 * @param workspace its URI
 * @param masters processes that start executors
 */
record RoundPlace(String name, String workspace, Submission submission, List<ProcessHandle> masters) {

  private static final double TICKS_PER_SECOND = 100;
  private static final int CUTIME = 13;
  private static final int CSTIME = 14;

  /** Runs a command there to its end. */
  interface Submission {
    void run(List<String> words) throws Exception;
  }

  /** What a command took; of CPU, drivers, executors and submission together. */
  record Cost(double seconds, double cpuSeconds) {}

  Cost run(List<String> words) throws Exception {
    double cpu = ofChildren();
    long begun = System.nanoTime();
    submission.run(words);
    double seconds = (System.nanoTime() - begun) / 1e9;
    while (masters.stream().anyMatch(it -> it.descendants().findAny().isPresent())) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    return new Cost(seconds, ofChildren() - cpu);
  }

  /** CPU-seconds of all that this process, and those that start executors, have seen end. */
  private double ofChildren() throws IOException {
    double all = ofChildren(ProcessHandle.current());
    for (ProcessHandle master : masters) {
      all += ofChildren(master);
    }
    return all;
  }

  private static double ofChildren(ProcessHandle process) throws IOException {
    String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
    // What follows the program's name, which may hold anything.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[CUTIME]) + Long.parseLong(fields[CSTIME])) / TICKS_PER_SECOND;
  }
}
