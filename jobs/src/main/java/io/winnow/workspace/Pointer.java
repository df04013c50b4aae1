package io.winnow.workspace;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The small file that publishes a run: once it exists, the run's outputs are part of the workspace.
 *
 * @param sequence 1 for a shelf's first publication, then one more each
 * @param outputs name to path, relative to the workspace's root as {@code manifest} is
 * @param counts name to number of rows, or of whatever the name says
 */
public record Pointer(
    int sequence,
    String job,
    RunId run,
    Instant published,
    Map<String, String> outputs,
    Map<String, Long> counts,
    String manifest) {

  public Pointer {
    if (sequence < 1) {
      throw new IllegalArgumentException("Publications count from 1, not " + sequence);
    }
    outputs = Collections.unmodifiableSortedMap(new TreeMap<>(outputs));
    counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }

  /**
   * @throws WorkspaceException if the run published no output of that name
   */
  public String output(String name) {
    return known(outputs, name, "published");
  }

  private <T> T known(Map<String, T> all, String name, String done) {
    if (!all.containsKey(name)) {
      throw new WorkspaceException(
          "Run %s of %s %s no '%s', only %s".formatted(run, job, done, name, all.keySet()));
    }
    return all.get(name);
  }

  /**
   * An output in several folders: {@code name}, {@code name/0000}, ... in the order of their names.
   *
   * @throws WorkspaceException if the run published none of that name
   */
  public List<String> parts(String name) {
    List<String> parts = partsOf(name);
    return parts.isEmpty() ? List.of(output(name)) : parts;
  }

  /** As {@link #parts}; empty if the run published none of that name. */
  public List<String> partsOf(String name) {
    return outputs.entrySet().stream()
        .filter(it -> it.getKey().equals(name) || it.getKey().startsWith(name + "/"))
        .map(Map.Entry::getValue)
        .toList();
  }

  /**
   * @throws WorkspaceException if the run published no count of that name
   */
  public long count(String name) {
    return known(counts, name, "counted");
  }
}
