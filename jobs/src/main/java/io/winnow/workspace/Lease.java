package io.winnow.workspace;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * One driver at a time: {@code runs/_lease.json}, renewed every quarter of its length while the
 * driver lives. It only spares people a wasted run. What is true of a workspace hangs on pointers
 * alone, so losing a lease loses nothing.
 */
public final class Lease implements AutoCloseable {

  private static final String FILE = "_lease.json";
  private static final int ATTEMPTS = 20;

  private final FileSystem files;
  private final Path file;
  private final LeaseHolder me;
  private final Clock clock;
  private final ScheduledExecutorService renewal;

  private Lease(FileSystem files, Path file, LeaseHolder me, Clock clock) {
    this.files = files;
    this.file = file;
    this.me = me;
    this.clock = clock;
    this.renewal =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "winnow-lease");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Takes the lease, from a dead holder too.
   *
   * @param clock tells the times that {@code me} and renewals bear
   * @throws WorkspaceHeldException if a living driver has it
   * @throws WorkspaceException if the lease file can't be understood
   */
  public static Lease take(Workspace workspace, LeaseHolder me, Clock clock) {
    FileSystem files = workspace.files();
    Path file = new Path(workspace.runs(), FILE);
    byte[] content = content(me);
    for (int attempt = 1; !AtomicFiles.on(files).create(file, content); attempt++) {
      Optional<LeaseHolder> other = read(files, file);
      if (other.isPresent()) {
        LeaseHolder holder = other.get();
        if (!holder.isGone(me.host(), clock.instant()) || attempt == ATTEMPTS) {
          throw new WorkspaceHeldException(file, holder);
        }
        remove(files, file, holder::equals, me.run());
      }
    }
    Lease lease = new Lease(files, file, me, clock);
    long quarter = Math.max(1, me.length().toMillis() / 4);
    lease.renewal.scheduleAtFixedRate(lease::renewQuietly, quarter, quarter, TimeUnit.MILLISECONDS);
    return lease;
  }

  /** Who holds the workspace, dead or alive; empty if nobody does. */
  public static Optional<LeaseHolder> holder(Workspace workspace) {
    return read(workspace.files(), new Path(workspace.runs(), FILE));
  }

  /** Who holds the workspace and, as far as this host can tell, still lives. */
  public static Optional<LeaseHolder> livingHolder(Workspace workspace, String host, Instant now) {
    return holder(workspace).filter(holder -> !holder.isGone(host, now));
  }

  /** Whether the lease is still this driver's. */
  public boolean isHeld() {
    return read(files, file).filter(me::isSame).isPresent();
  }

  /** Gives the lease back; leaves alone one that somebody else took over. */
  @Override
  public void close() {
    renewal.shutdown();
    try {
      // A renewal on its way must not write the file anew after it is deleted.
      renewal.awaitTermination(me.length().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (isHeld()) {
      remove(files, file, me::isSame, me.run());
    }
  }

  private void renewQuietly() {
    try {
      if (isHeld()) {
        AtomicFiles.on(files).replace(file, content(me.renewedAt(clock.instant())));
      } else {
        renewal.shutdown();
      }
    } catch (UncheckedIOException | WorkspaceException e) {
      // The next renewal tries again; at worst somebody else takes the lease over.
    }
  }

  /**
   * Removes the lease if it is the expected one. It is renamed away first, so of several drivers
   * only one gets it, and looked at again, so that a lease taken or renewed meanwhile is put back.
   */
  private static void remove(
      FileSystem files, Path file, Predicate<LeaseHolder> expected, RunId by) {
    Path aside = new Path(file.getParent(), AtomicFiles.UNFINISHED + by + FILE);
    try {
      if (!files.rename(file, aside)) {
        return;
      }
      Optional<LeaseHolder> moved = read(files, aside);
      if (moved.isPresent() && !expected.test(moved.get())) {
        AtomicFiles.on(files).create(file, content(moved.get()));
      }
      files.delete(aside, false);
    } catch (FileNotFoundException e) {
      // Somebody else removed it first, which is as good.
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot remove the lease " + file, e);
    }
  }

  private static Optional<LeaseHolder> read(FileSystem files, Path file) {
    return WorkspaceFiles.read(files, file)
        .map(
            content -> {
              try {
                return Json.read(new String(content, StandardCharsets.UTF_8), LeaseHolder.class);
              } catch (IllegalArgumentException e) {
                throw new WorkspaceException(
                    "Lease %s is damaged: %s. Delete it if no other winnow command runs"
                        .formatted(file, e.getMessage()),
                    e);
              }
            });
  }

  private static byte[] content(LeaseHolder holder) {
    return Json.write(holder).getBytes(StandardCharsets.UTF_8);
  }
}
