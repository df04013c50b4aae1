package io.winnow.jobs.ingest;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What numbers in a data set's fields mean: the names of each {@code ClassLabel}.
 *
 * @param byField by the field's name; a field inside another has that one's name and a dot before
 *     its own
 */
record ClassNames(SortedMap<String, Names> byField) implements Serializable {

  /** No numbers are known. */
  static final ClassNames NONE = new ClassNames(Collections.emptySortedMap());

  /** What a number is said of. */
  enum Of {
    /** The record as a whole. */
    RECORD,
    /** An element of a list, such as the tag of a word. */
    ELEMENT
  }

  /**
   * @param values from 0
   * @param origin the file that says so, for messages
   * @param contradiction what another file says; empty if none says otherwise
   */
  record Names(Of of, List<String> values, String origin, String contradiction)
      implements Serializable {

    Names {
      values = List.copyOf(values);
    }

    /**
     * @throws IllegalArgumentException if the files contradict each other
     */
    List<String> sure(String field) {
      if (!contradiction.isEmpty()) {
        throw new IllegalArgumentException(
            "what the numbers in '%s' mean is not sure: %s has %s, but %s; %s"
                .formatted(field, origin, values, contradiction, WAY_OUT));
      }
      return values;
    }

    /** The same with the knowledge that a file with such numbers does not say what they mean. */
    Names notIn(String file) {
      return contradiction.isEmpty()
          ? new Names(of, values, origin, "%s says nothing".formatted(file))
          : this;
    }

    private Names or(Names other) {
      return values.equals(other.values) || !contradiction.isEmpty()
          ? this
          : new Names(of, values, origin, "%s has %s".formatted(other.origin, other.values));
    }
  }

  /** What to do where numbers are without names. */
  static final String WAY_OUT = "name them, such as --set init.tag-names=[O,B-PER,I-PER]";

  ClassNames {
    byField = Collections.unmodifiableSortedMap(new TreeMap<>(byField));
  }

  /** What both say; where they differ, that is remembered. */
  ClassNames and(ClassNames other) {
    SortedMap<String, Names> both = new TreeMap<>(byField);
    other.byField.forEach((field, names) -> both.merge(field, names, Names::or));
    return new ClassNames(both);
  }

  static ClassNames all(Stream<ClassNames> some) {
    return some.reduce(NONE, ClassNames::and);
  }

  /** Null if nothing is known of it. */
  Names of(String field) {
    return byField.get(field);
  }
}
