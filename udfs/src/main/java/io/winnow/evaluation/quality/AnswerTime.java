package io.winnow.evaluation.quality;

import io.winnow.Internal;
import java.util.Locale;

/**
 * How long annotators take for a sentence, as learnt from their answers: a part that each sentence
 * takes, one for each of its words and one for each entity that was suggested with it. In seconds,
 * none below 0.
 *
 * @param perSentence the fixed part
 * @param perSuggestion 0 also where nothing was suggested
 * @param typical of the answers that this is learnt from, on the mean
 * @param answers with a time
 * @param farOff those of them that are too far from the others to count, such as a lunch break; of
 *     very many answers, as a sample has it
 * @param untimed answers whose time is missing, 0 or no number
 */
@Internal
public record AnswerTime(
    double perSentence,
    double perWord,
    double perSuggestion,
    double typical,
    long answers,
    long farOff,
    long untimed) {

  /**
   * @param words of a sentence, at least 1
   * @param suggestions entities that are suggested with it
   * @return seconds, above 0
   */
  public double of(int words, int suggestions) {
    return perSentence + perWord * words + perSuggestion * suggestions;
  }

  /** Such as {@code 8 s + 1.3 s a word + 2.1 s a suggestion}; parts that are 0 are left out. */
  public String formula() {
    StringBuilder parts = new StringBuilder();
    add(parts, perSentence, "");
    add(parts, perWord, " a word");
    add(parts, perSuggestion, " a suggestion");
    return parts.toString();
  }

  private static void add(StringBuilder parts, double seconds, String each) {
    if (seconds > 0) {
      parts.append(parts.isEmpty() ? "" : " + ").append(seconds(seconds)).append(" s").append(each);
    }
  }

  /** For a person: what a sentence takes, and from how many answers that is known. */
  public String sentence() {
    return "%s s a sentence: %s, from %,d answers"
        .formatted(seconds(typical), formula(), answers - farOff);
  }

  /** What was left out, for a person; empty if nothing was. */
  public String leftOut() {
    String off = farOff == 0 ? "" : "%,d too far from the others".formatted(farOff);
    String none = untimed == 0 ? "" : "%,d without a time".formatted(untimed);
    String both = off + (off.isEmpty() || none.isEmpty() ? "" : ", ") + none;
    return both.isEmpty() ? "" : "answers left out: " + both;
  }

  private static String seconds(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.2g" : "%.0f", value);
  }
}
