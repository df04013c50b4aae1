package io.winnow.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import io.winnow.contract.HandOff.Guideline;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What annotators are told of each type: a text, or an object with {@code description} and {@code
 * examples}. What is wrong becomes a problem, and the type goes without.
 */
final class GuidelineReader {

  static final String KEY = "labels.guidelines";
  private static final String DESCRIPTION = "description";
  private static final String EXAMPLES = "examples";

  private final Problems problems;

  GuidelineReader(Problems problems) {
    this.problems = problems;
  }

  /**
   * @param types each with what is said of it
   */
  SortedMap<String, Guideline> read(ConfigObject types) {
    SortedMap<String, Guideline> guidelines = new TreeMap<>();
    types.forEach((type, value) -> guidelines.put(type, guideline(KEY + "." + type, value)));
    return guidelines;
  }

  private Guideline guideline(String key, ConfigValue value) {
    return switch (value.valueType()) {
      case STRING, NUMBER, BOOLEAN -> Guideline.of(String.valueOf(value.unwrapped()));
      case OBJECT -> guideline(key, (ConfigObject) value);
      default -> {
        problems.add(
            key,
            value.origin(),
            "a text or { description = \"text\", examples = [\"text\"] } is wanted");
        yield Guideline.NONE;
      }
    };
  }

  private Guideline guideline(String key, ConfigObject object) {
    object.forEach(
        (name, value) -> {
          if (!Set.of(DESCRIPTION, EXAMPLES).contains(name)) {
            problems.add(
                key + "." + name,
                value.origin(),
                "no such key; a guideline has %s and %s".formatted(DESCRIPTION, EXAMPLES));
          }
        });
    Config config = object.toConfig();
    return new Guideline(description(key, config), examples(key, config));
  }

  private String description(String key, Config config) {
    try {
      return config.hasPath(DESCRIPTION) ? config.getString(DESCRIPTION) : "";
    } catch (ConfigException e) {
      problems.add(
          key + "." + DESCRIPTION, config.getValue(DESCRIPTION).origin(), "a text is wanted");
      return "";
    }
  }

  private List<String> examples(String key, Config config) {
    try {
      return config.hasPath(EXAMPLES) ? config.getStringList(EXAMPLES) : List.of();
    } catch (ConfigException e) {
      problems.add(
          key + "." + EXAMPLES,
          config.getValue(EXAMPLES).origin(),
          "a list of texts such as [\"New York\"] is wanted");
      return List.of();
    }
  }
}
