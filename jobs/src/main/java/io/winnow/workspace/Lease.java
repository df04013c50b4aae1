package io.winnow.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * One driver at a time: {@code runs/_lease-NNNN.json}, renewed every quarter of its length while
 * the driver lives. It only avoids wasted runs. The state of a workspace depends on pointers only,
 * so losing a lease loses nothing.
 *
 * <p>No driver changes another's file while it may be alive: a driver that takes over from a dead
 * one creates the next number, which only one driver can, and then checks whether another driver
 * has a lease by now. Of two that take one at the same time at least the later one sees the other,
 * and gives way.
 */
public final class Lease implements AutoCloseable {

  private static final Pattern FILE = Pattern.compile("_lease-(\\d{4,9})\\.json");
  private static final int ATTEMPTS = 20;

  private final FileSystem files;
  private final Path folder;
  private final int number;
  private final LeaseHolder me;
  private final Clock clock;
  private final ScheduledExecutorService renewal;

  private Lease(FileSystem files, Path folder, int number, LeaseHolder me, Clock clock) {
    this.files = files;
    this.folder = folder;
    this.number = number;
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
   * @param clock gives the times of {@code me} and of renewals
   * @throws WorkspaceHeldException if a living driver has it
   * @throws WorkspaceException if a lease file can't be understood
   */
  public static Lease take(Workspace workspace, LeaseHolder me, Clock clock) {
    FileSystem files = workspace.files();
    Path folder = workspace.runs();
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      SortedMap<Integer, LeaseHolder> before = holders(files, folder);
      requireNoneLives(folder, before, me, clock);
      int number = before.isEmpty() ? 1 : before.lastKey() + 1;
      if (AtomicFiles.on(files).create(file(folder, number), content(me))) {
        SortedMap<Integer, LeaseHolder> others = holders(files, folder);
        others.remove(number);
        if (living(others, me, clock).isEmpty()) {
          others.keySet().forEach(dead -> delete(files, file(folder, dead)));
          return begin(new Lease(files, folder, number, me, clock));
        }
        delete(files, file(folder, number));
      }
    }
    requireNoneLives(folder, holders(files, folder), me, clock);
    throw new WorkspaceException(
        "Cannot take the lease of %s in %d attempts: too many try at the same time; try again"
            .formatted(workspace, ATTEMPTS));
  }

  private static Lease begin(Lease lease) {
    long quarter = Math.max(1, lease.me.length().toMillis() / 4);
    lease.renewal.scheduleAtFixedRate(lease::renewQuietly, quarter, quarter, TimeUnit.MILLISECONDS);
    return lease;
  }

  private static void requireNoneLives(
      Path folder, SortedMap<Integer, LeaseHolder> holders, LeaseHolder me, Clock clock) {
    living(holders, me, clock)
        .ifPresent(
            number -> {
              throw new WorkspaceHeldException(file(folder, number), holders.get(number));
            });
  }

  private static Optional<Integer> living(
      SortedMap<Integer, LeaseHolder> holders, LeaseHolder me, Clock clock) {
    return holders.entrySet().stream()
        .filter(holder -> !holder.getValue().isGone(me.host(), clock.instant()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** The holder of the workspace, dead or alive; empty if there is none. */
  public static Optional<LeaseHolder> holder(Workspace workspace) {
    SortedMap<Integer, LeaseHolder> holders = holders(workspace.files(), workspace.runs());
    return holders.isEmpty() ? Optional.empty() : Optional.of(holders.get(holders.lastKey()));
  }

  /** Who holds the workspace and, as far as this host can tell, still lives. */
  public static Optional<LeaseHolder> livingHolder(Workspace workspace, String host, Instant now) {
    return holder(workspace).filter(holder -> !holder.isGone(host, now));
  }

  /** Whether the lease is still this driver's: no other driver has taken it over. */
  public boolean isHeld() {
    SortedMap<Integer, LeaseHolder> holders = holders(files, folder);
    return !holders.isEmpty() && holders.lastKey() == number && me.isSame(holders.get(number));
  }

  /** Releases the lease; does not touch one that another driver took over. */
  @Override
  public void close() {
    renewal.shutdown();
    try {
      // A pending renewal must not write the file again after it is deleted.
      renewal.awaitTermination(me.length().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (read(files, file(folder, number)).filter(me::isSame).isPresent()) {
      delete(files, file(folder, number));
    }
  }

  private void renewQuietly() {
    try {
      if (isHeld()) {
        AtomicFiles.on(files).replace(file(folder, number), content(me.renewedAt(clock.instant())));
      } else {
        renewal.shutdown();
      }
    } catch (UncheckedIOException | WorkspaceException e) {
      // The next renewal tries again; at worst another driver takes the lease over.
    }
  }

  private static Path file(Path folder, int number) {
    return new Path(folder, String.format(Locale.ROOT, "_lease-%04d.json", number));
  }

  /** By number. Leases that are released meanwhile are left out. */
  private static SortedMap<Integer, LeaseHolder> holders(FileSystem files, Path folder) {
    SortedMap<Integer, LeaseHolder> holders = new TreeMap<>();
    for (FileStatus status : WorkspaceFiles.list(files, folder)) {
      Matcher name = FILE.matcher(status.getPath().getName());
      if (name.matches()) {
        read(files, status.getPath())
            .ifPresent(holder -> holders.put(Integer.valueOf(name.group(1)), holder));
      }
    }
    return holders;
  }

  private static void delete(FileSystem files, Path file) {
    try {
      files.delete(file, false);
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
