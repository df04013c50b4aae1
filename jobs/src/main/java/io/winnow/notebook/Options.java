package io.winnow.notebook;

import java.util.List;
import java.util.function.Function;
import scala.Tuple2;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** What forms offer, as Zeppelin's {@code z.select} and {@code z.checkbox} take it. */
final class Options {

  private Options() {}

  /** Each value and what is shown for it. */
  static <T> Seq<Tuple2<Object, String>> of(
      List<T> values, Function<T, String> value, Function<T, String> shown) {
    return JavaConverters.asScalaBuffer(
            values.stream()
                .map(one -> new Tuple2<Object, String>(value.apply(one), shown.apply(one)))
                .toList())
        .toList();
  }

  /** Values that are shown as they are. */
  static Seq<Tuple2<Object, String>> of(List<String> values) {
    return of(values, Function.identity(), Function.identity());
  }

  static Seq<Object> all(List<String> values) {
    return JavaConverters.asScalaBuffer(List.<Object>copyOf(values)).toList();
  }

  /** What was chosen, as text. */
  static List<String> chosen(Seq<?> values) {
    return JavaConverters.seqAsJavaList(values).stream().map(String::valueOf).toList();
  }
}
