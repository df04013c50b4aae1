package io.winnow.spark;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What a model makes of a text.
 *
 * @param entities in reading order; none overlap
 * @param mnlp see {@link io.winnow.acquisition.Mnlp}; nothing for a text without words
 */
public record TextReading(List<TextEntity> entities, OptionalDouble mnlp) {

  /** Of a text without words. */
  static final TextReading EMPTY = new TextReading(List.of(), OptionalDouble.empty());
}
