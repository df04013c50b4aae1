package io.winnow.workspace;

import java.time.Instant;
import org.apache.hadoop.fs.Path;

/**
 * Another driver works in this workspace.
 *
 * @since 0.1.0
 */
public final class WorkspaceHeldException extends WorkspaceException {

  /**
   * @param expires when it counts as dead, unless it is renewed before
   */
  WorkspaceHeldException(Path lease, LeaseHolder holder, Instant expires) {
    super(
        ("Another run holds the workspace: '%s' (run %s) on host %s, pid %d, since %s, last seen"
                + " %s. Wait until it ends, or stop it. If it is dead, its lease expires at %s; or"
                + " delete %s")
            .formatted(
                holder.command(),
                holder.run(),
                holder.host(),
                holder.pid(),
                holder.taken(),
                holder.renewed(),
                expires,
                lease));
  }
}
