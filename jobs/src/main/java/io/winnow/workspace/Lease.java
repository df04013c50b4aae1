package io.winnow.workspace;

import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
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
 *
 * <p>A lease of the future is of a driver whose clock is, or was, ahead. Then the file system's own
 * clock decides: it counts as dead if its file and the one that this driver makes beside it are
 * further apart than the lease lasts. An empty file is nobody's lease.
 */
public final class Lease implements AutoCloseable {

  private static final Pattern FILE = Pattern.compile("_lease-(\\d{4,9})\\.json");
  private static final int ATTEMPTS = 20;
  private static final int LOOKS = 10;
  private static final int PAUSE_MILLIS = 100;

  private final Workspace workspace;
  private final LeaseHolder me;
  private final Clock clock;
  private final ScheduledExecutorService renewal =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "winnow-lease");
            thread.setDaemon(true);
            return thread;
          });
  private int number;

  /** What the folder of leases was when this one was taken. */
  private Optional<Object> folder = Optional.empty();

  /**
   * @param modified by the clock of the file system
   */
  private record Found(LeaseHolder holder, Instant modified) {

    /** When it counts as dead, where the file system's clock decides. */
    Instant expires() {
      return modified.plus(holder.length());
    }

    /**
     * @param now by the clock of the file system
     */
    boolean isOld(Instant now) {
      return Duration.between(modified, now).abs().compareTo(holder.length()) > 0;
    }
  }

  private Lease(Workspace workspace, LeaseHolder me, Clock clock) {
    this.workspace = workspace;
    this.me = me;
    this.clock = clock;
  }

  /**
   * Takes the lease, from a dead holder too.
   *
   * @throws WorkspaceHeldException if a living driver has it
   * @throws WorkspaceGoneException if the workspace is deleted meanwhile
   */
  public static Lease take(Workspace workspace, LeaseHolder me, Clock clock) {
    Lease lease = new Lease(workspace, me, clock);
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      if (lease.isTakenUnlessGone()) {
        long quarter = Math.max(1, me.length().toMillis() / 4);
        lease.renewal.scheduleAtFixedRate(
            lease::renewQuietly, quarter, quarter, TimeUnit.MILLISECONDS);
        return lease;
      }
      // Who has just written there finds the folder, unless it was deleted: it is not made again.
      if (!workspace.exists(workspace.runs())) {
        throw new WorkspaceGoneException(workspace);
      }
    }
    lease.requireNoneLives(holders(workspace));
    throw new WorkspaceException(
        "Cannot acquire the lease of %s in %d attempts: too many runs try at the same time; try again"
            .formatted(workspace, ATTEMPTS));
  }

  /** Somebody may delete the workspace between the steps in which a lease is written. */
  private boolean isTakenUnlessGone() {
    try {
      return isTaken();
    } catch (UncheckedIOException e) {
      if (isWorkspaceGoing(e)) {
        throw new WorkspaceGoneException(workspace, e);
      }
      throw e;
    }
  }

  private boolean isTaken() {
    SortedMap<Integer, Found> before = holders(workspace);
    requireNoneLives(before);
    number = before.isEmpty() ? 1 : before.lastKey() + 1;
    if (!workspace.create(file(number), Json.write(me))) {
      return false;
    }
    SortedMap<Integer, Found> others = holders(workspace);
    Found mine = others.remove(number);
    if (mine == null) {
      return false;
    }
    if (living(others).isPresent()) {
      workspace.remove(file(number));
      return false;
    }
    others.forEach((other, found) -> requireOld(other, found, mine.modified()));
    others.keySet().forEach(dead -> workspace.remove(file(dead)));
    folder = workspace.identity(workspace.runs());
    return true;
  }

  /** Of a lease from the future: the others are known to be dead. */
  private void requireOld(int other, Found found, Instant now) {
    boolean isAlive = !found.holder().isGone(me.host(), clock.instant()) && !found.isOld(now);
    if (isAlive) {
      workspace.remove(file(number));
      throw new WorkspaceHeldException(file(other), found.holder(), found.expires());
    }
  }

  private void requireNoneLives(SortedMap<Integer, Found> holders) {
    living(holders)
        .ifPresent(
            number -> {
              LeaseHolder holder = holders.get(number).holder();
              throw new WorkspaceHeldException(file(number), holder, holder.expires());
            });
  }

  /** As far as clocks can be compared. */
  private Optional<Integer> living(SortedMap<Integer, Found> holders) {
    return holders.keySet().stream()
        .filter(number -> !holders.get(number).holder().isGone(me.host(), clock.instant()))
        .filter(number -> !holders.get(number).holder().isAhead(clock.instant()))
        .findFirst();
  }

  /** Dead or alive; empty if there is none. */
  public static Optional<LeaseHolder> holder(Workspace workspace) {
    return last(workspace).map(Found::holder);
  }

  private static Optional<Found> last(Workspace workspace) {
    SortedMap<Integer, Found> holders = holders(workspace);
    return holders.isEmpty() ? Optional.empty() : Optional.of(holders.get(holders.lastKey()));
  }

  /** As far as this host can tell. */
  public static Optional<LeaseHolder> livingHolder(Workspace workspace, String host, Instant now) {
    return last(workspace)
        .filter(found -> !found.holder().isGone(host, now))
        .filter(found -> !(found.holder().isAhead(now) && found.isOld(now)))
        .map(Found::holder);
  }

  /**
   * Whether the workspace is still the one that the lease was taken on.
   *
   * @throws WorkspaceGoneException if it was deleted or moved away
   */
  void requireWorkspace() {
    if (isWorkspaceGone()) {
      throw new WorkspaceGoneException(workspace);
    }
  }

  /**
   * Says so where a failure comes of it, and takes away what the runs made anew meanwhile.
   *
   * @throws WorkspaceGoneException if the workspace was deleted or moved away
   */
  public void requireWorkspace(Throwable failure, Collection<RunId> runs) {
    if (isWorkspaceGone() || isWorkspaceGoing(failure)) {
      Leftovers.of(workspace, runs).remove();
      throw failure instanceof WorkspaceGoneException said
          ? said
          : new WorkspaceGoneException(workspace, failure);
    }
  }

  /**
   * Where a file of ours is missing, a removal may be under way, which takes one after the other.
   */
  private boolean isWorkspaceGoing(Throwable failure) {
    String root = workspace.root().toUri().getPath();
    boolean isMissing =
        Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
            .anyMatch(
                it ->
                    it.getClass() == WorkspaceException.class
                        || (it instanceof FileNotFoundException
                                || it instanceof NoSuchFileException)
                            && String.valueOf(it.getMessage()).contains(root));
    for (int look = 0; isMissing && look < LOOKS; look++) {
      try {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
      if (isWorkspaceGone()) {
        return true;
      }
    }
    return false;
  }

  /**
   * A lease that another driver took over leaves the folder of leases as it was. There was none if
   * it went just after the lease was written.
   */
  private boolean isWorkspaceGone() {
    return !workspace.exists(file(number))
        && (folder.isEmpty() || !workspace.identity(workspace.runs()).equals(folder));
  }

  /** Whether no other driver has taken it over. */
  public boolean isHeld() {
    SortedMap<Integer, Found> holders = holders(workspace);
    return !holders.isEmpty()
        && holders.lastKey() == number
        && me.isSame(holders.get(number).holder());
  }

  /** Does not touch a lease that another driver took over. */
  @Override
  public void close() {
    renewal.shutdown();
    try {
      // A pending renewal must not write the file again after it is deleted.
      renewal.awaitTermination(me.length().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (read(workspace, file(number)).filter(me::isSame).isPresent()) {
      workspace.remove(file(number));
    }
  }

  private void renewQuietly() {
    try {
      if (isHeld()) {
        workspace.replaceText(file(number), Json.write(me.renewedAt(clock.instant())));
      } else {
        renewal.shutdown();
      }
    } catch (UncheckedIOException | WorkspaceException e) {
      // The next renewal tries again; at worst another driver takes the lease over.
    }
  }

  private Path file(int of) {
    return new Path(workspace.runs(), String.format(Locale.ROOT, "_lease-%04d.json", of));
  }

  /** By number. Leases that are released meanwhile, or empty, are left out. */
  private static SortedMap<Integer, Found> holders(Workspace workspace) {
    SortedMap<Integer, Found> holders = new TreeMap<>();
    for (FileStatus status : workspace.list(workspace.runs())) {
      Matcher name = FILE.matcher(status.getPath().getName());
      if (name.matches() && status.getLen() > 0) {
        Instant modified = Instant.ofEpochMilli(status.getModificationTime());
        read(workspace, status.getPath())
            .ifPresent(
                holder -> holders.put(Integer.valueOf(name.group(1)), new Found(holder, modified)));
      }
    }
    return holders;
  }

  private static Optional<LeaseHolder> read(Workspace workspace, Path file) {
    return workspace.readJson(
        file,
        LeaseHolder.class,
        "Lease %1$s is damaged: %3$s. Delete it if no other winnow command runs");
  }
}
