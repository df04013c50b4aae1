package io.winnow.jobs.train;

import io.winnow.jobs.JobFailedException;
import io.winnow.model.WordTargets;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import java.util.List;

/**
 * A labelled sentence.
 *
 * @param spans gold or settled; none overlap
 * @param posteriors [words x tags], rows one after the other: how probable each tag is; empty where
 *     they were not computed
 */
public record Example(String id, List<String> words, List<EntitySpan> spans, float[] posteriors) {

  private static final float[] NONE = {};

  public Example {
    words = List.copyOf(words);
    spans = List.copyOf(spans);
  }

  /** One whose spans are certain. */
  public static Example certain(String id, List<String> words, List<EntitySpan> spans) {
    return new Example(id, words, spans, NONE);
  }

  /**
   * The training targets.
   *
   * @throws JobFailedException if there are posteriors for other words or tags
   */
  WordTargets targets(LabelScheme scheme, LabelWeights weights) {
    if (weights == LabelWeights.HARD || posteriors.length == 0) {
      return new WordTargets.Hard(scheme.tagIds(words.size(), spans));
    }
    if (posteriors.length != words.size() * scheme.tagCount()) {
      throw new JobFailedException(
          "The label of sentence %s has %d posteriors, but its %d words of %d tags need %d: settle it anew with 'winnow merge', or train with train.label-weights = hard"
              .formatted(
                  id,
                  posteriors.length,
                  words.size(),
                  scheme.tagCount(),
                  words.size() * scheme.tagCount()));
    }
    return new WordTargets.Soft(words.size(), posteriors);
  }
}
