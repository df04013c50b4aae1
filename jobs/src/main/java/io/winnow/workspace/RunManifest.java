package io.winnow.workspace;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;

/**
 * What a run did and with what: enough to repeat it. Written before the run is published.
 *
 * @param command the command line, word by word
 * @param config every setting as resolved from all layers
 * @param inputs by name; what the run asked of the workspace by the shelf's folder, see {@link
 *     Snapshot}
 * @param counts as in {@link Pointer}; {@code outputs} in manifests of earlier versions
 * @param model that was read or written; null if none was
 * @param precision the number format the model ran in; null if no model ran
 * @param stageSeconds wall-clock, in the order in which stages began
 * @param numbers summary figures, such as F1
 */
public record RunManifest(
    String job,
    RunId run,
    List<String> command,
    JsonNode config,
    long seed,
    Map<String, Input> inputs,
    @JsonAlias("outputs") Map<String, Long> counts,
    Model model,
    Map<String, String> versions,
    String precision,
    Instant started,
    Instant ended,
    Map<String, Double> stageSeconds,
    Map<String, Double> numbers) {

  /**
   * Something that a run read.
   *
   * @param source path of the pointer in the workspace, of the folder where there was none, or the
   *     URI of what lies outside
   * @param run that published it; null for what lies outside
   * @param contentHash see {@link ContentHash}; for what a pointer publishes, which never changes,
   *     of the pointer; null where nothing was published
   */
  public record Input(String source, RunId run, Map<String, Long> counts, String contentHash) {

    public Input {
      counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }

    /** Of something outside of the workspace's publications. */
    public static Input outside(String source, Map<String, Long> counts, String contentHash) {
      return new Input(source, null, counts, contentHash);
    }

    /** Of a shelf with nothing on it. */
    static Input absent(String folder) {
      return outside(folder, Map.of(), null);
    }

    @JsonIgnore
    public boolean isPublished() {
      return run != null;
    }

    /** Whether there was nothing. */
    @JsonIgnore
    public boolean isAbsent() {
      return contentHash == null;
    }
  }

  /**
   * @param sha256 of its weights
   */
  public record Model(String id, String sha256) {}

  private static final double MILLIS = 1000;

  public RunManifest {
    command = List.copyOf(command);
    inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
    counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
    stageSeconds = Collections.unmodifiableMap(new LinkedHashMap<>(stageSeconds));
    numbers = Collections.unmodifiableSortedMap(new TreeMap<>(numbers));
  }

  /** From its start to before publication. */
  public double seconds() {
    return Duration.between(started, ended).toMillis() / MILLIS;
  }

  /**
   * @return its path relative to the workspace's root
   * @throws WorkspaceException if there is one already
   */
  public String write(Workspace workspace) {
    Path file = file(workspace, run);
    if (!workspace.create(file, Json.write(this))) {
      throw new WorkspaceException(
          "Cannot write %s: it is there already; manifests are never overwritten".formatted(file));
    }
    return workspace.relative(file);
  }

  /**
   * @throws WorkspaceException if there is none or it is damaged
   */
  public static RunManifest read(Workspace workspace, RunId run) {
    Path file = file(workspace, run);
    return workspace
        .readJson(file, RunManifest.class, "Manifest %1$s is cut off or damaged: %3$s")
        .orElseThrow(() -> new WorkspaceException("Run %s has no %s".formatted(run, file)));
  }

  /** Of all runs from a moment on, in the order of their starts. */
  public static List<RunManifest> since(Workspace workspace, Instant moment) {
    RunId first = RunId.at(moment, 0);
    return workspace.list(workspace.runs()).stream()
        .map(folder -> folder.getPath().getName())
        .filter(name -> name.startsWith(RunId.FOLDER))
        .map(name -> new RunId(name.substring(RunId.FOLDER.length())))
        .filter(run -> run.compareTo(first) >= 0)
        .sorted()
        .map(run -> read(workspace, run))
        .toList();
  }

  private static Path file(Workspace workspace, RunId run) {
    return new Path(workspace.runs(), run.folder() + "/manifest.json");
  }
}
