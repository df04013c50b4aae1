package io.winnow.jobs.merge;

import io.winnow.jobs.Published;
import io.winnow.jobs.Run;
import io.winnow.jobs.weak.WeakAnnotators;
import io.winnow.jobs.weak.WeakSettings;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.RunManifest;
import io.winnow.workspace.Workspace;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * All that the label store is made from. Two merges with the same basis give the same labels.
 *
 * @param deliveries every file in the inboxes
 * @param rules settings, people's decisions and rounds that are waited for no longer, in words
 */
record MergeBasis(Deliveries deliveries, String rules) {

  private static final String RULES = "rules";

  static MergeBasis of(Published published, MergeSettings settings, Instant overdue) {
    Workspace workspace = published.workspace();
    int decisions = published.latest(workspace.decisions()).map(Pointer::sequence).orElse(0);
    return new MergeBasis(
        Deliveries.in(published),
        "adjudicator=%s ties=%s min-confidence=%s send-again=%d decisions=%d overdue=%s%s"
            .formatted(
                settings.adjudicator(),
                settings.ties(),
                settings.minConfidence(),
                settings.sendAgain(),
                decisions,
                overdue(published, overdue),
                weak(workspace, settings.heard())));
  }

  private static String weak(Workspace workspace, WeakSettings weak) {
    return weak.isEmpty() ? "" : " weak=" + WeakAnnotators.hash(workspace, weak);
  }

  private static List<Integer> overdue(Published published, Instant overdue) {
    Workspace workspace = published.workspace();
    return published.rounds().stream()
        .filter(
            round ->
                published
                    .latest(workspace.outbox(round))
                    .filter(pointer -> !pointer.published().isAfter(overdue))
                    .isPresent())
        .toList();
  }

  /** Whether an earlier merge had the same. */
  boolean isThatOf(RunManifest merge) {
    RunManifest.Input before = merge.inputs().get(RULES);
    return before != null
        && before.contentHash().equals(rules)
        && Deliveries.readBy(merge).equals(deliveries.hashes());
  }

  void record(Run run) {
    deliveries
        .hashes()
        .forEach(
            (file, hash) ->
                run.input(
                    Deliveries.input(file),
                    RunManifest.Input.outside("rounds/" + file, Map.of(), hash)));
    run.input(RULES, RunManifest.Input.outside("winnow.conf", Map.of(), rules));
  }
}
