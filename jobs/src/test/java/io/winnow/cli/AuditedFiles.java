package io.winnow.cli;

import io.winnow.jobs.Runner;
import io.winnow.workspace.Shelf;
import io.winnow.workspace.Snapshot;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.util.Progressable;

/**
 * The local disk under the scheme {@code audit}, with a record of who asked for what: each pointer
 * that is opened, each folder that a shelf lists or that holds pointers, each manifest that is
 * written. Hadoop makes as many of these as it likes; the record is one.
 */
public final class AuditedFiles extends RawLocalFileSystem {

  static final String SCHEME = "audit";

  private static final URI ROOT = URI.create(SCHEME + ":///");
  private static final Pattern POINTER = Pattern.compile("_published-\\d+\\.json");
  private static final Pattern MANIFEST = Pattern.compile(".+/runs/run=[^/]+/manifest\\.json");
  private static final String EXPERIMENT = "io.winnow.jobs.experiment.";
  private static final String COPY = EXPERIMENT + "WorkspaceCopy";
  private static final List<Event> EVENTS = new ArrayList<>();

  /** What was done. */
  enum Deed {
    OPENED,
    LISTED,
    WROTE_MANIFEST
  }

  /**
   * Something that was done.
   *
   * @param path of the pointer, the folder or the manifest
   * @param thread that did it
   * @param depth how many runs were under way on that thread, the one within the other; 0: none, as
   *     for a question of a command's own
   * @param isOfCommand whether the command itself is on the way there, or an experiment, and not a
   *     thread of a job alone
   * @param viaSnapshot whether a snapshot asked
   * @param toPublish whether it was done to publish a run, as the last of its steps
   */
  record Event(
      Deed deed,
      String path,
      long thread,
      long depth,
      boolean isOfCommand,
      boolean viaSnapshot,
      boolean toPublish) {}

  /** All since the last call. */
  static List<Event> takeAll() {
    synchronized (EVENTS) {
      List<Event> events = List.copyOf(EVENTS);
      EVENTS.clear();
      return events;
    }
  }

  private static void note(Deed deed, String path) {
    List<StackWalker.StackFrame> frames = StackWalker.getInstance().walk(Stream::toList);
    if (frames.stream().anyMatch(frame -> frame.getClassName().equals(COPY))) {
      return; // A workspace is copied byte by byte; nothing of it is looked up.
    }
    Event event =
        new Event(
            deed,
            path,
            Thread.currentThread().getId(),
            depth(frames),
            frames.stream()
                .map(StackWalker.StackFrame::getClassName)
                .anyMatch(AuditedFiles::isOfCommand),
            frames.stream().anyMatch(frame -> frame.getClassName().equals(name(Snapshot.class))),
            frames.stream().anyMatch(frame -> isIn(frame, Shelf.class, "publish")));
    synchronized (EVENTS) {
      EVENTS.add(event);
    }
  }

  /** A job that asks whether it must run at all is as good as one that runs. */
  private static long depth(List<StackWalker.StackFrame> frames) {
    long runs = frames.stream().filter(frame -> isIn(frame, Runner.class, "publish")).count();
    boolean isAsked = frames.stream().anyMatch(frame -> isIn(frame, Runner.class, "run"));
    return runs == 0 && isAsked ? 1 : runs;
  }

  private static boolean isOfCommand(String frame) {
    boolean isOfThese = frame.startsWith(name(AuditedFiles.class));
    return !isOfThese && (frame.startsWith("io.winnow.cli.") || frame.startsWith(EXPERIMENT));
  }

  private static boolean isIn(StackWalker.StackFrame frame, Class<?> type, String method) {
    return frame.getClassName().equals(name(type)) && frame.getMethodName().equals(method);
  }

  private static String name(Class<?> type) {
    return type.getName();
  }

  @Override
  public URI getUri() {
    return ROOT;
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    if (POINTER.matcher(path.getName()).matches()) {
      note(Deed.OPENED, path.toUri().getPath());
    }
    return super.open(path, bufferSize);
  }

  @Override
  public FileStatus[] listStatus(Path folder) throws IOException {
    Optional<FileStatus[]> found = Optional.empty();
    try {
      found = Optional.of(super.listStatus(folder));
      return found.get();
    } finally {
      boolean hasPointers =
          found.stream()
              .flatMap(Stream::of)
              .anyMatch(file -> POINTER.matcher(file.getPath().getName()).matches());
      boolean isShelf =
          StackWalker.getInstance()
              .walk(frames -> frames.anyMatch(frame -> isIn(frame, Shelf.class, "pointers")));
      if (hasPointers || isShelf) {
        note(Deed.LISTED, folder.toUri().getPath());
      }
    }
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    if (MANIFEST.matcher(path.toUri().getPath()).matches()) {
      note(Deed.WROTE_MANIFEST, path.toUri().getPath());
    }
    return super.create(path, overwrite, bufferSize, replication, blockSize, progress);
  }
}
