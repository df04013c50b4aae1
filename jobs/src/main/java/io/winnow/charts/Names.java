package io.winnow.charts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Names as there is room for them in a chart. Those that differ in what was cut off alone stay
 * apart, as Lets-Plot takes equal names for one.
 *
 * @param whole by what is shown, in the order given
 */
record Names(Map<String, String> whole) {

  /**
   * @param shortened to the room there is
   */
  static Names of(List<String> given, UnaryOperator<String> shortened) {
    Map<String, String> whole = new LinkedHashMap<>();
    for (String name : given) {
      String shown = shortened.apply(name);
      while (whole.containsKey(shown)) {
        shown += Size.ROOM;
      }
      whole.put(shown, Size.printable(name));
    }
    return new Names(whole);
  }

  List<String> shown() {
    return List.copyOf(whole.keySet());
  }
}
