package io.winnow.workspace;

import org.apache.hadoop.fs.Path;

/**
 * Another driver works in this workspace.
 *
 * @since 0.1.0
 */
public final class WorkspaceHeldException extends WorkspaceException {

  WorkspaceHeldException(Path lease, LeaseHolder holder) {
    super(
        ("Another run holds the workspace: '%s' (run %s) on host %s, pid %d, since %s, last seen"
                + " %s. Wait for it to end or stop it; if it is dead, its lease runs out at %s, or"
                + " delete %s")
            .formatted(
                holder.command(),
                holder.run(),
                holder.host(),
                holder.pid(),
                holder.taken(),
                holder.renewed(),
                holder.expires(),
                lease));
  }
}
