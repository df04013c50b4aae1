package io.winnow.spark.ml;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.Identifiable;
import scala.Function1;

/** Params that refuse a wrong value with its name and the way out. */
final class Checked {

  /** Spark's own check says only that a value is invalid, so these throw instead. */
  private interface Check<T> extends Function1<T, Object>, Serializable {}

  private Checked() {}

  static Param<String> text(Identifiable parent, String name, String doc) {
    Check<String> check =
        value -> {
          if (value == null) {
            throw wrong(parent, name, "null", "leave it as it is, or give a text");
          }
          return true;
        };
    return new Param<>(parent, name, doc, check);
  }

  static Param<String> filledText(Identifiable parent, String name, String doc) {
    Check<String> check =
        value -> {
          if (value == null || value.isBlank()) {
            throw wrong(parent, name, "empty", "name one");
          }
          return true;
        };
    return new Param<>(parent, name, doc, check);
  }

  static Param<String> oneOf(Identifiable parent, String name, String doc, List<String> allowed) {
    Check<String> check =
        value -> {
          if (!allowed.contains(value)) {
            String quoted = value == null ? "null" : "'" + value + "'";
            throw wrong(parent, name, quoted, "use " + String.join(", ", allowed));
          }
          return true;
        };
    return new Param<>(parent, name, doc, check);
  }

  static IntParam atLeast(Identifiable parent, String name, String doc, int least) {
    Check<Object> check =
        value -> {
          if ((int) value < least) {
            throw wrong(
                parent, name, value.toString(), "give a whole number from %d on".formatted(least));
          }
          return true;
        };
    return new IntParam(parent, name, doc, check);
  }

  private static IllegalArgumentException wrong(
      Identifiable parent, String name, String value, String wayOut) {
    return new IllegalArgumentException(
        "%s: %s is %s; %s".formatted(parent.uid(), name, value, wayOut));
  }
}
