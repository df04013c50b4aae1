package io.winnow.evaluation.quality;

import io.winnow.text.EntitySpan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Counts what annotators returned that no label is made from: answers to sentences whose answer was
 * known, to sentences that the same annotator had answered before, and skipped ones.
 */
public final class UnjudgedAnswers {

  private final Map<String, ControlAnswers> known = new HashMap<>();
  private final Map<String, ControlAnswers> repeats = new HashMap<>();
  private final Map<String, Long> skipped = new HashMap<>();

  /** An answer to a sentence whose right answer was known. */
  public UnjudgedAnswers known(
      String annotatorId, List<EntitySpan> expected, List<EntitySpan> said) {
    known.merge(annotatorId, ControlAnswers.of(expected, said), ControlAnswers::plus);
    return this;
  }

  /** Two answers of one annotator to the same sentence, the second given without knowing. */
  public UnjudgedAnswers repeat(
      String annotatorId, List<EntitySpan> before, List<EntitySpan> again) {
    repeats.merge(annotatorId, ControlAnswers.of(before, again), ControlAnswers::plus);
    return this;
  }

  /** Sentences that the annotator did not label. */
  public UnjudgedAnswers skipped(String annotatorId, long sentences) {
    skipped.merge(annotatorId, sentences, Long::sum);
    return this;
  }

  /** A new set, in order of name. */
  Set<String> annotators() {
    Set<String> all = new TreeSet<>(known.keySet());
    all.addAll(repeats.keySet());
    all.addAll(skipped.keySet());
    return all;
  }

  ControlAnswers knownOf(String annotatorId) {
    return known.getOrDefault(annotatorId, ControlAnswers.NONE);
  }

  ControlAnswers repeatsOf(String annotatorId) {
    return repeats.getOrDefault(annotatorId, ControlAnswers.NONE);
  }

  long skippedBy(String annotatorId) {
    return skipped.getOrDefault(annotatorId, 0L);
  }
}
