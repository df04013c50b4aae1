package io.winnow.jobs.merge;

import io.winnow.workspace.RunManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * Labels are always built from all files, so none that was merged may change or go, unless somebody
 * says so: that is how a workspace goes on whose inbox can't be put back as it was.
 *
 * @param names of files below {@code rounds/}, or of folders, which stand for all files below
 */
public record AcceptedChanges(Set<String> names) {

  public static final AcceptedChanges NONE = new AcceptedChanges(Set.of());

  private static final String ROUNDS = "rounds/";
  private static final int MOST_SHOWN = 20;

  public AcceptedChanges {
    names = Set.copyOf(names);
  }

  boolean has(String file) {
    return names.stream()
        .map(name -> name.startsWith(ROUNDS) ? name.substring(ROUNDS.length()) : name)
        .map(name -> name.endsWith("/") ? name.substring(0, name.length() - 1) : name)
        .anyMatch(name -> file.equals(name) || file.startsWith(name + "/"));
  }

  /**
   * @param merged by name, the files of an earlier merge
   * @param change what has become of a file since: goes on from its name; empty if it is the same
   * @return the changes that are accepted, a line each
   * @throws MergeRefusedException if there are others
   */
  List<String> check(
      RunManifest merge,
      SortedMap<String, RunManifest.Input> merged,
      Function<String, Optional<String>> change) {
    List<String> accepted = new ArrayList<>();
    List<String> others = new ArrayList<>();
    String first = null;
    for (String file : merged.keySet()) {
      Optional<String> what = change.apply(file);
      if (what.isPresent() && has(file)) {
        accepted.add(
            "Accepted: %s%s, which run %s merged, %s"
                .formatted(ROUNDS, file, merge.run(), what.get()));
      } else if (what.isPresent()) {
        others.add(file);
        first = first == null ? what.get() : first;
      }
    }
    if (!others.isEmpty()) {
      throw refusal(merge, merged, others, first);
    }
    return accepted;
  }

  private static MergeRefusedException refusal(
      RunManifest merge,
      SortedMap<String, RunManifest.Input> merged,
      List<String> changed,
      String what) {
    String file = changed.get(0);
    List<String> options =
        changed.stream().limit(MOST_SHOWN).map(it -> "--accept " + quoted(it)).toList();
    return new MergeRefusedException(
        "Cannot merge: %s%s, which run %s merged (SHA-256 %s), %s%s. Put it back as it was; a correction comes as a new file with a later name. If it can't be put back, merge without what it said then, and with what it says now if it is still there:\n  winnow merge -w ... %s%s"
            .formatted(
                ROUNDS,
                file,
                merge.run(),
                merged.get(file).contentHash(),
                what,
                changed.size() == 1 ? "" : "; so are %,d more files".formatted(changed.size() - 1),
                String.join(" ", options),
                changed.size() <= MOST_SHOWN ? "" : " ... (or a folder, for all files below)"));
  }

  /** As a shell takes it for one word. */
  private static String quoted(String name) {
    return name.matches("[\\w./+-]+") ? name : "'" + name.replace("'", "'\\''") + "'";
  }
}
