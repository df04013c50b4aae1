package io.winnow.jobs.ingest;

import java.util.List;
import java.util.Optional;

/**
 * Where all sentences went: sentences = pool + hold-out + duplicates + leaked.
 *
 * @param corpus the corpus as read
 * @param givenHoldout the hold-out as read, if it is an input of its own
 * @param duplicates copies of a text folded into its first, in corpus and hold-out
 * @param leaked sentences taken out of the pool because the hold-out has the same text
 * @param entityTypes every type in the gold of pool and hold-out, sorted by name
 */
record IngestCounts(
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

  /**
   * The size of the pool or of the hold-out.
   *
   * @param goldSentences sentences whose gold is known
   * @param goldSpans entity spans in them
   */
  public record PartCounts(long sentences, long words, long goldSentences, long goldSpans) {}

  /**
   * What one input held.
   *
   * @param sentences good records, duplicates included
   * @param blank records without a word, and blank lines where a line is a record
   * @param bad records left out because they could not be read
   */
  public record ReadCounts(long sentences, long blank, long bad) {

    /** All that was read. */
    public long records() {
      return sentences + blank + bad;
    }
  }
}
