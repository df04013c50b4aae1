package io.winnow.workspace;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * Where the runs of one step lie, {@code run=<id>/} each, beside the pointers that publish them:
 * {@code _published-0001.json} and so on. The underscore hides pointers from Spark's and DuckDB's
 * globs. A run without a pointer was left by a killed job; nothing reads it. What is published is
 * looked up through a {@link Snapshot} alone.
 */
public record Shelf(Workspace workspace, Path folder) {

  private static final Pattern POINTER = Pattern.compile("_published-(\\d{4,9})\\.json");

  /**
   * @return the folder that this run may write
   * @throws WorkspaceException if it is there already
   */
  public Path newRun(RunId run) {
    workspace.requireThere();
    Path path = new Path(folder, run.folder());
    if (workspace.exists(path)) {
      throw new WorkspaceException(
          "Cannot start run %s: %s is there already; runs are never overwritten, start another"
              .formatted(run, path));
    }
    return path;
  }

  /**
   * Publishes a run whose outputs and manifest are written. All of it becomes visible at once.
   *
   * @param draft its sequence follows what was latest when the run read its inputs
   * @throws PublishConflictException if another run took that sequence first
   * @throws WorkspaceException if an output or the manifest is missing, or an earlier pointer
   */
  public Pointer publish(Pointer draft) {
    draft.outputs().values().forEach(path -> requireThere(draft, path));
    requireThere(draft, draft.manifest());
    SortedMap<Integer, Path> before = pointers();
    int next = before.isEmpty() ? 1 : before.lastKey() + 1;
    if (draft.sequence() > next) {
      throw new WorkspaceException(
          "Cannot publish run %s as number %d of %s: the next one is number %d"
              .formatted(draft.run(), draft.sequence(), folder, next));
    }
    draft.outputs().values().forEach(path -> workspace.keep(workspace.resolve(path)));
    workspace.keep(workspace.resolve(draft.manifest()));
    Path file = pointerFile(draft.sequence());
    if (!workspace.create(file, Json.write(draft))) {
      throw new PublishConflictException(file, draft.run(), read(draft.sequence(), file).run());
    }
    return draft;
  }

  public Path pointerFile(int sequence) {
    return new Path(folder, String.format(Locale.ROOT, "_published-%04d.json", sequence));
  }

  private void requireThere(Pointer draft, String path) {
    if (!workspace.exists(workspace.resolve(path))) {
      throw new WorkspaceException(
          "Cannot publish run %s in %s: it never wrote %s".formatted(draft.run(), folder, path));
    }
  }

  /**
   * By sequence; a listing each time. The last ones say nothing if they are empty: such a pointer
   * was being made when its writer or the machine went down, and the next writer takes its place.
   */
  SortedMap<Integer, Path> pointers() {
    TreeMap<Integer, Path> pointers = new TreeMap<>();
    Set<Integer> empty = new HashSet<>();
    for (FileStatus file : workspace.list(folder)) {
      Matcher name = POINTER.matcher(file.getPath().getName());
      if (name.matches()) {
        Integer sequence = Integer.valueOf(name.group(1));
        pointers.put(sequence, file.getPath());
        if (file.getLen() == 0) {
          empty.add(sequence);
        }
      }
    }
    while (!pointers.isEmpty() && empty.contains(pointers.lastKey())) {
      pointers.pollLastEntry();
    }
    return pointers;
  }

  Pointer read(int sequence, Path file) {
    Pointer pointer =
        workspace
            .readJson(
                file,
                Pointer.class,
                "Pointer %s (%d bytes) is cut off or damaged: %s. Put back a copy of it, or move it"
                    + " away to undo what it published")
            .orElseThrow(() -> new WorkspaceException(file + " vanished while it was read"));
    if (pointer.sequence() != sequence) {
      throw new WorkspaceException(
          "Pointer %s says it is number %d: files were renamed; put them back"
              .formatted(file, pointer.sequence()));
    }
    return pointer;
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
