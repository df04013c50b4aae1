package io.winnow.jobs;

import io.winnow.contract.HandOff.Guideline;
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
 */
public record LabelSettings(List<String> types, SortedMap<String, Guideline> guidelines) {

  public LabelSettings {
    types = List.copyOf(types);
    guidelines = Collections.unmodifiableSortedMap(new TreeMap<>(guidelines));
    Checks checks = Checks.of("labels");
    for (String type : types) {
      if (type.isBlank() || !type.strip().equals(type)) {
        checks.add("types", "'%s' is no name for an entity type".formatted(type));
      }
    }
    if (new HashSet<>(types).size() < types.size()) {
      checks.add("types", "must have each entity type once, not " + types);
    }
    for (String type : guidelines.keySet()) {
      if (!types.isEmpty() && !types.contains(type)) {
        checks.add("guidelines." + type, "is for none of the labels.types " + types);
      }
    }
    checks.done();
  }
}
