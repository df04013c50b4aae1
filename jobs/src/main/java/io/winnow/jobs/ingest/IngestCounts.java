package io.winnow.jobs.ingest;

import java.util.List;
import java.util.Optional;

/**
 * What became of everything read: sentences = pool + hold-out + duplicates + leaked.
 *
 * @param corpus the corpus as read
 * @param givenHoldout the hold-out as read, if it is an input of its own
 * @param duplicates copies of a text folded into its first, in corpus and hold-out
 * @param leaked sentences taken out of the pool because the hold-out has the same text
 * @param entityTypes every type in the gold of pool and hold-out, sorted by name
 */
public record IngestCounts(
    ReadCounts corpus,
    Optional<ReadCounts> givenHoldout,
    long duplicates,
    long leaked,
    PartCounts pool,
    PartCounts holdout,
    List<String> entityTypes) {

  public IngestCounts {
    entityTypes = List.copyOf(entityTypes);
  }
}
