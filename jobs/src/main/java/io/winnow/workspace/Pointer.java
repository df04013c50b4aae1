package io.winnow.workspace;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The small file that publishes a run: as soon as it exists, the run's outputs are part of the
 * workspace.
 *
 * @param sequence 1 for a shelf's first publication, then one more each
 * @param job the job's name, such as {@code score}
 * @param published when
 * @param outputs name to path relative to the workspace's root
 * @param counts name to number of rows, or of whatever the name says
 * @param manifest path of the run's manifest, relative to the workspace's root
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
   * @return the output's path, relative to the workspace's root
   * @throws WorkspaceException if the run published no output of that name
   */
  public String output(String name) {
    String path = outputs.get(name);
    if (path == null) {
      throw new WorkspaceException(
          "Run %s of %s published no '%s', only %s".formatted(run, job, name, outputs.keySet()));
    }
    return path;
  }

  /**
   * An output that may lie in several folders: those named {@code name}, {@code name/0000}, ...
   *
   * @return paths relative to the workspace's root, in the order of their names
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
    Long count = counts.get(name);
    if (count == null) {
      throw new WorkspaceException(
          "Run %s of %s counted no '%s', only %s".formatted(run, job, name, counts.keySet()));
    }
    return count;
  }
}
