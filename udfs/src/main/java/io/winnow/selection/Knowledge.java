package io.winnow.selection;

import io.winnow.Internal;
import io.winnow.selection.Modifier.Need;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was looked up for the modifiers, as far as they {@linkplain Need need} it.
 *
 * @param words by the candidate's id
 * @param embeddings by the candidate's id, all of the same length; not of those without a score
 * @param sentWords the words of each sentence that earlier rounds sent out
 * @param poolMean the mean of the pool's embeddings, each cut to length 1
 * @since 0.1.0
 */
public record Knowledge(
    Map<String, List<String>> words,
    Map<String, float[]> embeddings,
    Iterable<List<String>> sentWords,
    float[] poolMean) {

  /** For strategies that need nothing. */
  public static final Knowledge NONE = new Knowledge(Map.of(), Map.of(), List.of(), new float[0]);

  /** The same after more sentences were sent out. */
  @Internal
  public Knowledge withSent(List<List<String>> more) {
    List<List<String>> all = new ArrayList<>(more);
    sentWords.forEach(all::add);
    return new Knowledge(words, embeddings, all, poolMean);
  }

  /**
   * @throws IllegalArgumentException if they were not looked up
   */
  public List<String> wordsOf(Candidate candidate) {
    return Optional.ofNullable(words.get(candidate.id()))
        .orElseThrow(() -> missing("words", candidate));
  }

  /**
   * @throws IllegalArgumentException if there is none
   */
  public float[] embeddingOf(Candidate candidate) {
    return Optional.ofNullable(embeddings.get(candidate.id()))
        .orElseThrow(() -> missing("embedding", candidate));
  }

  private static IllegalArgumentException missing(String what, Candidate candidate) {
    return new IllegalArgumentException(
        "Candidate %s has a score and no %s; score the round again"
            .formatted(candidate.id(), what));
  }
}
