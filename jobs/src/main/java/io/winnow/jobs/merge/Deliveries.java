package io.winnow.jobs.merge;

import io.winnow.contract.InboxFiles;
import io.winnow.contract.InboxFiles.InboxFile;
import io.winnow.jobs.Published;
import io.winnow.workspace.ContentHash;
import io.winnow.workspace.RunManifest;
import io.winnow.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;

/**
 * Every file in the inboxes of all rounds, by its name below {@code rounds/}, such as {@code
 * 0003/inbox/answers.parquet}, and the SHA-256 of its content.
 */
record Deliveries(List<InboxFile> files, SortedMap<String, String> hashes) {

  /** Inputs of a merge's manifest that are deliveries begin so. */
  private static final String INPUT = "inbox:";

  static Deliveries in(Published published) {
    Workspace workspace = published.workspace();
    List<InboxFile> files = new ArrayList<>();
    SortedMap<String, String> hashes = new TreeMap<>();
    for (int round : published.rounds()) {
      Path inbox = workspace.inbox(round);
      try {
        if (workspace.files().exists(inbox)) {
          for (InboxFile file : InboxFiles.list(workspace.files(), inbox)) {
            String name = String.format(Locale.ROOT, "%04d/inbox/%s", round, file.name());
            files.add(new InboxFile(name, file.path()));
            hashes.put(name, ContentHash.of(workspace.files(), file.path()));
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot read the inbox " + inbox, e);
      }
    }
    return new Deliveries(List.copyOf(files), hashes);
  }

  /** Those in the inbox of a round. */
  List<InboxFile> of(int round) {
    String prefix = String.format(Locale.ROOT, "%04d/", round);
    return files.stream().filter(file -> file.name().startsWith(prefix)).toList();
  }

  /** The round in whose inbox a delivery of this name is. */
  static int round(String file) {
    return Integer.parseInt(file.substring(0, file.indexOf('/')));
  }

  /** Those that an earlier merge read. */
  static SortedMap<String, String> readBy(RunManifest merge) {
    SortedMap<String, String> hashes = new TreeMap<>();
    merge
        .inputs()
        .forEach(
            (name, input) -> {
              if (name.startsWith(INPUT)) {
                hashes.put(name.substring(INPUT.length()), input.contentHash());
              }
            });
    return hashes;
  }

  /** The name of a delivery among a manifest's inputs. */
  static String input(String file) {
    return INPUT + file;
  }

  /**
   * Labels are always built from all deliveries, so none may be removed.
   *
   * @throws MergeRefusedException if a file of the earlier merge is missing or has changed
   */
  void requireAllOf(RunManifest merge) {
    readBy(merge)
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
}
