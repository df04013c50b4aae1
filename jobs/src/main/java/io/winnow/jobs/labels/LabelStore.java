package io.winnow.jobs.labels;

import java.util.List;
import java.util.Locale;

/** Names of what a publication of the label store holds and counts. */
public final class LabelStore {

  // Tables, whose rows are as Schemas has them; those of BATCHES are of BATCH_QUALITY.
  public static final String LABELS = "labels";
  public static final String DISPUTES = "disputes";
  public static final String MISSING = "missing";
  public static final String ANNOTATORS = "annotators";
  public static final String BATCHES = "batches";
  public static final String COMPARISON = "comparison";

  /** All that a merge makes. */
  public static final List<String> TABLES =
      List.of(LABELS, DISPUTES, MISSING, ANNOTATORS, BATCHES, COMPARISON);

  /** The adjudicator of a label that a person gave, and the state of a dispute that needs one. */
  public static final String PERSON = "person";

  /** The state of a dispute that goes into the next batch. */
  public static final String AGAIN = "again";

  /** The state of a dispute that was to go again, but was not sent; it needs a person, too. */
  public static final String WITHHELD = "withheld";

  private LabelStore() {}

  /** Sentences of a round that have all requested annotations. */
  public static String answeredKey(int round) {
    return String.format(Locale.ROOT, "answered/%04d", round);
  }

  public static String sentKey(int round) {
    return String.format(Locale.ROOT, "sent/%04d", round);
  }

  /** Sentences of a round that lack annotations and whose deadline has passed. */
  public static String overdueKey(int round) {
    return String.format(Locale.ROOT, "overdue/%04d", round);
  }
}
