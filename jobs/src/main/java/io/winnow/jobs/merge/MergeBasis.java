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
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/**
 * All that a merge depends on: what lies in the inboxes, and the rules.
 *
 * @param rules settings, people's decisions and rounds that are waited for no longer, in words
 * @param limits those of what returns may take, which count where a file was refused
 */
record MergeBasis(Inboxes inboxes, String rules, String limits) {

  private static final String RULES = "rules";

  private static final String LIMITS = "limits";

  /** Without a word among the rules, as before there was such a rule. */
  private static final int USUAL_EXTRA = 2;

  /** Inputs that are files from inboxes which nothing was merged of begin so. */
  private static final String REFUSED = "refused:";

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
        "adjudicator=%s ties=%s min-confidence=%s send-again=%d decisions=%d overdue=%s%s%s%s"
            .formatted(
                settings.adjudicator(),
                settings.ties(),
                settings.minConfidence(),
                settings.sendAgain(),
                published.latest(workspace.decisions()).map(Pointer::sequence).orElse(0),
                roundsOver,
                settings.limits().extraAnnotators() == USUAL_EXTRA
                    ? ""
                    : " extra-annotators=" + settings.limits().extraAnnotators(),
                settings.labels().map().isEmpty() ? "" : " map=" + settings.labels().map(),
                settings.heard().isEmpty()
                    ? ""
                    : " weak=" + WeakAnnotators.hash(workspace, settings.heard())),
        settings.limits().toString());
  }

  /** What it merged. */
  static SortedMap<String, RunManifest.Input> filesOf(RunManifest merge) {
    return filesOf(merge, FILE);
  }

  /** What it looked at: also what it refused, which may go or change. */
  private static SortedMap<String, RunManifest.Input> allFilesOf(RunManifest merge) {
    SortedMap<String, RunManifest.Input> files = filesOf(merge, FILE);
    files.putAll(filesOf(merge, REFUSED));
    return files;
  }

  private static SortedMap<String, RunManifest.Input> filesOf(RunManifest merge, String kind) {
    SortedMap<String, RunManifest.Input> files = new TreeMap<>();
    merge.inputs().entrySet().stream()
        .filter(input -> input.getKey().startsWith(kind))
        .forEach(input -> files.put(input.getKey().substring(kind.length()), input.getValue()));
    return files;
  }

  private boolean hasRulesOf(RunManifest merge) {
    RunManifest.Input before = merge.inputs().get(RULES);
    RunManifest.Input refusedBy = merge.inputs().get(LIMITS);
    return before != null
        && before.contentHash().equals(rules)
        && (refusedBy == null || refusedBy.contentHash().equals(limits));
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
    SortedMap<String, ForeignFile> here = inboxes.returns();
    return isThatOf(
        merge, here.keySet(), (name, before) -> change(name, before, here.get(name)).isEmpty());
  }

  /** Whether the earlier merge had just what was taken now. */
  boolean isThatOf(RunManifest merge, TakenReturns taken) {
    SortedMap<String, RunManifest.Input> here = taken.inputs();
    return isThatOf(
        merge,
        here.keySet(),
        (name, before) -> before.contentHash().equals(here.get(name).contentHash()));
  }

  /** A file that was refused and is gone is no news: nothing was merged of it. */
  private boolean isThatOf(
      RunManifest merge, Set<String> here, BiPredicate<String, RunManifest.Input> isSame) {
    SortedMap<String, RunManifest.Input> known = allFilesOf(merge);
    return hasRulesOf(merge)
        && here.containsAll(filesOf(merge).keySet())
        && here.stream()
            .allMatch(name -> known.containsKey(name) && isSame.test(name, known.get(name)));
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

  /**
   * @param refused names of files that are not merged
   */
  void record(Run run, TakenReturns taken, Set<String> refused) {
    taken
        .inputs()
        .forEach(
            (name, input) -> run.input((refused.contains(name) ? REFUSED : FILE) + name, input));
    if (!refused.isEmpty()) {
      run.input(LIMITS, RunManifest.Input.outside("winnow.conf", Map.of(), limits));
    }
    run.input(RULES, RunManifest.Input.outside("winnow.conf", Map.of(), rules));
  }
}
