package io.winnow.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The known keys, from {@code winnow.conf}; finds unknown ones. */
final class KnownKeys {

  /** Sections whose keys are names that the user chooses. */
  private static final Set<String> FREE =
      Set.of(
          "labels.guidelines",
          "labels.map",
          "labels.weak",
          "vendor.redact-patterns",
          "vendor.redact-dictionaries");

  /** Keys of earlier versions, and what to write now. */
  private static final Map<String, String> REPLACED =
      Map.of(
          // Of the two names, each was taken for the other.
          "init.split",
              "init.segment = sentences to cut texts, or init.splits = none to read all files alike",
          "select.acquisition", "select.strategy = \"margin\"",
          "select.random-share", "select.strategy = \"mnlp + explore(0.2)\"");

  private static final LevenshteinDistance EDITS = LevenshteinDistance.getDefaultInstance();
  private static final int ALWAYS_NEAR = 2;
  private static final int LETTERS_AN_ERROR = 4;

  private final ConfigObject reference;
  private final Set<String> keys = new TreeSet<>();

  KnownKeys(Config reference) {
    this.reference = reference.root();
    reference.entrySet().forEach(entry -> keys.add(entry.getKey()));
    keys.addAll(FREE);
  }

  /** In full, such as {@code train.epochs}; a section of free names is one. */
  Set<String> keys() {
    return keys;
  }

  /** Adds a problem for each key of the configuration that does not exist. */
  void check(Config config, Problems problems) {
    check("", config.root(), reference, problems);
  }

  private void check(String prefix, ConfigObject section, ConfigObject known, Problems problems) {
    for (Map.Entry<String, ConfigValue> entry : new TreeMap<>(section).entrySet()) {
      String key = prefix + ConfigUtil.joinPath(entry.getKey());
      ConfigValue value = entry.getValue();
      ConfigValue there = known == null ? null : known.get(entry.getKey());
      if (FREE.contains(key)) {
        continue;
      }
      if (value instanceof ConfigObject inner && !keys.contains(key)) {
        check(key + ".", inner, there instanceof ConfigObject object ? object : null, problems);
      } else if (there instanceof ConfigObject) {
        problems.add(
            key, value.origin(), "is a section: give its keys, such as " + firstKeyBelow(key));
      } else if (there == null) {
        problems.add(key, value.origin(), "no such key" + hint(key));
      }
    }
  }

  private String firstKeyBelow(String section) {
    return keys.stream().filter(key -> key.startsWith(section + ".")).findFirst().orElse(section);
  }

  private String hint(String key) {
    if (REPLACED.containsKey(key)) {
      return " any more; write it as " + REPLACED.get(key);
    }
    return nearest(key, keys)
        .map(near -> "; did you mean " + near + "?")
        .orElse("; conf/winnow.conf lists all keys");
  }

  /** The key most like the written one, by whole key or by its last part; empty if none is near. */
  static Optional<String> nearest(String written, Collection<String> keys) {
    String key = written.toLowerCase(Locale.ROOT).replace('_', '-');
    int near = Math.max(ALWAYS_NEAR, key.length() / LETTERS_AN_ERROR);
    return keys.stream()
        .filter(candidate -> distance(key, candidate) <= near)
        .min(
            Comparator.<String>comparingInt(candidate -> distance(key, candidate))
                .thenComparingInt(candidate -> EDITS.apply(key, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  private static int distance(String key, String candidate) {
    return Math.min(EDITS.apply(key, candidate), EDITS.apply(last(key), last(candidate)));
  }

  private static String last(String key) {
    return key.substring(key.lastIndexOf('.') + 1);
  }
}
