package io.winnow.workspace;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Creates a file once on a store that shows every object at once and lists it, but whose client
 * can't refuse a name that is taken.
 *
 * <p>A writer first writes an object of its own beside the file, its claim. It goes on only if no
 * other claim lies there and the file is still missing. Claims are written before they are looked
 * for, so of two writers at least the later one sees the other. Of several, the one whose claim is
 * first by name waits for the others to go; they take theirs back and try again after a while. A
 * claim lies there until its file does.
 *
 * <p>The claim of a writer that died counts no more after {@link #LIFE}, by the store's clock. So
 * two writers could only both succeed if one of them is held up for longer than that between its
 * claim and its file; it then says that it failed.
 */
final class Claim {

  /** Also how long the next writer waits for one that was killed at this very moment. */
  static final Duration LIFE = Duration.ofSeconds(60);

  private static final Duration PATIENCE = LIFE.multipliedBy(2);
  private static final int SHORTEST_PAUSE_MILLIS = 20;
  private static final int LONGEST_PAUSE_MILLIS = 1000;

  private final FileSystem files;
  private final Path file;
  private final String prefix;
  private final Path mine;
  private final long begun = System.nanoTime();

  private Claim(FileSystem files, Path file) {
    this.files = files;
    this.file = file;
    this.prefix = AtomicFiles.UNFINISHED + "claim-" + file.getName() + "-";
    this.mine = new Path(file.getParent(), prefix + UUID.randomUUID() + ".tmp");
  }

  /**
   * @return false if the file was there, or another writer came first; it is then untouched
   */
  static boolean create(FileSystem files, Path file, byte[] content) throws IOException {
    long start = System.nanoTime();
    for (int pause = SHORTEST_PAUSE_MILLIS; !isThere(files, file); pause = longer(pause)) {
      if (new Claim(files, file).isFulfilled(content)) {
        return Arrays.equals(content, WorkspaceFiles.bytes(files, file));
      }
      if (System.nanoTime() - start > PATIENCE.toNanos()) {
        throw new IOException(
            "Other writers claimed it for %d s and none wrote it; try again"
                .formatted(PATIENCE.toSeconds()));
      }
      sleep(ThreadLocalRandom.current().nextInt(pause));
    }
    return false;
  }

  private boolean isFulfilled(byte[] content) throws IOException {
    put(mine, new byte[] {'\n'});
    try {
      Standing standing = standing();
      while (standing == Standing.FIRST && !isLate()) {
        sleep(SHORTEST_PAUSE_MILLIS);
        standing = standing();
      }
      if (standing != Standing.ALONE || isThere(files, file)) {
        return false;
      }
      requireInTime();
      put(file, content);
      requireInTime();
      return true;
    } finally {
      takeBack();
    }
  }

  /** Where a claim stands. */
  private enum Standing {
    ALONE,
    /** Of several, by name: the others will go. */
    FIRST,
    BEHIND
  }

  /** Clears away the claims of the dead, too. */
  private Standing standing() throws IOException {
    FileStatus[] claims = claims();
    OptionalLong now =
        Arrays.stream(claims)
            .filter(this::isMine)
            .mapToLong(FileStatus::getModificationTime)
            .findFirst();
    if (now.isEmpty()) {
      throw new IOException(
          "The store does not list %s, which was just written: it can't tell who else writes there. Use a store that lists each object at once"
              .formatted(mine.getName()));
    }
    Standing standing = Standing.ALONE;
    for (FileStatus claim : claims) {
      if (now.getAsLong() - LIFE.toMillis() > claim.getModificationTime()) {
        files.delete(claim.getPath(), false);
      } else if (!isMine(claim)) {
        boolean isBefore = claim.getPath().getName().compareTo(mine.getName()) < 0;
        standing = isBefore || standing == Standing.BEHIND ? Standing.BEHIND : Standing.FIRST;
      }
    }
    return standing;
  }

  private FileStatus[] claims() throws IOException {
    try {
      return files.listStatus(file.getParent(), path -> path.getName().startsWith(prefix));
    } catch (FileNotFoundException e) {
      return new FileStatus[0];
    }
  }

  private boolean isMine(FileStatus claim) {
    return claim.getPath().getName().equals(mine.getName());
  }

  private boolean isLate() {
    return System.nanoTime() - begun >= LIFE.toNanos();
  }

  private void requireInTime() throws IOException {
    if (isLate()) {
      throw new IOException(
          "The store took %d s where a claim lasts %d s, so another writer may have written it, too; try again"
              .formatted(
                  TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun), LIFE.toSeconds()));
    }
  }

  private void takeBack() {
    try {
      files.delete(mine, false);
    } catch (IOException e) {
      // It keeps others waiting until it counts no more.
    }
  }

  private void put(Path object, byte[] content) throws IOException {
    try (OutputStream out = files.create(object, true)) {
      out.write(content);
    }
  }

  /** One without content says nothing. */
  private static boolean isThere(FileSystem files, Path file) throws IOException {
    return files.exists(file) && files.getFileStatus(file).getLen() > 0;
  }

  private static int longer(int pause) {
    return Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
  }

  private static void sleep(int millis) throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while another writer was waited for");
    }
  }
}
