package io.winnow.jobs.corpus;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;

/**
 * What a search found. As JSON it is what {@code corpus search --json} prints: keys stay, and new
 * ones may come.
 *
 * @param found sentences, those that are not shown too
 * @param nearness null if no text was given
 * @param predictionsBy the model that predicted entities; null if none was asked for, or no
 *     sentence is scored
 * @param sentences the first of them: the nearest, or those whose ids are the lowest
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Found(
    long found, Nearness nearness, String predictionsBy, List<FoundSentence> sentences) {

  /**
   * What sentences were compared with a text.
   *
   * @param round whose scores hold the embeddings
   * @param model that made them, and the text's
   * @param sentences that it embedded
   */
  public record Nearness(int round, String model, long sentences) {}

  /**
   * @param standing pool, sent, labelled or holdout
   * @param similarity cosine, in -1 to 1; null if no text was given
   * @param knownBy what its entities are known by: label, given or prediction; null if no type was
   *     asked for
   * @param hits where words and regular expression were found
   * @param metadata null if there are none
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record FoundSentence(
      String id,
      String text,
      String standing,
      Double similarity,
      String knownBy,
      List<Entity> entities,
      List<Place> hits,
      JsonNode metadata) {}

  /** A place counts Unicode code points; the end is one past the last. */
  public record Place(int start, int end) {}

  /**
   * @param confidence in 0 to 1; null if not known
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Entity(int start, int end, String type, Double confidence, String text) {}

  public Found {
    sentences = List.copyOf(sentences);
  }
}
