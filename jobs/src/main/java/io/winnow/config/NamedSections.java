package io.winnow.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.winnow.contract.HandOff.Guideline;
import io.winnow.jobs.weak.WeakSettings.PhraseSource;
import io.winnow.jobs.weak.WeakSettings.WeakSource;
import io.winnow.weak.WeakRules.LetterCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Sections whose keys are names that a person gives. What is wrong becomes a problem and is left
 * out.
 */
record NamedSections(Problems problems) {

  private static final String DESCRIPTION = "description";
  private static final String EXAMPLES = "examples";
  private static final String CASE = "case";
  private static final String PHRASES = "phrases";
  private static final String PATTERNS = "patterns";

  /**
   * By type: a text, or an object with {@code description} and {@code examples}.
   *
   * @param section the key that holds the types
   */
  SortedMap<String, Guideline> guidelines(String section, ConfigObject types) {
    SortedMap<String, Guideline> guidelines = new TreeMap<>();
    types.forEach((type, value) -> guidelines.put(type, guideline(section + "." + type, value)));
    return guidelines;
  }

  private Guideline guideline(String key, ConfigValue value) {
    if (isText(value)) {
      return Guideline.of(text(value));
    }
    if (!(value instanceof ConfigObject guideline)) {
      problems.add(
          key,
          value.origin(),
          "a text or { description = \"text\", examples = [\"text\"] } is wanted");
      return Guideline.NONE;
    }
    String description = "";
    List<String> examples = List.of();
    for (var entry : guideline.entrySet()) {
      String name = key + "." + entry.getKey();
      ConfigValue given = entry.getValue();
      boolean isAbsent = given.valueType() == ConfigValueType.NULL;
      switch (entry.getKey()) {
        case DESCRIPTION -> {
          if (isText(given)) {
            description = text(given);
          } else if (!isAbsent) {
            problems.add(name, given.origin(), "a text is wanted");
          }
        }
        case EXAMPLES -> {
          if (given instanceof ConfigList list && list.stream().allMatch(NamedSections::isText)) {
            examples = list.stream().map(NamedSections::text).toList();
          } else if (!isAbsent) {
            problems.add(name, given.origin(), "a list of texts such as [\"New York\"] is wanted");
          }
        }
        default ->
            problems.add(
                name,
                given.origin(),
                "no such key; a guideline has %s and %s".formatted(DESCRIPTION, EXAMPLES));
      }
    }
    return new Guideline(description, examples);
  }

  /**
   * Weak annotators: {@code NAME { case = fold, phrases { TYPE = [..] }, patterns { TYPE = ".." }
   * }}.
   *
   * @param section the key that holds the annotators
   */
  SortedMap<String, WeakSource> weakSources(String section, ConfigObject annotators) {
    SortedMap<String, WeakSource> sources = new TreeMap<>();
    annotators.forEach(
        (name, value) -> {
          String key = section + "." + name;
          if (value instanceof ConfigObject annotator) {
            sources.put(name, weakSource(key, annotator));
          } else {
            problems.add(
                key,
                value.origin(),
                "{ phrases { TYPE = [\"text\"] }, patterns { TYPE = \"regular expression\" } } is wanted");
          }
        });
    return sources;
  }

  private WeakSource weakSource(String key, ConfigObject annotator) {
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
      if (isText(one)) {
        texts.add(text(one));
      } else {
        problems.add(key, one.origin(), "a list of texts is wanted");
      }
    }
    return texts;
  }

  /** Whether a text is what HOCON makes of it. */
  private static boolean isText(ConfigValue value) {
    return switch (value.valueType()) {
      case STRING, NUMBER, BOOLEAN -> true;
      default -> false;
    };
  }

  private static String text(ConfigValue value) {
    return String.valueOf(value.unwrapped());
  }
}
