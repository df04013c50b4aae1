package io.winnow.jobs.labels;

import io.winnow.contract.HandOff.Guideline;
import io.winnow.jobs.weak.WeakSettings;
import io.winnow.settings.Section;
import io.winnow.settings.Validation;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The keys {@code labels.*}.
 *
 * @param types entity types in the order of the model's outputs; empty: those seen in the input
 * @param guidelines entity type to what annotators are told of it
 * @param weak dictionaries and regular expressions that label by themselves
 */
@Section("labels")
public record LabelSettings(
    List<String> types, SortedMap<String, Guideline> guidelines, WeakSettings weak) {

  public LabelSettings {
    types = List.copyOf(types);
    guidelines = Collections.unmodifiableSortedMap(new TreeMap<>(guidelines));
    Validation validation = Validation.of(LabelSettings.class);
    for (String type : types) {
      if (type.isBlank() || !type.strip().equals(type)) {
        validation.add("types", "'%s' is no name for an entity type".formatted(type));
      }
    }
    if (new HashSet<>(types).size() < types.size()) {
      validation.add("types", "must have each entity type once, not " + types);
    }
    for (String type : guidelines.keySet()) {
      if (!types.isEmpty() && !types.contains(type)) {
        validation.add("guidelines." + type, "is for none of the labels.types " + types);
      }
    }
    validation.done();
  }
}
