package io.winnow.evaluation.quality;

import io.winnow.text.EntitySpan;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Counts what annotators returned that no label is made from: answers to sentences whose answer was
 * known, to sentences that the same annotator had answered before, and skipped ones.
 */
public final class UnjudgedAnswers {

  private final Map<String, OfAnnotator> answers = new TreeMap<>();

  /**
   * @param skipped sentences
   */
  record OfAnnotator(ControlAnswers known, ControlAnswers repeats, long skipped) {

    static final OfAnnotator NONE = new OfAnnotator(ControlAnswers.NONE, ControlAnswers.NONE, 0);

    OfAnnotator plus(OfAnnotator other) {
      return new OfAnnotator(
          known.plus(other.known), repeats.plus(other.repeats), skipped + other.skipped);
    }
  }

  /** An answer to a sentence whose right answer was known. */
  public UnjudgedAnswers known(
      String annotatorId, List<EntitySpan> expected, List<EntitySpan> said) {
    ControlAnswers answer = ControlAnswers.of(expected, said);
    return add(annotatorId, new OfAnnotator(answer, ControlAnswers.NONE, 0));
  }

  /** Two answers of one annotator to the same sentence, the second given without knowing. */
  public UnjudgedAnswers repeat(
      String annotatorId, List<EntitySpan> before, List<EntitySpan> again) {
    ControlAnswers answer = ControlAnswers.of(before, again);
    return add(annotatorId, new OfAnnotator(ControlAnswers.NONE, answer, 0));
  }

  /** Sentences that the annotator did not label. */
  public UnjudgedAnswers skipped(String annotatorId, long sentences) {
    return add(annotatorId, new OfAnnotator(ControlAnswers.NONE, ControlAnswers.NONE, sentences));
  }

  private UnjudgedAnswers add(String annotatorId, OfAnnotator more) {
    answers.merge(annotatorId, more, OfAnnotator::plus);
    return this;
  }

  Set<String> annotators() {
    return answers.keySet();
  }

  OfAnnotator of(String annotatorId) {
    return answers.getOrDefault(annotatorId, OfAnnotator.NONE);
  }
}
