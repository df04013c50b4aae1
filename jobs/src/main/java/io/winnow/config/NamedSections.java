package io.winnow.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.winnow.contract.HandOff.Guideline;
import io.winnow.jobs.weak.WeakSettings.PhraseSource;
import io.winnow.jobs.weak.WeakSettings.WeakSource;
import io.winnow.weak.WeakRules.LetterCase;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Sections whose keys are names that a person gives. What is wrong becomes a problem and is left
 * out.
 */
record NamedSections(Problems problems) {

  /**
   * By name: a text; null becomes the empty one.
   *
   * @param section the key that holds the names
   */
  SortedMap<String, String> names(String section, ConfigObject values) {
    SortedMap<String, String> names = new TreeMap<>();
    values.forEach(
        (name, value) -> {
          boolean isNull = value.valueType() == ConfigValueType.NULL;
          boolean isName = isNull || isText(value) && !text(value).isBlank();
          require(isName, section + "." + name, value, "a name or null is wanted");
          names.put(name, isName && !isNull ? text(value) : "");
        });
    return names;
  }

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
      refuse(key, value, "a text or { description = \"text\", examples = [\"text\"] } is wanted");
      return Guideline.NONE;
    }
    String description = "";
    List<String> examples = List.of();
    for (Map.Entry<String, ConfigValue> entry : guideline.entrySet()) {
      String name = key + "." + entry.getKey();
      ConfigValue given = entry.getValue();
      boolean isAbsent = given.valueType() == ConfigValueType.NULL;
      switch (entry.getKey()) {
        case "description" -> {
          require(isText(given) || isAbsent, name, given, "a text is wanted");
          description = isText(given) ? text(given) : "";
        }
        case "examples" -> {
          boolean areTexts =
              given instanceof ConfigList list && list.stream().allMatch(NamedSections::isText);
          String wanted = "a list of texts such as [\"New York\"] is wanted";
          require(areTexts || isAbsent, name, given, wanted);
          examples = areTexts ? texts(name, given) : List.of();
        }
        default -> refuse(name, given, "no such key; a guideline has description and examples");
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
    String wanted =
        "{ phrases { TYPE = [\"text\"] }, patterns { TYPE = \"regular expression\" } } is wanted";
    SortedMap<String, WeakSource> sources = new TreeMap<>();
    annotators.forEach(
        (name, value) -> {
          if (value instanceof ConfigObject annotator) {
            sources.put(name, weakSource(section + "." + name, annotator));
          } else {
            refuse(section + "." + name, value, wanted);
          }
        });
    return sources;
  }

  /**
   * By name: a text, or a list of texts.
   *
   * @param section the key that holds the names
   */
  SortedMap<String, List<String>> textLists(String section, ConfigObject values) {
    SortedMap<String, List<String>> lists = new TreeMap<>();
    values.forEach((name, value) -> lists.put(name, texts(section + "." + name, value)));
    return lists;
  }

  /**
   * By name: a file, or a list of phrases.
   *
   * @param section the key that holds the names
   */
  SortedMap<String, PhraseSource> dictionaries(String section, ConfigObject values) {
    SortedMap<String, PhraseSource> sources = new TreeMap<>();
    values.forEach((name, value) -> sources.put(name, phrases(section + "." + name, value)));
    return sources;
  }

  private WeakSource weakSource(String key, ConfigObject annotator) {
    LetterCase letters = LetterCase.EXACT;
    SortedMap<String, PhraseSource> phrases = new TreeMap<>();
    SortedMap<String, List<String>> patterns = new TreeMap<>();
    for (Map.Entry<String, ConfigValue> entry : annotator.entrySet()) {
      String name = key + "." + entry.getKey();
      ConfigValue value = entry.getValue();
      switch (entry.getKey()) {
        case "case" -> letters = letters(name, value);
        case "phrases" ->
            section(name, value)
                .forEach((type, list) -> phrases.put(type, phrases(name + "." + type, list)));
        case "patterns" ->
            section(name, value)
                .forEach((type, list) -> patterns.put(type, texts(name + "." + type, list)));
        default ->
            refuse(name, value, "no such key; a weak annotator has case, phrases and patterns");
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
    refuse(key, value, "one of exact, fold is wanted, not " + value.unwrapped());
    return LetterCase.EXACT;
  }

  private SortedMap<String, ConfigValue> section(String key, ConfigValue value) {
    if (value instanceof ConfigObject section) {
      return new TreeMap<>(section);
    }
    refuse(key, value, "{ TYPE = ... } is wanted");
    return new TreeMap<>();
  }

  private PhraseSource phrases(String key, ConfigValue value) {
    return value.valueType() == ConfigValueType.STRING
        ? new PhraseSource.File((String) value.unwrapped())
        : new PhraseSource.Given(texts(key, value));
  }

  private List<String> texts(String key, ConfigValue value) {
    List<ConfigValue> list = value instanceof ConfigList several ? several : List.of(value);
    list.forEach(one -> require(isText(one), key, one, "a list of texts is wanted"));
    return list.stream().filter(NamedSections::isText).map(NamedSections::text).toList();
  }

  private void require(boolean holds, String key, ConfigValue value, String message) {
    if (!holds) {
      refuse(key, value, message);
    }
  }

  private void refuse(String key, ConfigValue value, String message) {
    problems.add(key, value.origin(), message);
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
