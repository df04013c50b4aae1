package io.winnow.jobs.handoff;

import io.winnow.settings.Section;
import io.winnow.settings.Validation;
import java.util.HashSet;
import java.util.List;

/**
 * The keys {@code vendor.context-sentences} and {@code vendor.metadata}: what annotators see beside
 * a sentence.
 *
 * @param contextSentences how many sentences of its document before it, and as many after it
 * @param metadata the fields that leave; no other does
 */
@Section("vendor")
public record ShownSettings(int contextSentences, List<String> metadata) {

  public static final ShownSettings NOTHING = new ShownSettings(0, List.of());

  /** More is a document to read, not a context; and each goes out with every sentence. */
  private static final int MOST_CONTEXT = 100;

  public ShownSettings {
    metadata = List.copyOf(metadata);
    Validation.of(ShownSettings.class)
        .atLeast("context-sentences", 0, contextSentences)
        .require(
            contextSentences <= MOST_CONTEXT,
            "context-sentences",
            "must be at most %d, not %d".formatted(MOST_CONTEXT, contextSentences))
        .require(
            new HashSet<>(metadata).size() == metadata.size(),
            "metadata",
            "must have each field once, not " + metadata)
        .done();
  }

  boolean areOn() {
    return contextSentences > 0 || !metadata.isEmpty();
  }
}
