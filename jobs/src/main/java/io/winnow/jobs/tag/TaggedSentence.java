package io.winnow.jobs.tag;

import io.winnow.annotation.ConfidentSpan;
import io.winnow.jobs.ingest.SentenceStream.Item;
import io.winnow.text.Sentence;
import java.util.List;
import java.util.Optional;

/**
 * A sentence and what the model found in it.
 *
 * @param spans in reading order; none overlap
 * @param problem why the model could not read it; then there are no spans
 */
record TaggedSentence(Item item, List<ConfidentSpan> spans, Optional<String> problem) {

  Sentence sentence() {
    return item.sentence();
  }
}
