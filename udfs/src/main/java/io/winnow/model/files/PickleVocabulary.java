package io.winnow.model.files;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a pickle may ask for beside numbers and texts, and the containers that it makes of them. */
interface PickleVocabulary {

  /**
   * What a name of Python's means.
   *
   * @return a {@link Function}, or a value that functions take
   * @throws InvalidModelException if it is not allowed
   */
  Object global(String module, String name);

  /** What is kept outside the pickle. */
  Object persistent(Object id);

  /** A function or class that may be called. */
  @FunctionalInterface
  interface Function {
    Object call(List<Object> arguments);
  }

  record Tuple(List<Object> items) {}

  /** A list. */
  record Sequence(List<Object> items) {

    Sequence() {
      this(new ArrayList<>());
    }
  }

  /** A dict; the keys are texts and Longs. */
  record Dict(Map<Object, Object> entries) {

    Dict() {
      this(new LinkedHashMap<>());
    }
  }

  /** Allows nothing. */
  record Nothing(String source) implements PickleVocabulary {

    @Override
    public Object global(String module, String name) {
      throw new InvalidModelException("%s asks for %s.%s: refused".formatted(source, module, name));
    }

    @Override
    public Object persistent(Object id) {
      throw new InvalidModelException("%s refers to something outside it".formatted(source));
    }
  }
}
