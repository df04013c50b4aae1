package io.winnow.charts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A piece of what Lets-Plot is told to draw, in the terms of its Python functions: {@code
 * geom_line(size=2)} is {@code Spec.geom("line").with("size", 2.0)}.
 */
record Spec(Map<String, Object> values) {

  static Spec empty() {
    return new Spec(new LinkedHashMap<>());
  }

  static Spec named(String name) {
    return empty().with("name", name);
  }

  /** A layer with data of its own. */
  static Spec geom(String name, Spec data) {
    return empty().with("geom", name).with("data", data);
  }

  /** A scale of an aesthetic such as {@code color}. */
  static Spec scale(String aesthetic) {
    return empty().with("aesthetic", aesthetic);
  }

  static Spec scale(String aesthetic, Axis axis) {
    return scale(aesthetic).with("name", axis.label()).with("format", axis.ticks().format());
  }

  /** This one with a value more; null is one. */
  Spec with(String key, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(values);
    more.put(key, value instanceof Spec spec ? spec.values : value);
    return new Spec(more);
  }

  /** A list, as Lets-Plot wants it: nulls are allowed, specs become maps. */
  static List<Object> list(Iterable<?> elements) {
    List<Object> list = new ArrayList<>();
    elements.forEach(element -> list.add(element instanceof Spec spec ? spec.values : element));
    return list;
  }
}
