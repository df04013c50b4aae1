package io.winnow.jobs.corpus;

import io.winnow.redaction.OwnPattern;
import io.winnow.settings.SettingsException;
import io.winnow.settings.SettingsException.Problem;
import io.winnow.text.LabelScheme;
import io.winnow.text.WordSplitter;
import io.winnow.weak.WeakRules.LetterCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a search is for. All conditions have to hold.
 *
 * @param in which sentences are searched
 * @param phrases each occurs, on whole words
 * @param regex is found in the text; see {@link OwnPattern}
 * @param types of entities; the sentence has one of each
 * @param where in SQL on the metadata; empty: none
 * @param like a text that sentences are to be near
 */
public record SearchQuery(
    Part in,
    List<String> phrases,
    LetterCase letters,
    Optional<String> regex,
    List<String> types,
    String where,
    Optional<String> like) {

  /** In quotation marks, or without a blank. */
  private static final Pattern PHRASE = Pattern.compile("\"([^\"]*)\"|[^\\s\"]+");

  /** Sentences that can be searched. */
  public enum Part {
    /** All but the hold-out set. */
    CORPUS,
    POOL,
    SENT,
    LABELLED,
    HOLDOUT
  }

  public SearchQuery {
    phrases = List.copyOf(phrases);
    types = List.copyOf(types);
    for (String phrase : phrases) {
      if (WordSplitter.split(phrase).isEmpty()) {
        throw problem("--words", "'%s' has no word".formatted(phrase));
      }
    }
    regex.ifPresent(SearchQuery::pattern);
    like.filter(text -> WordSplitter.split(text).isEmpty())
        .ifPresent(
            text -> {
              throw problem("--like", "'%s' has no word".formatted(text));
            });
  }

  /** The phrases in a text: each word is one, and so is what stands in quotation marks. */
  public static List<String> phrases(String words) {
    List<String> phrases = new ArrayList<>();
    for (MatchResult phrase : PHRASE.matcher(words).results().toList()) {
      phrases.add(phrase.group(1) == null ? phrase.group() : phrase.group(1));
    }
    return phrases;
  }

  /** Whether nothing is asked. */
  public boolean isEmpty() {
    return !isFiltered() && like.isEmpty();
  }

  /** Whether something is asked but nearness. */
  boolean isFiltered() {
    return hasTextConditions() || !types.isEmpty() || !where.isBlank() || in != Part.CORPUS;
  }

  boolean hasTextConditions() {
    return !phrases.isEmpty() || regex.isPresent();
  }

  static OwnPattern pattern(String regex) {
    try {
      return OwnPattern.of("--regex", regex);
    } catch (IllegalArgumentException e) {
      throw problem("--regex", e.getMessage());
    }
  }

  /**
   * @throws SettingsException if a type is none of the workspace's
   */
  void requireKnown(LabelScheme scheme) {
    for (String type : types) {
      if (!scheme.types().contains(type)) {
        throw problem(
            "--type",
            "'%s' is none of the entity types %s"
                .formatted(type, String.join(", ", scheme.types())));
      }
    }
  }

  static SettingsException problem(String option, String message) {
    return new SettingsException(List.of(new Problem(option, message)));
  }
}
