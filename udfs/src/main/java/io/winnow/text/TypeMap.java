package io.winnow.text;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Renames entity types and drops some on purpose. A name that a tag begins with, such as {@code
 * B-misc}, means the type.
 *
 * @param names from a type as it is written to the workspace's name for it; empty: it is dropped
 */
public record TypeMap(SortedMap<String, String> names) implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Every type keeps its name. */
  public static final TypeMap NONE = new TypeMap(Collections.emptySortedMap());

  private static final Pattern PREFIX = Pattern.compile("\\A[BILEUSM]-(?=.)");

  /**
   * @throws IllegalArgumentException if two keys mean one type and do not say the same
   */
  public TypeMap {
    SortedMap<String, String> bare = new TreeMap<>();
    names.forEach(
        (key, name) -> {
          String type = PREFIX.matcher(key.strip()).replaceFirst("");
          String before = bare.putIfAbsent(type, name.strip());
          if (before != null && !before.equals(name.strip())) {
            throw new IllegalArgumentException(
                "'%s' is mapped to '%s' and to '%s'".formatted(type, before, name.strip()));
          }
        });
    names = Collections.unmodifiableSortedMap(bare);
  }

  /** The workspace's name for a type; empty if the type is dropped. */
  public Optional<String> of(String type) {
    return Optional.of(names.getOrDefault(type, type)).filter(name -> !name.isEmpty());
  }

  /** Spans with their types renamed, without those dropped. */
  public List<EntitySpan> of(List<EntitySpan> spans) {
    return spans.stream()
        .flatMap(
            span ->
                of(span.type())
                    .map(type -> new EntitySpan(span.startWord(), span.endWord(), type))
                    .stream())
        .toList();
  }
}
