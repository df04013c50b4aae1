package io.winnow.jobs.ingest;

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
