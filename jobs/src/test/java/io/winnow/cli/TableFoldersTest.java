package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.api.ExitCode;
import io.winnow.api.WinnowTables;
import io.winnow.testing.Duck;
import io.winnow.workspace.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code winnow tables}: tools that know nothing of runs find the newest tables. */
class TableFoldersTest {

  private static final String ROWS = "SELECT count(*) FROM ";

  @TempDir Path folder;

  @Test
  void everyTableOpensInDuckDbAnEmptyOneToo() {
    Desk desk = Stages.MERGED.copyTo(folder.resolve("it's here"));
    JsonNode tables = Json.tree(desk.run("tables", "--json").exited(ExitCode.DONE).out());

    assertThat(tables.get("disputes")).hasSize(1);
    assertThat(tables.get("review")).isEmpty();
    for (String name : WinnowTables.names()) {
      for (JsonNode part : tables.get(name)) {
        String files =
            "read_parquet('%s/*.parquet', hive_partitioning = false)"
                .formatted(part.get("folder").asText().replace("'", "''"));
        List<String> columns =
            Duck.query("DESCRIBE SELECT * FROM " + files).stream().map(row -> row.get(0)).toList();
        assertThat(columns)
            .as(name)
            .containsAll(
                Arrays.stream(WinnowTables.schema(name).fieldNames())
                    .filter(column -> !column.equals("round") || !part.has("round"))
                    .toList());
      }
    }
    String views = desk.run("tables", "--sql").exited(ExitCode.DONE).out();
    assertThat(Duck.query(views + ROWS + "labels")).isEqualTo(List.of(List.of("12")));
    assertThat(Duck.query(views + ROWS + "disputes")).isEqualTo(List.of(List.of("0")));
    assertThat(Duck.query(views + "SELECT DISTINCT round FROM annotations"))
        .isEqualTo(List.of(List.of("0")));
  }

  @Test
  void aTableIsFoundByItsNameAlone() {
    Desk desk = Stages.MERGED.copyTo(folder.resolve("workspace"));

    assertThat(desk.run("tables", "labels").exited(ExitCode.DONE).out().lines())
        .containsExactly(desk.published("labels", "labels").toString());
    desk.run("tables").exited(ExitCode.DONE).saying("labels       /", "review       not published");
    desk.run("tables", "review")
        .exited(ExitCode.USAGE)
        .saying("has no table 'review' yet: 'winnow status' says what is due");
    desk.run("tables", "label")
        .exited(ExitCode.USAGE)
        .saying("'label' is no table; there are corpus, gold, holdout,");
  }

  @Test
  void thePagesQueryFindsTheNewestLabelsWithoutWinnow() throws IOException {
    Desk desk = Stages.MERGED.copyTo(folder.resolve("workspace"));
    desk.run("labels", "exclude", "--annotator=annotator-01").exited(ExitCode.DONE);
    String page = Files.readString(Path.of("docs/views.md"));
    String sql = page.substring(page.indexOf("```sql") + "```sql".length());
    sql = sql.substring(0, sql.indexOf("```")).replace("'W/", "'" + desk.workspace() + "/");

    assertThat(Duck.query(sql)).isEmpty();
  }

  @Test
  void aFolderThatIsNoWorkspaceIsNamed() {
    Desk.at(folder.resolve("none"))
        .run("tables")
        .exited(ExitCode.USAGE)
        .saying("is no workspace: it has no corpus");
  }
}
