package io.winnow.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;

/**
 * How a file lays out a list column. Tools write lists on three levels, on two (older writers), or
 * as a bare repeated field; the rules are those of Parquet's LogicalTypes page, "Lists", backward
 * compatibility.
 *
 * @param column the column's name
 * @param repeated name of the repeated field within the column; the column's own for a bare one
 * @param element type of an element
 */
record ListShape(String column, Layout layout, String repeated, Type element) {

  enum Layout {
    BARE,
    TWO_LEVELS,
    THREE_LEVELS
  }

  /** Empty if the column is no list. */
  static Optional<ListShape> of(Type column) {
    String name = column.getName();
    if (column.isRepetition(Repetition.REPEATED)) {
      return Optional.of(new ListShape(name, Layout.BARE, name, column));
    }
    if (column.isPrimitive() || column.asGroupType().getFieldCount() != 1) {
      return Optional.empty();
    }
    Type repeated = column.asGroupType().getType(0);
    if (!repeated.isRepetition(Repetition.REPEATED)) {
      return Optional.empty();
    }
    if (isElement(repeated, name)) {
      return Optional.of(new ListShape(name, Layout.TWO_LEVELS, repeated.getName(), repeated));
    }
    Type element = repeated.asGroupType().getType(0);
    if (element.isRepetition(Repetition.REPEATED)) {
      return Optional.empty();
    }
    return Optional.of(new ListShape(name, Layout.THREE_LEVELS, repeated.getName(), element));
  }

  private static boolean isElement(Type repeated, String column) {
    if (repeated.isPrimitive()) {
      return true;
    }
    GroupType group = repeated.asGroupType();
    return group.getFieldCount() > 1
        || group.getName().equals("array")
        || group.getName().equals(column + "_tuple");
  }

  /** The elements of a row's list in order; null where the list is null. */
  List<Cell> elements(Group row) {
    if (layout == Layout.BARE) {
      return cells(row, column);
    }
    Group list = new Cell(row, column, 0).group();
    if (list == null) {
      return null;
    }
    List<Cell> cells = cells(list, repeated);
    if (layout == Layout.THREE_LEVELS) {
      cells.replaceAll(cell -> new Cell(cell.group(), element.getName(), 0));
    }
    return cells;
  }

  private static List<Cell> cells(Group holder, String field) {
    int count = holder.getFieldRepetitionCount(field);
    List<Cell> cells = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      cells.add(new Cell(holder, field, i));
    }
    return cells;
  }
}
