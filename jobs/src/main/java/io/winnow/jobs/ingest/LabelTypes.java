package io.winnow.jobs.ingest;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;

import io.winnow.jobs.labels.LabelSettings;
import io.winnow.text.TypeMap;
import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/**
 * What becomes of the entity types of an input, before anything else is done with its labels.
 *
 * @param asked the types that are wanted; empty: all
 */
record LabelTypes(TypeMap map, List<String> asked) implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Every type, by its own name. */
  static final LabelTypes ALL = new LabelTypes(TypeMap.NONE, List.of());

  static LabelTypes of(LabelSettings settings) {
    return new LabelTypes(settings.typeMap(), settings.types());
  }

  /** What happens to a type. */
  enum Fate {
    KEPT,
    /** By labels.map, on purpose. */
    DROPPED,
    /** It is none of labels.types. */
    UNKNOWN
  }

  Fate fate(String type) {
    return map.of(type)
        .map(name -> asked.isEmpty() || asked.contains(name) ? Fate.KEPT : Fate.UNKNOWN)
        .orElse(Fate.DROPPED);
  }

  /**
   * @param found by the input's own names
   * @return of those with one fate, by the workspace's names; by their own where they are dropped
   */
  SortedMap<String, Long> with(Fate fate, SortedMap<String, Long> found) {
    SortedMap<String, Long> some = new TreeMap<>();
    found.forEach(
        (type, count) -> {
          if (fate(type) == fate) {
            some.merge(map.of(type).orElse(type), count, Long::sum);
          }
        });
    return Collections.unmodifiableSortedMap(some);
  }

  /**
   * @param spans a column of spans; null stays null
   */
  Column applied(Column spans) {
    Column renamed = map.names().isEmpty() ? spans : transform(spans, this::renamed);
    return asked.isEmpty() && map.names().isEmpty()
        ? spans
        : filter(renamed, span -> isWanted(span.getField("type")));
  }

  private Column isWanted(Column type) {
    return asked.isEmpty() ? type.notEqual("") : type.isInCollection(asked);
  }

  private Column renamed(Column span) {
    Column type = span.getField("type");
    Column[] names =
        map.names().entrySet().stream()
            .flatMap(it -> Stream.of(lit(it.getKey()), lit(it.getValue())))
            .toArray(Column[]::new);
    return struct(
        span.getField("start_word").as("start_word"),
        span.getField("end_word").as("end_word"),
        coalesce(element_at(functions.map(names), type), type).as("type"));
  }
}
