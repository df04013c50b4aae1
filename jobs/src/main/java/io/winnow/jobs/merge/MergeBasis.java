package io.winnow.jobs.merge;

import io.winnow.foreign.ForeignFile;
import io.winnow.foreign.OneReading;
import io.winnow.foreign.Reasons;
import io.winnow.jobs.Published;
import io.winnow.jobs.Run;
import io.winnow.jobs.weak.WeakAnnotators;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.RunManifest;
import io.winnow.workspace.Workspace;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that a merge depends on: what lies in the inboxes, and the rules.
 *
 * @param rules settings, people's decisions and rounds that are waited for no longer, in words
 */
record MergeBasis(Inboxes inboxes, String rules) {

  private static final String RULES = "rules";

  /** Inputs of a merge's manifest that are files from inboxes begin so. */
  private static final String FILE = "inbox:";

  static MergeBasis of(Published published, MergeSettings settings, Instant overdue) {
    Workspace workspace = published.workspace();
    List<Integer> roundsOver =
        published.rounds().stream()
            .filter(
                it ->
                    published
                        .latest(workspace.outbox(it))
                        .filter(outbox -> !outbox.published().isAfter(overdue))
                        .isPresent())
            .toList();
    return new MergeBasis(
        Inboxes.of(published),
        "adjudicator=%s ties=%s min-confidence=%s send-again=%d decisions=%d overdue=%s%s%s"
            .formatted(
                settings.adjudicator(),
                settings.ties(),
                settings.minConfidence(),
                settings.sendAgain(),
                published.latest(workspace.decisions()).map(Pointer::sequence).orElse(0),
                roundsOver,
                settings.labels().map().isEmpty() ? "" : " map=" + settings.labels().map(),
                settings.heard().isEmpty()
                    ? ""
                    : " weak=" + WeakAnnotators.hash(workspace, settings.heard())));
  }

  static SortedMap<String, RunManifest.Input> filesOf(RunManifest merge) {
    SortedMap<String, RunManifest.Input> files = new TreeMap<>();
    merge.inputs().entrySet().stream()
        .filter(input -> input.getKey().startsWith(FILE))
        .forEach(input -> files.put(input.getKey().substring(FILE.length()), input.getValue()));
    return files;
  }

  /**
   * Looks at the files where they lie.
   *
   * @throws MergeRefusedException if one of the earlier merge has changed and that is not accepted
   */
  void requireFilesOf(RunManifest merge, AcceptedChanges accepted) {
    SortedMap<String, RunManifest.Input> merged = filesOf(merge);
    SortedMap<String, ForeignFile> here = inboxes.returns();
    accepted.check(merge, merged, name -> change(name, merged.get(name), here.get(name)));
  }

  /**
   * The same of what was taken.
   *
   * @return the changes that are accepted, a line each
   */
  List<String> requireFilesOf(RunManifest merge, AcceptedChanges accepted, TakenReturns taken) {
    SortedMap<String, RunManifest.Input> merged = filesOf(merge);
    SortedMap<String, RunManifest.Input> here = taken.inputs();
    return accepted.check(
        merge,
        merged,
        name -> {
          RunManifest.Input now = here.get(name);
          if (now == null) {
            return change(name, merged.get(name), inboxes.returns().get(name))
                .or(() -> Optional.of("was changing while it was read"));
          }
          return change(merged.get(name).contentHash(), now.contentHash());
        });
  }

  /** Whether the earlier merge had the same; reads no file that is as that merge found it. */
  boolean isThatOf(RunManifest merge) {
    RunManifest.Input before = merge.inputs().get(RULES);
    SortedMap<String, RunManifest.Input> merged = filesOf(merge);
    SortedMap<String, ForeignFile> here = inboxes.returns();
    return before != null
        && before.contentHash().equals(rules)
        && merged.keySet().equals(here.keySet())
        && merged.entrySet().stream()
            .allMatch(it -> change(it.getKey(), it.getValue(), here.get(it.getKey())).isEmpty());
  }

  /** Whether the earlier merge had just what was taken now. */
  boolean isThatOf(RunManifest merge, TakenReturns taken) {
    RunManifest.Input before = merge.inputs().get(RULES);
    return before != null
        && before.contentHash().equals(rules)
        && hashes(filesOf(merge)).equals(hashes(taken.inputs()));
  }

  private static Map<String, String> hashes(SortedMap<String, RunManifest.Input> files) {
    Map<String, String> hashes = new TreeMap<>();
    files.forEach((name, input) -> hashes.put(name, input.contentHash()));
    return hashes;
  }

  /** What has become of a file; nothing, if its length and its time are as they were. */
  private Optional<String> change(String name, RunManifest.Input merged, ForeignFile here) {
    if (here == null) {
      return Optional.of(
          inboxes.passedOver().stream()
              .filter(it -> it.name().equals(name))
              .findFirst()
              .map(it -> it.reason() + " now")
              .orElse("is gone"));
    }
    Long bytes = merged.counts().get(TakenReturns.BYTES);
    Long modified = merged.counts().get(TakenReturns.MODIFIED);
    if (bytes != null && bytes != here.found().length()) {
      return Optional.of(
          "has changed (it had %,d bytes and has %,d)".formatted(bytes, here.found().length()));
    }
    if (bytes != null && modified != null && modified == here.found().modified()) {
      return Optional.empty();
    }
    try {
      return change(merged.contentHash(), OneReading.sha256(here));
    } catch (OneReading.ChangingException e) {
      return Optional.of("is changing: it " + e.getMessage());
    } catch (IOException e) {
      return Optional.of("can't be read (%s)".formatted(Reasons.of(e)));
    }
  }

  private static Optional<String> change(String before, String now) {
    return before.equals(now)
        ? Optional.empty()
        : Optional.of("has changed (SHA-256 %s)".formatted(now));
  }

  void record(Run run, TakenReturns taken) {
    taken.inputs().forEach((name, input) -> run.input(FILE + name, input));
    run.input(RULES, RunManifest.Input.outside("winnow.conf", Map.of(), rules));
  }
}
