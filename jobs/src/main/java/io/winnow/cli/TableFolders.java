package io.winnow.cli;

import io.winnow.api.WinnowTables;
import io.winnow.api.WinnowTables.Folder;
import io.winnow.workspace.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where the tables of a workspace lie, as tools outside of Hadoop write it.
 *
 * @param folders by table; none for a table that is not published yet
 */
record TableFolders(Map<String, List<Folder>> folders) {

  static TableFolders of(WinnowTables tables) {
    Map<String, List<Folder>> folders = new LinkedHashMap<>();
    WinnowTables.names()
        .forEach(
            name ->
                folders.put(
                    name,
                    tables.folders(name).stream()
                        .map(it -> new Folder(outside(it.folder()), it.round()))
                        .toList()));
    return new TableFolders(folders);
  }

  /** Only Hadoop writes {@code file:/folder} and {@code s3a://bucket}. */
  private static String outside(String uri) {
    return uri.replaceFirst("^file:(//)?(?=/)", "").replaceFirst("^s3[an]://", "s3://");
  }

  TableFolders only(String name) {
    return new TableFolders(Map.of(name, folders.get(name)));
  }

  boolean isEmpty() {
    return folders.values().stream().allMatch(List::isEmpty);
  }

  /** Each folder in a line of its own. */
  String lines() {
    return folders.values().stream()
        .flatMap(List::stream)
        .map(it -> it.folder() + System.lineSeparator())
        .collect(Collectors.joining());
  }

  String text() {
    StringBuilder text = new StringBuilder();
    folders.forEach(
        (name, all) -> {
          if (all.isEmpty()) {
            row(text, name, "not published yet");
          }
          all.forEach(it -> row(text, it == all.get(0) ? name : "", it.folder()));
        });
    return text.toString();
  }

  private static void row(StringBuilder text, String name, String folder) {
    text.append(String.format(Locale.ROOT, "%-12s %s%n", name, folder));
  }

  String json() {
    return Json.write(folders);
  }

  /** DuckDB's dialect. */
  String sql() {
    StringBuilder sql = new StringBuilder();
    folders.forEach(
        (name, all) ->
            sql.append(
                all.isEmpty()
                    ? "-- %s: not published yet%n".formatted(name)
                    : "CREATE OR REPLACE VIEW %s AS%n%s;%n"
                        .formatted(
                            name,
                            all.stream()
                                .map(TableFolders::select)
                                .collect(
                                    Collectors.joining("%n  UNION ALL BY NAME%n".formatted())))));
    return sql.toString();
  }

  /** Else DuckDB would make columns of names such as {@code run=ID}. */
  private static String select(Folder folder) {
    return "  SELECT *%s FROM read_parquet('%s/*.parquet', hive_partitioning = false)"
        .formatted(
            folder.round() == null ? "" : ", %d AS round".formatted(folder.round()),
            folder.folder().replace("'", "''"));
  }
}
