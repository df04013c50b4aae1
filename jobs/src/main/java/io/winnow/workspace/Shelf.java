package io.winnow.workspace;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Where the runs of one step lie, {@code run=<id>/} each, beside the pointers that publish them:
 * {@code _published-0001.json} and so on. The underscore hides pointers from Spark's and DuckDB's
 * globs. A run without a pointer is rubbish of a killed job; nothing reads it.
 */
public final class Shelf {

  private static final Pattern POINTER = Pattern.compile("_published-(\\d{4,9})\\.json");

  private final Workspace workspace;
  private final Path folder;

  Shelf(Workspace workspace, Path folder) {
    this.workspace = workspace;
    this.folder = folder;
  }

  public Path folder() {
    return folder;
  }

  /**
   * @return the folder that this run may write; not yet there
   * @throws WorkspaceException if it is
   */
  public Path newRun(RunId run) {
    Path path = new Path(folder, run.folder());
    if (WorkspaceFiles.exists(files(), path)) {
      throw new WorkspaceException(
          "Cannot start run %s: %s is there already; runs are never overwritten, start another"
              .formatted(run, path));
    }
    return path;
  }

  /** The publication that counts: the one with the highest sequence. */
  public Optional<Pointer> latest() {
    TreeMap<Integer, Path> pointers = pointers();
    return pointers.isEmpty()
        ? Optional.empty()
        : Optional.of(read(pointers.lastKey(), pointers.lastEntry().getValue()));
  }

  /** All publications, the first one first. */
  public List<Pointer> history() {
    List<Pointer> history = new ArrayList<>();
    pointers()
        .forEach(
            (sequence, file) -> {
              if (sequence != history.size() + 1) {
                throw new WorkspaceException(
                    "%s has pointer %d but not %d: put the missing pointer file back"
                        .formatted(folder, sequence, history.size() + 1));
              }
              history.add(read(sequence, file));
            });
    return List.copyOf(history);
  }

  /** The sequence that the next publication here will have. */
  public int nextSequence() {
    TreeMap<Integer, Path> pointers = pointers();
    return pointers.isEmpty() ? 1 : pointers.lastKey() + 1;
  }

  /**
   * Publishes a run whose outputs and manifest are written. All of it becomes visible at once.
   *
   * @param draft its sequence is the one this run expects to publish: what was latest when the run
   *     read its inputs, plus one
   * @return what was published
   * @throws PublishConflictException if another run took that sequence first
   * @throws WorkspaceException if an output or the manifest is missing, or an earlier pointer
   */
  public Pointer publish(Pointer draft) {
    draft.outputs().values().forEach(path -> requireThere(draft, path));
    requireThere(draft, draft.manifest());
    if (draft.sequence() > nextSequence()) {
      throw new WorkspaceException(
          "Cannot publish run %s as number %d of %s: the next one is number %d"
              .formatted(draft.run(), draft.sequence(), folder, nextSequence()));
    }
    Path file = pointerFile(draft.sequence());
    byte[] content = Json.write(draft).getBytes(StandardCharsets.UTF_8);
    if (!AtomicFiles.on(files()).create(file, content)) {
      throw new PublishConflictException(file, draft.run(), read(draft.sequence(), file).run());
    }
    return draft;
  }

  /** The pointer file of that sequence, whether or not it is there. */
  public Path pointerFile(int sequence) {
    return new Path(folder, String.format(Locale.ROOT, "_published-%04d.json", sequence));
  }

  private void requireThere(Pointer draft, String path) {
    if (!WorkspaceFiles.exists(files(), workspace.resolve(path))) {
      throw new WorkspaceException(
          "Cannot publish run %s in %s: it never wrote %s".formatted(draft.run(), folder, path));
    }
  }

  private TreeMap<Integer, Path> pointers() {
    TreeMap<Integer, Path> pointers = new TreeMap<>();
    for (FileStatus file : WorkspaceFiles.list(files(), folder)) {
      Matcher name = POINTER.matcher(file.getPath().getName());
      if (name.matches()) {
        pointers.put(Integer.valueOf(name.group(1)), file.getPath());
      }
    }
    return pointers;
  }

  private Pointer read(int sequence, Path file) {
    byte[] content =
        WorkspaceFiles.read(files(), file)
            .orElseThrow(() -> new WorkspaceException(file + " vanished while it was read"));
    Pointer pointer;
    try {
      pointer = Json.read(new String(content, StandardCharsets.UTF_8), Pointer.class);
    } catch (IllegalArgumentException e) {
      throw new WorkspaceException(
          "Pointer %s (%d bytes) is cut off or damaged: %s. Put back a copy of it, or move it away to undo what it published"
              .formatted(file, content.length, e.getMessage()),
          e);
    }
    if (pointer.sequence() != sequence) {
      throw new WorkspaceException(
          "Pointer %s says it is number %d: files were renamed; put them back"
              .formatted(file, pointer.sequence()));
    }
    return pointer;
  }

  private FileSystem files() {
    return workspace.files();
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
