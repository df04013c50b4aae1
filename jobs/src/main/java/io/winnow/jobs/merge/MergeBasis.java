package io.winnow.jobs.merge;

import io.winnow.contract.InboxFiles;
import io.winnow.contract.InboxFiles.InboxFile;
import io.winnow.jobs.Published;
import io.winnow.jobs.Run;
import io.winnow.jobs.weak.WeakAnnotators;
import io.winnow.workspace.ContentHash;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.RunManifest;
import io.winnow.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;

/**
 * All that the label store is made from. Two merges with the same basis give the same labels.
 *
 * @param files every file in the inboxes of all rounds, by its name below {@code rounds/}, such as
 *     {@code 0003/inbox/answers.parquet}
 * @param hashes of these by name, the SHA-256 of their content
 * @param rules settings, people's decisions and rounds that are waited for no longer, in words
 */
record MergeBasis(List<InboxFile> files, SortedMap<String, String> hashes, String rules) {

  private static final String RULES = "rules";

  /** Inputs of a merge's manifest that are files from inboxes begin so. */
  private static final String FILE = "inbox:";

  static MergeBasis of(Published published, MergeSettings settings, Instant overdue) {
    Workspace workspace = published.workspace();
    List<InboxFile> files = new ArrayList<>();
    SortedMap<String, String> hashes = new TreeMap<>();
    for (int round : published.rounds()) {
      Path inbox = workspace.inbox(round);
      try {
        for (InboxFile file : InboxFiles.list(workspace.files(), inbox)) {
          String name = String.format(Locale.ROOT, "%04d/inbox/%s", round, file.name());
          files.add(new InboxFile(name, file.path()));
          hashes.put(name, ContentHash.of(workspace.files(), file.path()));
        }
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot read the inbox " + inbox, e);
      }
    }
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
        files,
        hashes,
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

  /** The files in the inbox of a round. */
  List<InboxFile> files(int round) {
    return files.stream().filter(file -> round(file.name()) == round).toList();
  }

  /** The round in whose inbox a file of this name is. */
  static int round(String file) {
    return Integer.parseInt(file.substring(0, file.indexOf('/')));
  }

  private static SortedMap<String, String> filesOf(RunManifest merge) {
    SortedMap<String, String> hashes = new TreeMap<>();
    merge.inputs().entrySet().stream()
        .filter(input -> input.getKey().startsWith(FILE))
        .forEach(
            input ->
                hashes.put(
                    input.getKey().substring(FILE.length()), input.getValue().contentHash()));
    return hashes;
  }

  /**
   * Labels are always built from all files, so none may be removed.
   *
   * @throws MergeRefusedException if a file of the earlier merge is missing or has changed
   */
  void requireFilesOf(RunManifest merge) {
    filesOf(merge)
        .forEach(
            (file, hash) -> {
              if (!hash.equals(hashes.get(file))) {
                throw new MergeRefusedException(
                    "Cannot merge: rounds/%s, which run %s merged (SHA-256 %s), %s. Put it back as it was; a correction comes as a new file with a later name"
                        .formatted(
                            file,
                            merge.run(),
                            hash,
                            hashes.containsKey(file)
                                ? "has changed (SHA-256 %s)".formatted(hashes.get(file))
                                : "is gone"));
              }
            });
  }

  /** Whether an earlier merge had the same. */
  boolean isThatOf(RunManifest merge) {
    RunManifest.Input before = merge.inputs().get(RULES);
    return before != null && before.contentHash().equals(rules) && filesOf(merge).equals(hashes);
  }

  void record(Run run) {
    hashes.forEach(
        (file, hash) ->
            run.input(FILE + file, RunManifest.Input.outside("rounds/" + file, Map.of(), hash)));
    run.input(RULES, RunManifest.Input.outside("winnow.conf", Map.of(), rules));
  }
}
