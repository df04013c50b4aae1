package io.winnow.evaluation.quality;

import io.winnow.text.EntitySpan;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far answers agree with what was suggested when the sentence went out. One who accepts
 * whatever is suggested (automation bias) teaches a model its own errors.
 */
public final class SuggestedAnswers {

  private final Map<String, ControlAnswers> answers = new TreeMap<>();

  /**
   * An answer to a sentence that went out with suggestions.
   *
   * @param suggested some; where none were, none can be followed
   */
  public void add(String annotatorId, List<EntitySpan> suggested, List<EntitySpan> said) {
    if (!suggested.isEmpty()) {
      answers.merge(annotatorId, ControlAnswers.of(suggested, said), ControlAnswers::plus);
    }
  }

  ControlAnswers of(String annotatorId) {
    return answers.getOrDefault(annotatorId, ControlAnswers.NONE);
  }
}
