package io.winnow.columns;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** A column that a setting names. */
record AskedColumn(Sample sample) {

  /**
   * @throws LayoutException if the file has none of the kind
   */
  ColumnProfile find(ColumnChoice asked, String setting, Function<Place, ColumnProfile> profile) {
    int columns = sample.shape().columns();
    if (asked.number().isPresent()) {
      int number = asked.number().getAsInt();
      int column = number > 0 ? number - 1 : columns + number;
      if (column < 0 || column >= columns) {
        throw new LayoutException(
            sample.shape().line(), "%s=%d, but there are %d columns", setting, number, columns);
      }
      return profile.apply(sample.place(column));
    }
    int column = named(asked.asked());
    if (column >= 0) {
      return profile.apply(sample.place(column));
    }
    int dot = asked.asked().lastIndexOf('.');
    String holder = dot < 0 ? "" : asked.asked().substring(0, dot);
    String key = asked.asked().substring(dot + 1);
    for (int i = 0; i < columns; i++) {
      boolean isHolder =
          holder.isEmpty() || holder.equals(String.valueOf(i + 1)) || i == named(holder);
      ColumnProfile features = profile.apply(sample.place(i));
      if (isHolder
          && features.kind() == ColumnKind.FEATURES
          && Oddities.keys(features).contains(key)) {
        return profile.apply(features.place().of(key));
      }
    }
    List<String> names = sample.names().stream().filter(name -> !name.isEmpty()).toList();
    throw new LayoutException(
        0,
        "%s=%s, but %s",
        setting,
        asked.asked(),
        names.isEmpty()
            ? "it names no columns; give a number"
            : "its columns are " + String.join(", ", names));
  }

  private int named(String name) {
    List<String> names = sample.names().stream().map(it -> it.toLowerCase(Locale.ROOT)).toList();
    return name.isEmpty() ? -1 : names.indexOf(name.toLowerCase(Locale.ROOT));
  }
}
