package io.winnow.jobs.merge;

import io.winnow.foreign.PassedOver;
import io.winnow.workspace.Publication;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.hadoop.fs.Path;

/** What a merge says of itself. */
final class MergeText {

  private MergeText() {}

  /** What of the returns is in the label store now, and what was rejected. */
  static void say(
      Publication made,
      ValidatedReturns returns,
      Map<String, Long> counts,
      SortedMap<Integer, Path> rejected) {
    made.say(
        "Merge: %,d annotations accepted, %,d rejected, %,d repeated%s\n  label store: %,d sentences, %,d words%s"
            .formatted(
                counts.get("annotations"),
                counts.get("rejected"),
                returns.repeatedCount(),
                counts.get("corrected") == 0
                    ? ""
                    : ", %,d replaced by a later annotation".formatted(counts.get("corrected")),
                counts.get("labels"),
                counts.get("words"),
                counts.get("disputes") == 0
                    ? ""
                    : "\n  disputed: %,d sentences, %,d of them for a person to decide%s ('winnow labels disputes')"
                        .formatted(
                            counts.get("disputes"),
                            counts.get("disputes-for-person"),
                            counts.get("disputes-withheld") == 0
                                ? ""
                                : ", %,d as they were not sent again"
                                    .formatted(counts.get("disputes-withheld")))));
    if (counts.get("rejected") > 0) {
      made.say("Rejected: " + returns.reasons());
      returns.messages().forEach(message -> made.say("  " + message));
      rejected.values().forEach(path -> made.say("  all rejected rows: " + path));
    }
    returns.files().lines().forEach(made::say);
  }

  /** What lies in the inboxes and is not merged. */
  static void sayNotMerged(Publication made, MergeBasis basis, TakenReturns taken) {
    List<PassedOver> notRead = new ArrayList<>(basis.inboxes().passedOver());
    notRead.addAll(taken.refused());
    if (!notRead.isEmpty()) {
      made.say(listed("Not read: ", notRead));
    }
    if (!taken.waiting().isEmpty()) {
      made.say(
          listed("Not merged yet, as it was changing while it was read: ", taken.waiting())
              + "; merge again when it is delivered");
    }
  }

  /** Nothing, if there is nothing to list. */
  static String listed(String lead, List<PassedOver> what) {
    return what.isEmpty() ? "" : lead + PassedOver.list(what);
  }
}
