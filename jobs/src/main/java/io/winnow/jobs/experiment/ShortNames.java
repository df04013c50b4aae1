package io.winnow.jobs.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Names that fit a column. A longer one is cut and gets a number, so that names stay unique.
 *
 * @param cut by name, those that did not fit, in their order
 */
record ShortNames(Map<String, String> cut) {

  static ShortNames of(List<String> names, int length) {
    Map<String, String> cut = new LinkedHashMap<>();
    for (String name : names) {
      if (name.length() > length) {
        String number = "~" + (cut.size() + 1);
        cut.put(name, name.substring(0, length - number.length()) + number);
      }
    }
    return new ShortNames(cut);
  }

  String of(String name) {
    return cut.getOrDefault(name, name);
  }

  /** A line for each name that was cut; empty where none was. */
  String legend() {
    StringBuilder lines = new StringBuilder();
    cut.forEach((name, shown) -> lines.append("  %s  %s%n".formatted(shown, name)));
    return lines.toString();
  }
}
