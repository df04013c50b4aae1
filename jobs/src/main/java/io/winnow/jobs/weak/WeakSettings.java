package io.winnow.jobs.weak;

import io.winnow.jobs.Checks;
import io.winnow.weak.WeakLabeler;
import io.winnow.weak.WeakRules;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The keys {@code labels.weak.*}.
 *
 * @param annotators by name
 */
public record WeakSettings(SortedMap<String, WeakSource> annotators) {

  public static final WeakSettings NONE = new WeakSettings(new TreeMap<>());

  public WeakSettings {
    annotators = Collections.unmodifiableSortedMap(new TreeMap<>(annotators));
    Checks checks = Checks.of("labels");
    annotators.forEach(
        (name, source) -> {
          String key = "weak." + name;
          if (source.phrases().isEmpty() && source.patterns().isEmpty()) {
            checks.add(key, "has neither phrases nor patterns: give it some");
          }
          try {
            new WeakLabeler(new WeakRules(source.letters(), new TreeMap<>(), source.patterns()));
          } catch (IllegalArgumentException e) {
            checks.add(key + ".patterns", e.getMessage());
          }
        });
    checks.done();
  }

  public boolean isEmpty() {
    return annotators.isEmpty();
  }
}
