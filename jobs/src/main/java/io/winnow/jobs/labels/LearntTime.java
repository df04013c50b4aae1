package io.winnow.jobs.labels;

import io.winnow.display.Columns;
import io.winnow.evaluation.quality.AnswerTime;
import io.winnow.jobs.Published;
import io.winnow.workspace.Publication;
import java.util.Map;
import java.util.Optional;

/** How long answers take, as merges learn it and keep it: summary figures of their manifests. */
public final class LearntTime {

  private static final String PER_SENTENCE = "seconds_per_sentence";
  private static final String PER_WORD = "seconds_per_word";
  private static final String PER_SUGGESTION = "seconds_per_suggestion";
  private static final String TYPICAL = "seconds_of_a_typical_sentence";
  private static final String ANSWERS = "timed_answers";
  private static final String FAR_OFF = "timed_answers_far_off";
  private static final String UNTIMED = "untimed_answers";

  private LearntTime() {}

  /** Says and keeps what a merge has learnt; nothing where too few answers have a time. */
  public static void addTo(Publication merge, Optional<AnswerTime> learnt) {
    learnt.ifPresent(
        time ->
            merge
                .number(PER_SENTENCE, time.perSentence())
                .number(PER_WORD, time.perWord())
                .number(PER_SUGGESTION, time.perSuggestion())
                .number(TYPICAL, time.typical())
                .number(ANSWERS, time.answers())
                .number(FAR_OFF, time.farOff())
                .number(UNTIMED, time.untimed())
                .say(text(time)));
  }

  private static String text(AnswerTime time) {
    return (Columns.wrapped("Time: ", time.sentence())
            + (time.leftOut().isEmpty() ? "" : Columns.wrapped("  ", time.leftOut())))
        .stripTrailing();
  }

  /** What the last merge learnt; empty before one, or if it learnt nothing. */
  public static Optional<AnswerTime> of(Published published) {
    return published
        .latest(published.workspace().labels())
        .map(labels -> published.manifest(labels).numbers())
        .filter(numbers -> numbers.containsKey(ANSWERS))
        .map(LearntTime::of);
  }

  private static AnswerTime of(Map<String, Double> numbers) {
    return new AnswerTime(
        numbers.get(PER_SENTENCE),
        numbers.get(PER_WORD),
        numbers.get(PER_SUGGESTION),
        numbers.get(TYPICAL),
        numbers.get(ANSWERS).longValue(),
        numbers.get(FAR_OFF).longValue(),
        numbers.get(UNTIMED).longValue());
  }
}
