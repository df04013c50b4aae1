package io.winnow.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.winnow.jobs.weak.WeakSettings.PhraseSource;
import io.winnow.jobs.weak.WeakSettings.WeakSource;
import io.winnow.weak.WeakRules.LetterCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Weak annotators: {@code NAME { case = fold, phrases { TYPE = [..] }, patterns { TYPE = ".." } }}.
 * What is wrong becomes a problem.
 */
final class WeakReader {

  static final String KEY = "labels.weak";
  private static final String CASE = "case";
  private static final String PHRASES = "phrases";
  private static final String PATTERNS = "patterns";

  private final Problems problems;

  WeakReader(Problems problems) {
    this.problems = problems;
  }

  SortedMap<String, WeakSource> read(ConfigObject annotators) {
    SortedMap<String, WeakSource> sources = new TreeMap<>();
    annotators.forEach(
        (name, value) -> {
          String key = KEY + "." + name;
          if (value instanceof ConfigObject annotator) {
            sources.put(name, source(key, annotator));
          } else {
            problems.add(
                key,
                value.origin(),
                "{ phrases { TYPE = [\"text\"] }, patterns { TYPE = \"regular expression\" } } is wanted");
          }
        });
    return sources;
  }

  private WeakSource source(String key, ConfigObject annotator) {
    LetterCase letters = LetterCase.EXACT;
    SortedMap<String, PhraseSource> phrases = new TreeMap<>();
    SortedMap<String, List<String>> patterns = new TreeMap<>();
    for (var entry : annotator.entrySet()) {
      String name = key + "." + entry.getKey();
      ConfigValue value = entry.getValue();
      switch (entry.getKey()) {
        case CASE -> letters = letters(name, value);
        case PHRASES ->
            section(name, value)
                .forEach((type, list) -> phrases.put(type, phrases(name + "." + type, list)));
        case PATTERNS ->
            section(name, value)
                .forEach((type, list) -> patterns.put(type, texts(name + "." + type, list)));
        default ->
            problems.add(
                name,
                value.origin(),
                "no such key; a weak annotator has %s, %s and %s"
                    .formatted(CASE, PHRASES, PATTERNS));
      }
    }
    return new WeakSource(letters, phrases, patterns);
  }

  private LetterCase letters(String key, ConfigValue value) {
    for (LetterCase letters : LetterCase.values()) {
      if (letters.name().toLowerCase(Locale.ROOT).equals(value.unwrapped())) {
        return letters;
      }
    }
    problems.add(key, value.origin(), "one of exact, fold is wanted, not " + value.unwrapped());
    return LetterCase.EXACT;
  }

  private SortedMap<String, ConfigValue> section(String key, ConfigValue value) {
    if (value instanceof ConfigObject section) {
      return new TreeMap<>(section);
    }
    problems.add(key, value.origin(), "{ TYPE = ... } is wanted");
    return new TreeMap<>();
  }

  private PhraseSource phrases(String key, ConfigValue value) {
    return value.valueType() == ConfigValueType.STRING
        ? new PhraseSource.File((String) value.unwrapped())
        : new PhraseSource.Given(texts(key, value));
  }

  private List<String> texts(String key, ConfigValue value) {
    List<String> texts = new ArrayList<>();
    List<ConfigValue> list = value instanceof ConfigList several ? several : List.of(value);
    for (ConfigValue one : list) {
      switch (one.valueType()) {
        case STRING, NUMBER, BOOLEAN -> texts.add(String.valueOf(one.unwrapped()));
        default -> problems.add(key, one.origin(), "a list of texts is wanted");
      }
    }
    return texts;
  }
}
