package io.winnow.notebook;

import io.winnow.api.WinnowTables;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The tables of a workspace as views for Spark SQL. */
record Views(WinnowTables tables) {

  /** The tables that queries in notes ask for. */
  private static final List<String> NAMES =
      List.of(
          "corpus",
          "scores",
          "selection",
          "annotations",
          "labels",
          "disputes",
          "annotators",
          "batches");

  /** Returns a line for each view: its name, how many rows, its columns. */
  String register() {
    return String.join("\n", NAMES.stream().map(this::register).toList());
  }

  private String register(String name) {
    Dataset<Row> table = tables.table(name);
    table.createOrReplaceTempView(name);
    return "%-11s  %,9d rows: %s"
        .formatted(name, table.count(), String.join(", ", table.columns()));
  }
}
