package io.winnow.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;

/** Runs a file of SQL in the folder that it is started in, as {@code duckdb < file} would. */
public final class DuckShell {

  private DuckShell() {}

  public static void main(String[] files) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      for (String file : files) {
        statement.execute(Files.readString(Path.of(file)));
      }
    }
  }
}
