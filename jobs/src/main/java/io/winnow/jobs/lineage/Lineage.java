package io.winnow.jobs.lineage;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.winnow.jobs.Published;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.RunId;
import io.winnow.workspace.RunManifest;
import io.winnow.workspace.Shelf;
import io.winnow.workspace.Workspace;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Every run that something published was made by, as their manifests tell: a graph whose edges are
 * the runs' inputs. Inputs that no run published are where it ends. As JSON this is what {@code
 * winnow lineage --json} prints.
 *
 * @param of the shelf, such as {@code models/0003}
 * @param runs the one that published it, then those before it, the newest first; each once
 */
public record Lineage(String workspace, String of, List<Node> runs) {

  private static final Pattern POINTER = Pattern.compile("(.+)/_published-(\\d{4,9})\\.json");

  public Lineage {
    runs = List.copyOf(runs);
  }

  /**
   * A run and the publication that it was found by.
   *
   * @param sequence of the publication on its shelf, from 1
   */
  public record Node(String shelf, int sequence, @JsonUnwrapped RunManifest manifest) {

    private static Node of(Workspace workspace, RunManifest.Input input) {
      Matcher pointer = POINTER.matcher(input.source());
      if (!pointer.matches()) {
        throw new IllegalStateException(
            "%s, which run %s published, is no pointer".formatted(input.source(), input.run()));
      }
      return new Node(
          pointer.group(1),
          Integer.parseInt(pointer.group(2)),
          RunManifest.read(workspace, input.run()));
    }

    /** Whether it did a part of another run's work, such as one shard of a scoring. */
    boolean isPartOf(Node other) {
      return shelf.startsWith(other.shelf + "/");
    }
  }

  /**
   * @param shelf on which something is published
   */
  public static Lineage of(Published published, Shelf shelf) {
    Workspace workspace = published.workspace();
    Pointer latest = published.latest(shelf).orElseThrow();
    String of = workspace.relative(shelf.folder());
    Map<RunId, Node> nodes = new HashMap<>();
    Deque<Node> due = new ArrayDeque<>();
    due.add(new Node(of, latest.sequence(), published.manifest(latest)));
    nodes.put(latest.run(), due.peek());
    while (!due.isEmpty()) {
      for (RunManifest.Input input : due.remove().manifest().inputs().values()) {
        if (input.isPublished() && !nodes.containsKey(input.run())) {
          Node node = Node.of(workspace, input);
          nodes.put(input.run(), node);
          due.add(node);
        }
      }
    }
    return new Lineage(
        workspace.toString(), of, nodes.values().stream().sorted(newestFirst()).toList());
  }

  /** What a run reads was published before it ends. */
  private static Comparator<Node> newestFirst() {
    return Comparator.<Node, java.time.Instant>comparing(node -> node.manifest().ended())
        .thenComparing(node -> node.manifest().run())
        .reversed();
  }
}
