package io.winnow.foreign;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What was found in a folder of foreign files, at any depth. Entries whose name begins with {@code
 * _} or {@code .} are still being written, or are some tool's own: they are left out, and so is all
 * below them. A folder that holds {@link #UNFINISHED} is passed over as a whole: where a folder
 * can't be moved in one step, its files come one by one.
 *
 * @param files in the order of their names
 * @param passedOver what else lies there, with reasons, in the order of their names
 * @param isWhole false if a bound ended the walk: then there may be more
 */
public record FolderWalk(List<ForeignFile> files, List<PassedOver> passedOver, boolean isWhole) {

  /** A file of this name is the first to come into a folder, and goes when all others are there. */
  public static final String UNFINISHED = "_unfinished";

  /**
   * How far a walk goes.
   *
   * @param depth folders below each other; what lies deeper is passed over
   * @param entries files and folders looked at
   */
  public record Bounds(int depth, int entries, Duration time) {

    /** Far more than any delivery has. */
    public static final Bounds USUAL = new Bounds(32, 200_000, Duration.ofMinutes(1));
  }

  /** Where links may lead to. */
  public enum Links {
    /** To files of the folder alone. */
    WITHIN,
    /** To those, and in a snapshot of the HuggingFace hub's cache to its blobs. */
    HUB_CACHE
  }

  public FolderWalk {
    files = files.stream().sorted(Comparator.comparing(ForeignFile::name)).toList();
    passedOver = passedOver.stream().sorted(Comparator.comparing(PassedOver::name)).toList();
  }

  /** Never fails: what can't be looked at is passed over, as is a folder that isn't there. */
  public static FolderWalk of(FileSystem fs, Path folder) {
    return of(fs, folder, Links.WITHIN, Bounds.USUAL);
  }

  /** With bounds of one's own. */
  public static FolderWalk of(FileSystem fs, Path folder, Links links, Bounds bounds) {
    Walking walking = new Walking(bounds);
    if (fs.getUri().getScheme().equals("file")) {
      new LocalWalk(walking, folder, links).walk();
    } else {
      new RemoteWalk(walking, fs).walk(folder);
    }
    return walking.done();
  }

  /** A file or folder that a pattern matched, as if it was met in a walk of the folder above. */
  public static FolderWalk ofEntry(FileSystem fs, Path entry, Links links) {
    Walking walking = new Walking(Bounds.USUAL);
    if (fs.getUri().getScheme().equals("file")) {
      new LocalWalk(walking, entry, links).walkEntry();
    } else {
      new RemoteWalk(walking, fs).walkEntry(entry);
    }
    return walking.done();
  }

  /** The same, where something was found out since. */
  public FolderWalk without(ForeignFile file, String reason) {
    List<ForeignFile> left = files.stream().filter(it -> !it.equals(file)).toList();
    List<PassedOver> more = new ArrayList<>(passedOver);
    more.add(new PassedOver(file.name(), reason));
    return new FolderWalk(left, more, isWhole);
  }

  /** What a walk has found so far, and how much further it may go. */
  static final class Walking {

    private final Bounds bounds;
    private final long begun = System.nanoTime();
    private final List<ForeignFile> files = new ArrayList<>();
    private final List<PassedOver> passedOver = new ArrayList<>();
    private int entries;
    private boolean isWhole = true;

    private Walking(Bounds bounds) {
      this.bounds = bounds;
    }

    void file(ForeignFile file) {
      files.add(file);
    }

    void passOver(String name, String reason) {
      passedOver.add(new PassedOver(name, reason));
    }

    /** How much was found so far: where a folder begins. */
    int found() {
      return files.size();
    }

    /** Takes back what a folder gave. */
    void unfinished(String name, int from) {
      files.subList(from, files.size()).clear();
      passOver(name, "holds %s: it is still being written".formatted(UNFINISHED));
    }

    void passOver(String name, IOException e) {
      passOver(name, "can't be looked at (%s)".formatted(Reasons.of(e)));
    }

    /** Whether a folder is to be looked into. */
    boolean enters(String name, int depth) {
      boolean isToo = depth > bounds.depth();
      if (isToo) {
        passOver(name, "lies more than %d folders deep".formatted(bounds.depth()));
      }
      return !isToo && isWhole;
    }

    /** Whether another entry may be looked at; says it once if not. */
    boolean goesOn() {
      if (isWhole && entries == bounds.entries()) {
        stop("holds more than %,d files and folders".formatted(bounds.entries()));
      } else if (isWhole && System.nanoTime() - begun > bounds.time().toNanos()) {
        stop("could not be listed within %d seconds".formatted(bounds.time().toSeconds()));
      }
      entries++;
      return isWhole;
    }

    private void stop(String reason) {
      isWhole = false;
      passOver("", reason + "; what else is in it was not looked at");
    }

    private FolderWalk done() {
      return new FolderWalk(files, passedOver, isWhole);
    }

    static boolean isHidden(String name) {
      return name.startsWith("_") || name.startsWith(".");
    }
  }
}
