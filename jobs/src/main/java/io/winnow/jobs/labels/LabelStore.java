package io.winnow.jobs.labels;

import java.util.Locale;

/** Names of what a publication of the label store holds and counts. */
public final class LabelStore {

  /** Rows of {@link io.winnow.spark.Schemas#LABELS}. */
  public static final String LABELS = "labels";

  /** Rows of {@link io.winnow.spark.Schemas#DISPUTES}. */
  public static final String DISPUTES = "disputes";

  /** Rows of {@link io.winnow.spark.Schemas#MISSING}. */
  public static final String MISSING = "missing";

  /** Rows of {@link io.winnow.spark.Schemas#ANNOTATORS}. */
  public static final String ANNOTATORS = "annotators";

  /** Rows of {@link io.winnow.spark.Schemas#BATCH_QUALITY}. */
  public static final String BATCHES = "batches";

  /** Rows of {@link io.winnow.spark.Schemas#COMPARISON}. */
  public static final String COMPARISON = "comparison";

  /** The adjudicator of a label that a person gave, and the state of a dispute that needs one. */
  public static final String PERSON = "person";

  /** The state of a dispute that goes into the next batch. */
  public static final String AGAIN = "again";

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
