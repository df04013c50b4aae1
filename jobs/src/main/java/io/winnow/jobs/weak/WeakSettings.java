package io.winnow.jobs.weak;

import io.winnow.settings.Section;
import io.winnow.settings.Validation;
import io.winnow.weak.WeakLabeler;
import io.winnow.weak.WeakRules;
import io.winnow.weak.WeakRules.LetterCase;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The keys {@code labels.weak.*}.
 *
 * @param weak annotators by name
 */
@Section("labels")
public record WeakSettings(SortedMap<String, WeakSource> weak) {

  public static final WeakSettings NONE = new WeakSettings(new TreeMap<>());

  public WeakSettings {
    weak = Collections.unmodifiableSortedMap(new TreeMap<>(weak));
    Validation validation = Validation.of(WeakSettings.class);
    weak.forEach(
        (name, source) -> {
          String key = "weak." + name;
          boolean isEmpty = source.phrases().isEmpty() && source.patterns().isEmpty();
          validation.require(!isEmpty, key, "has neither phrases nor patterns: give it some");
          try {
            new WeakLabeler(new WeakRules(source.letters(), new TreeMap<>(), source.patterns()));
          } catch (IllegalArgumentException e) {
            validation.require(false, key + ".patterns", e.getMessage());
          }
        });
    validation.done();
  }

  public boolean isEmpty() {
    return weak.isEmpty();
  }

  /**
   * One weak annotator, as configured.
   *
   * @param phrases by entity type
   * @param patterns regular expressions by entity type
   */
  public record WeakSource(
      LetterCase letters,
      SortedMap<String, PhraseSource> phrases,
      SortedMap<String, List<String>> patterns) {

    public WeakSource {
      phrases = Collections.unmodifiableSortedMap(new TreeMap<>(phrases));
      patterns = Collections.unmodifiableSortedMap(new TreeMap<>(patterns));
    }
  }

  /** Where a type's phrases come from. */
  public sealed interface PhraseSource {

    /** They stand in the configuration. */
    record Given(List<String> phrases) implements PhraseSource {

      public Given {
        phrases = List.copyOf(phrases);
      }
    }

    /**
     * A text file with one a line: UTF-8, or what its byte order mark says.
     *
     * @param path any Hadoop URI; a relative one is below the workspace
     */
    record File(String path) implements PhraseSource {}
  }
}
