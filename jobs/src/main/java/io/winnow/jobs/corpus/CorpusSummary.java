package io.winnow.jobs.corpus;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;

/**
 * What a corpus holds. Shares are in 0 to 1. As JSON it is what {@code corpus summary --json}
 * prints: keys stay, and new ones may come.
 *
 * @param types of entities, in the order of the workspace
 * @param holdout the hold-out set
 * @param coverage of corpus and hold-out set, by where sentences stand, all four of them
 * @param vocabulary null before there are labels
 * @param scripts of the corpus, most frequent first
 * @param metadata columns of the corpus in their order
 * @param entities known ones: by where they come from, most frequent first
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record CorpusSummary(
    String workspace,
    List<String> types,
    Size corpus,
    Size holdout,
    List<Coverage> coverage,
    Vocabulary vocabulary,
    List<Script> scripts,
    List<MetadataColumn> metadata,
    Duplicates duplicates,
    List<Entities> entities) {

  /**
   * @param characters Unicode code points
   * @param wordsPerSentence null if there is no sentence
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Size(long sentences, long words, long characters, Lengths wordsPerSentence) {}

  /** Quantiles, exact: each is the length of a sentence. */
  public record Lengths(int min, int p5, int p25, int p50, int p75, int p95, int p99, int max) {}

  /**
   * @param standing pool, sent, labelled or holdout
   */
  public record Coverage(String standing, long sentences, long words) {}

  /**
   * What labels have of the corpus' words. Letter case makes no difference.
   *
   * @param labelledForms different words in labelled sentences of the corpus
   * @param words of the corpus that are one of them, each as often as it occurs
   * @param share of all words of the corpus
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Vocabulary(long labelledForms, long words, double share) {}

  public record Script(String script, long sentences, long words) {}

  /**
   * @param values different ones
   * @param missing sentences without one
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record MetadataColumn(
      String column, String type, long values, long missing, List<Count> mostFrequent) {}

  /**
   * @param folded copies of a text that `init` made one sentence of
   * @param leaked sentences that `init` left out because they are in the hold-out set
   * @param conflicts texts whose copies are labelled in different ways; 0 if none is known
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Duplicates(
      long folded, long leaked, long conflicts, double similarity, Near corpus, Near holdout) {}

  /**
   * Sentences of a random sample that the corpus has another one of that is nearly the same.
   *
   * @param sampled all sentences, if they are few
   * @param low of the 95 % interval of the share; the share itself if all were compared
   * @param isLowerBound whether so many are alike that not all could be compared
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Near(
      long sampled, long found, double share, double low, double high, boolean isLowerBound) {}

  /**
   * @param from labels (the label store, without the hold-out set), given (labels that the corpus
   *     came with) or holdout
   * @param forms different texts
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Entities(
      String from, String type, long entities, long forms, List<Count> mostFrequent) {}

  /** How often something occurs. */
  public record Count(String value, long count) {}

  public CorpusSummary {
    types = List.copyOf(types);
    coverage = List.copyOf(coverage);
    scripts = List.copyOf(scripts);
    metadata = List.copyOf(metadata);
    entities = List.copyOf(entities);
  }
}
