package io.winnow.jobs.weak;

import io.winnow.settings.Section;
import io.winnow.settings.Validation;
import io.winnow.weak.WeakLabeler;
import io.winnow.weak.WeakRules;
import java.util.Collections;
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
          if (source.phrases().isEmpty() && source.patterns().isEmpty()) {
            validation.add(key, "has neither phrases nor patterns: give it some");
          }
          try {
            new WeakLabeler(new WeakRules(source.letters(), new TreeMap<>(), source.patterns()));
          } catch (IllegalArgumentException e) {
            validation.add(key + ".patterns", e.getMessage());
          }
        });
    validation.done();
  }

  public boolean isEmpty() {
    return weak.isEmpty();
  }
}
