package io.winnow.jobs.labels;

import io.winnow.contract.HandOff.Guideline;
import io.winnow.jobs.weak.WeakSettings;
import io.winnow.settings.Section;
import io.winnow.settings.Validation;
import io.winnow.text.TypeMap;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The keys {@code labels.*}.
 *
 * @param map as {@link TypeMap#names}
 */
@Section("labels")
public record LabelSettings(
    List<String> types,
    SortedMap<String, String> map,
    SortedMap<String, Guideline> guidelines,
    WeakSettings weak) {

  public LabelSettings {
    types = List.copyOf(types);
    guidelines = Collections.unmodifiableSortedMap(new TreeMap<>(guidelines));
    Validation validation = Validation.of(LabelSettings.class);
    for (String type : types) {
      boolean isName = !type.isBlank() && type.strip().equals(type);
      validation.require(isName, "types", "'%s' is no name for an entity type".formatted(type));
    }
    boolean isOnceEach = new HashSet<>(types).size() == types.size();
    validation.require(isOnceEach, "types", "must have each entity type once, not " + types);
    try {
      map = new TypeMap(map).names();
    } catch (IllegalArgumentException e) {
      validation.require(false, "map", ": " + e.getMessage());
    }
    for (String name : map.values()) {
      boolean isKnown = types.isEmpty() || name.isEmpty() || types.contains(name);
      validation.require(
          isKnown,
          "map",
          "renames to '%s', which is none of the labels.types %s".formatted(name, types));
    }
    for (String type : guidelines.keySet()) {
      boolean isKnown = types.isEmpty() || types.contains(type);
      String message = "is for none of the labels.types " + types;
      validation.require(isKnown, "guidelines." + type, message);
    }
    validation.done();
  }

  /** How types are called by those who write them. */
  public TypeMap typeMap() {
    return new TypeMap(map);
  }
}
