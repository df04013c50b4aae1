package io.winnow.workspace;

import java.time.Duration;
import java.time.Instant;

/**
 * Who works in a workspace.
 *
 * @param command as the person typed it
 * @param host name of the machine
 * @param pid process id on that machine
 * @param taken when the lease was taken
 * @param renewed time of the last renewal
 * @param length how long after that it counts as living
 */
public record LeaseHolder(
    RunId run,
    String command,
    String host,
    long pid,
    Instant taken,
    Instant renewed,
    Duration length) {

  public LeaseHolder {
    if (length.isNegative() || length.isZero()) {
      throw new IllegalArgumentException("A lease lasts longer than " + length);
    }
  }

  /** A holder that takes its lease now. */
  public static LeaseHolder of(
      RunId run, String command, String host, long pid, Instant now, Duration length) {
    return new LeaseHolder(run, command, host, pid, now, now, length);
  }

  /** When the lease ends unless it is renewed before. */
  public Instant expires() {
    return renewed.plus(length);
  }

  LeaseHolder renewedAt(Instant now) {
    return new LeaseHolder(run, command, host, pid, taken, now, length);
  }

  /** The same holding, renewed or not. */
  boolean isSame(LeaseHolder other) {
    return renewedAt(other.renewed).equals(other);
  }

  /**
   * Whether the holder is dead: its lease expired, or it was a process of this machine that is
   * dead. A process that took over the number of a dead one looks alive until the lease runs out.
   */
  boolean isGone(String thisHost, Instant now) {
    boolean dead =
        host.equals(thisHost)
            && ProcessHandle.of(pid).map(process -> !process.isAlive()).orElse(true);
    return dead || expires().isBefore(now);
  }
}
