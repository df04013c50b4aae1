package io.winnow.workspace;

import io.winnow.files.Sha256;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.Path;

/**
 * A workspace as one run sees it. Each shelf is looked up once, so that a run never works with two
 * publications of one shelf; and every answer, "nothing is published there" included, is noted: the
 * notes are the inputs in the run's manifest. There is no other way to a publication.
 */
public class Snapshot {

  private final Workspace workspace;
  private final Map<Path, SortedMap<Integer, Path>> found;
  private final Map<Path, Pointer> read;
  private final Map<String, RunManifest.Input> inputs = new TreeMap<>();
  private final Set<String> added = new HashSet<>();
  private List<Integer> rounds;

  public Snapshot(Workspace workspace) {
    this.workspace = workspace;
    this.found = new ConcurrentHashMap<>();
    this.read = new ConcurrentHashMap<>();
  }

  /** The same view for a run within another, with inputs of its own. */
  protected Snapshot(Snapshot outer) {
    this.workspace = outer.workspace;
    this.found = outer.found;
    this.read = outer.read;
  }

  public final Workspace workspace() {
    return workspace;
  }

  /** The publication with the highest sequence. */
  public final synchronized Optional<Pointer> latest(Shelf shelf) {
    SortedMap<Integer, Path> pointers = pointers(shelf);
    String name = workspace.relative(shelf.folder());
    if (pointers.isEmpty()) {
      inputs.putIfAbsent(name, RunManifest.Input.absent(name));
      return Optional.empty();
    }
    Pointer latest = read(shelf, pointers.lastKey());
    inputs.put(name, input(shelf, latest));
    return Optional.of(latest);
  }

  public final boolean has(Shelf shelf) {
    return latest(shelf).isPresent();
  }

  /**
   * All publications in order.
   *
   * @throws WorkspaceException if one of them is missing
   */
  public final synchronized List<Pointer> history(Shelf shelf) {
    requireWhole(shelf, pointers(shelf).keySet());
    latest(shelf);
    return pointers(shelf).keySet().stream().map(sequence -> earlier(shelf, sequence)).toList();
  }

  private static void requireWhole(Shelf shelf, Set<Integer> sequences) {
    int wanted = 1;
    for (int sequence : sequences) {
      if (sequence != wanted) {
        throw new WorkspaceException(
            "%s has pointer %d but not %d: put the missing pointer file back"
                .formatted(shelf, sequence, wanted));
      }
      wanted++;
    }
  }

  /** An earlier publication has the name of its file among the inputs. */
  private Pointer earlier(Shelf shelf, int sequence) {
    Pointer pointer = read(shelf, sequence);
    if (sequence < pointers(shelf).lastKey()) {
      inputs.put(workspace.relative(shelf.pointerFile(sequence)), input(shelf, pointer));
    }
    return pointer;
  }

  /** The numbers of the rounds that have a folder, ascending. */
  public final synchronized List<Integer> rounds() {
    if (rounds == null) {
      rounds = workspace.rounds();
    }
    return rounds;
  }

  /**
   * For this run to read what was published since the snapshot. What was read of the shelf before
   * has the name of its file among the inputs.
   */
  public final synchronized void add(Shelf shelf, Pointer published) {
    String name = workspace.relative(shelf.folder());
    RunManifest.Input before = inputs.get(name);
    if (before != null && before.isPublished() && !added.contains(before.source())) {
      inputs.put(before.source(), before);
    }
    SortedMap<Integer, Path> pointers = new TreeMap<>(pointers(shelf));
    Path file = shelf.pointerFile(published.sequence());
    pointers.put(published.sequence(), file);
    found.put(shelf.folder(), pointers);
    read.put(file, published);
    latest(shelf);
    added.add(inputs.get(name).source());
  }

  /** By the shelf's folder as seen from the workspace's root. */
  public final synchronized Map<String, RunManifest.Input> inputs() {
    return new TreeMap<>(inputs);
  }

  private SortedMap<Integer, Path> pointers(Shelf shelf) {
    return found.computeIfAbsent(shelf.folder(), folder -> shelf.pointers());
  }

  private Pointer read(Shelf shelf, int sequence) {
    return read.computeIfAbsent(shelf.pointerFile(sequence), file -> shelf.read(sequence, file));
  }

  /** The hash is the pointer's: what a pointer names never changes. */
  private RunManifest.Input input(Shelf shelf, Pointer pointer) {
    return new RunManifest.Input(
        workspace.relative(shelf.pointerFile(pointer.sequence())),
        pointer.run(),
        pointer.counts(),
        Sha256.of(Json.write(pointer)));
  }

  @Override
  public String toString() {
    return "snapshot of " + workspace;
  }
}
