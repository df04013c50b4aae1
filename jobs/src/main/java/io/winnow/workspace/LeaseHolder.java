package io.winnow.workspace;

import java.time.Duration;
import java.time.Instant;

/**
 * Who works in a workspace.
 *
 * @param command as the person typed it
 * @param length how long after the last renewal it counts as living
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

  public static LeaseHolder of(
      RunId run, String command, String host, long pid, Instant now, Duration length) {
    return new LeaseHolder(run, command, host, pid, now, now, length);
  }

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
   * Its lease ran out, or its process on this machine is dead. One that took over the number of a
   * dead one looks alive until the lease runs out.
   */
  boolean isGone(String thisHost, Instant now) {
    boolean dead =
        host.equals(thisHost)
            && ProcessHandle.of(pid).map(process -> !process.isAlive()).orElse(true);
    return dead || expires().isBefore(now);
  }

  /** Its clock was ahead by more than its lease lasts: what it says of time means nothing here. */
  boolean isAhead(Instant now) {
    return renewed.minus(length).isAfter(now);
  }
}
