package io.winnow.jobs.export;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.exchange.ExportedSentence;
import java.util.SortedMap;
import java.util.TreeMap;

/** What went out in a split. For one thread. */
final class SplitTally {

  private final SortedMap<String, Long> types = new TreeMap<>();
  private final SortedMap<String, Long> annotators = new TreeMap<>();
  private final SortedMap<String, Long> adjudicators = new TreeMap<>();
  private final SortedMap<Integer, Long> rounds = new TreeMap<>();
  private long sentences;
  private long words;
  private long bytes;
  private long fileBytes;

  void add(ExportedSentence sentence) {
    sentences++;
    words += sentence.sentence().words().size();
    sentence.entities().forEach(it -> types.merge(it.span().type(), 1L, Long::sum));
    JsonNode about = sentence.about();
    about.path("annotators").forEach(name -> annotators.merge(name.textValue(), 1L, Long::sum));
    adjudicators.merge(about.path("adjudicator").asText(), 1L, Long::sum);
    if (about.path("round").isNumber()) {
      rounds.merge(about.path("round").intValue(), 1L, Long::sum);
    }
  }

  /**
   * @param arrow see {@link io.winnow.exchange.DataSetFile#bytes}
   */
  void inMemory(long arrow) {
    bytes = arrow;
  }

  /** Of the file, once it is whole. */
  void inFile(long length) {
    fileBytes = length;
  }

  long sentences() {
    return sentences;
  }

  long words() {
    return words;
  }

  long bytes() {
    return bytes;
  }

  long fileBytes() {
    return fileBytes;
  }

  long entities() {
    return types.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Entities by type. */
  SortedMap<String, Long> types() {
    return types;
  }

  /** Sentences by who annotated them. */
  SortedMap<String, Long> annotators() {
    return annotators;
  }

  /** Sentences by what settled their labels. */
  SortedMap<String, Long> adjudicators() {
    return adjudicators;
  }

  /** Sentences by the round that they went out with. */
  SortedMap<Integer, Long> rounds() {
    return rounds;
  }
}
