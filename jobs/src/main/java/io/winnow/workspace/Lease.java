package io.winnow.workspace;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
 */
public final class Lease implements AutoCloseable {

  private static final Pattern FILE = Pattern.compile("_lease-(\\d{4,9})\\.json");
  private static final int ATTEMPTS = 20;

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

  private Lease(Workspace workspace, LeaseHolder me, Clock clock) {
    this.workspace = workspace;
    this.me = me;
    this.clock = clock;
  }

  /**
   * Takes the lease, from a dead holder too.
   *
   * @throws WorkspaceHeldException if a living driver has it
   */
  public static Lease take(Workspace workspace, LeaseHolder me, Clock clock) {
    Lease lease = new Lease(workspace, me, clock);
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      if (lease.isTaken()) {
        long quarter = Math.max(1, me.length().toMillis() / 4);
        lease.renewal.scheduleAtFixedRate(
            lease::renewQuietly, quarter, quarter, TimeUnit.MILLISECONDS);
        return lease;
      }
    }
    lease.requireNoneLives(holders(workspace));
    throw new WorkspaceException(
        "Cannot acquire the lease of %s in %d attempts: too many runs try at the same time; try again"
            .formatted(workspace, ATTEMPTS));
  }

  private boolean isTaken() {
    SortedMap<Integer, LeaseHolder> before = holders(workspace);
    requireNoneLives(before);
    number = before.isEmpty() ? 1 : before.lastKey() + 1;
    if (!workspace.create(file(number), Json.write(me))) {
      return false;
    }
    SortedMap<Integer, LeaseHolder> others = holders(workspace);
    others.remove(number);
    if (living(others).isPresent()) {
      workspace.remove(file(number));
      return false;
    }
    others.keySet().forEach(dead -> workspace.remove(file(dead)));
    return true;
  }

  private void requireNoneLives(SortedMap<Integer, LeaseHolder> holders) {
    living(holders)
        .ifPresent(
            number -> {
              throw new WorkspaceHeldException(file(number), holders.get(number));
            });
  }

  private Optional<Integer> living(SortedMap<Integer, LeaseHolder> holders) {
    return holders.keySet().stream()
        .filter(number -> !holders.get(number).isGone(me.host(), clock.instant()))
        .findFirst();
  }

  /** Dead or alive; empty if there is none. */
  public static Optional<LeaseHolder> holder(Workspace workspace) {
    SortedMap<Integer, LeaseHolder> holders = holders(workspace);
    return holders.isEmpty() ? Optional.empty() : Optional.of(holders.get(holders.lastKey()));
  }

  /** As far as this host can tell. */
  public static Optional<LeaseHolder> livingHolder(Workspace workspace, String host, Instant now) {
    return holder(workspace).filter(holder -> !holder.isGone(host, now));
  }

  /** Whether no other driver has taken it over. */
  public boolean isHeld() {
    SortedMap<Integer, LeaseHolder> holders = holders(workspace);
    return !holders.isEmpty() && holders.lastKey() == number && me.isSame(holders.get(number));
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

  /** By number. Leases that are released meanwhile are left out. */
  private static SortedMap<Integer, LeaseHolder> holders(Workspace workspace) {
    SortedMap<Integer, LeaseHolder> holders = new TreeMap<>();
    for (FileStatus status : workspace.list(workspace.runs())) {
      Matcher name = FILE.matcher(status.getPath().getName());
      if (name.matches()) {
        read(workspace, status.getPath())
            .ifPresent(holder -> holders.put(Integer.valueOf(name.group(1)), holder));
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
