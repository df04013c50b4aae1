package io.winnow.notebook;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import scala.Tuple2;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** What forms offer, what was put into them, and text of a corpus in a note's output. */
final class Forms {

  private static final String WIDE_PERCENT = "\uff05";
  private static final Pattern COMMAND = Pattern.compile("^(\\s*)%", Pattern.MULTILINE);

  private Forms() {}

  /**
   * Text that is shown as it is. Zeppelin takes a line of an output, or a cell of a table, that
   * begins with {@code %html} for a page, and runs what is in it.
   */
  static String plain(String text) {
    return COMMAND.matcher(text).replaceAll("$1" + WIDE_PERCENT);
  }

  /** As {@code z.select} and {@code z.checkbox} take it: each value, and what is shown for it. */
  static <T> Seq<Tuple2<Object, String>> options(
      List<T> values, Function<T, String> value, Function<T, String> shown) {
    return JavaConverters.asScalaBuffer(
            values.stream()
                .map(one -> new Tuple2<Object, String>(value.apply(one), shown.apply(one)))
                .toList())
        .toList();
  }

  static Seq<Tuple2<Object, String>> options(List<String> values, Function<String, String> shown) {
    return options(values, Function.identity(), shown);
  }

  /** What was chosen, as text. */
  static List<String> chosen(Seq<?> values) {
    return JavaConverters.seqAsJavaList(values).stream().map(String::valueOf).toList();
  }

  /** Without blanks around it; empty where there is nothing. */
  static String text(Object value) {
    return value == null ? "" : value.toString().strip();
  }

  /**
   * @param form its name, for the message
   * @throws IllegalArgumentException if it is no number
   */
  static double number(String form, Object value) {
    try {
      return Double.parseDouble(text(value));
    } catch (NumberFormatException e) {
      throw wrong(form, value, "a number, such as 0.5");
    }
  }

  /**
   * @throws IllegalArgumentException if it is no whole number, or below 0
   */
  static int count(String form, Object value) {
    try {
      int count = Integer.parseInt(text(value));
      if (count >= 0) {
        return count;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number below 0.
    }
    throw wrong(form, value, "a whole number, 0 or more");
  }

  private static IllegalArgumentException wrong(String form, Object value, String wanted) {
    return new IllegalArgumentException("%s is '%s'; give %s".formatted(form, text(value), wanted));
  }
}
