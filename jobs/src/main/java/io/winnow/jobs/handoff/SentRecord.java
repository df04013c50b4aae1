package io.winnow.jobs.handoff;

import io.winnow.text.EntitySpan;
import java.util.List;
import java.util.Optional;

/**
 * What a record id of a round with control items stands for. The vendor never sees this.
 *
 * @param recordId as it went out
 * @param sentenceId the sentence
 * @param batchId the batch it went out in
 * @param expected the known answer in reading order; empty unless the purpose is {@link
 *     Purpose#KNOWN}
 */
public record SentRecord(
    String recordId,
    String sentenceId,
    String batchId,
    Purpose purpose,
    Optional<List<EntitySpan>> expected) {

  public SentRecord {
    expected = expected.map(List::copyOf);
    if (expected.isPresent() != (purpose == Purpose.KNOWN)) {
      throw new IllegalArgumentException(
          "Record %s is %s, but its known answer is %s"
              .formatted(recordId, purpose.column(), expected));
    }
  }
}
