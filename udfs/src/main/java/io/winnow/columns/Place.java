package io.winnow.columns;

import java.util.Optional;

/**
 * Where a value stands in a line.
 *
 * @param column from 0
 * @param key of {@code key=value} in the column; empty: the column itself
 * @param name the column's, from the file's header; may be empty
 */
record Place(int column, Optional<String> key, String name) {

  /** Between values of a column, as in CoNLL-U. */
  private static final String BAR = "\\|";

  static Place of(int column, String name) {
    return new Place(column, Optional.empty(), name);
  }

  Place of(String key) {
    return new Place(column, Optional.of(key), name);
  }

  /** The value of a line; without its key it is {@code O}. */
  String in(String[] cells) {
    if (key.isEmpty()) {
      return cells[column];
    }
    String start = key.get() + "=";
    for (String item : cells[column].split(BAR)) {
      if (item.startsWith(start)) {
        return item.substring(start.length());
      }
    }
    return "O";
  }

  /** As a setting has it, such as {@code 3} or {@code 10.NER}. */
  String number() {
    return key.map(it -> "%d.%s".formatted(column + 1, it)).orElse(String.valueOf(column + 1));
  }

  /** As people count and call it. */
  @Override
  public String toString() {
    String called = name.isEmpty() ? "" : " " + name;
    return key.map(it -> "%d%s.%s".formatted(column + 1, called, it))
        .orElse("%d%s".formatted(column + 1, called));
  }
}
