package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.api.ExitCode;
import io.winnow.files.Sha256;
import io.winnow.testing.Duck;
import io.winnow.workspace.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A round chooses from what a file names, such as what a search found. */
class SelectOnlyTest {

  private static final String ONLY = "--set=select.only=";

  @TempDir Path folder;

  @Test
  void whatASearchFoundIsWhatARoundChoosesFrom() throws IOException {
    Desk desk = Stages.READY.copyTo(folder.resolve("workspace"));
    for (String name : List.of("found.parquet", "found.txt")) {
      Path file = desk.workspace().resolve(name);
      desk.run("corpus", "search", "--regex=(?i)e", "--where=word_count > 6", "--to=" + file)
          .exited(ExitCode.DONE);
    }
    String ids = Files.readString(desk.workspace().resolve("found.txt"));
    String all = "--set=select.budget-sentences=1000";
    Desk again = Stages.READY.copyTo(folder.resolve("again"));
    Path listed = Files.writeString(folder.resolve("with header.csv"), "\uFEFFid\r\n" + ids);
    desk.run("select", all, ONLY + "found.parquet")
        .exited(ExitCode.DONE)
        .saying("only: file:", "found.parquet; %d ids: %1$d in the pool".formatted(lines(ids)));
    again.run("select", all, ONLY + listed).exited(ExitCode.DONE);
    String selection = "SELECT id FROM %s ORDER BY id";
    List<List<String>> chosen =
        Duck.query(selection.formatted(desk.table("rounds/0000/selection", "selection")));
    assertThat(chosen)
        .isEqualTo(ids.lines().map(List::of).toList())
        .isEqualTo(
            Duck.query(selection.formatted(again.table("rounds/0000/selection", "selection"))))
        .hasSizeLessThan(96);
    JsonNode input = manifest(again).at("/inputs/only");
    assertThat(input.get("source").asText()).endsWith("with header.csv");
    assertThat(input.get("contentHash").asText())
        .isEqualTo(Sha256.of(Files.newInputStream(listed)));
    assertThat(input.at("/counts/ids").asLong()).isEqualTo(lines(ids));
  }

  @Test
  void whereEachNamedSentenceStandsIsSaid() throws IOException {
    Desk desk = Stages.MEASURED.copyTo(folder.resolve("workspace"));
    desk.run("score").exited(ExitCode.DONE);
    String labelled = ids(desk, "labels", "labels", 3);
    String held = ids(desk, "corpus", "holdout", 2);
    String pool =
        Duck.query(
                "SELECT id FROM %s WHERE id NOT IN (SELECT id FROM %s) ORDER BY id LIMIT 4"
                    .formatted(desk.table("corpus", "sentences"), desk.table("labels", "labels")))
            .stream()
            .map(row -> row.get(0) + "\n")
            .reduce("", String::concat);
    Path file = desk.workspace().resolve("only.txt");
    Files.writeString(file, labelled + held + "0".repeat(32) + "\n\n" + labelled);
    desk.run("select", ONLY + "only.txt")
        .exited(ExitCode.DONE)
        .saying(
            "nothing; strategy, budget and select.only select none of the 84 sentences",
            "6 ids: 0 in the pool; 3 labelled; 2 held out; 1 of no sentence of this workspace");
    Files.writeString(file, labelled + pool);
    desk.run("select", ONLY + "only.txt", "--set=select.strategy=mnlp")
        .exited(ExitCode.DONE)
        .saying("Select: 4 sentences", "4 by score", "7 ids: 4 in the pool; 3 labelled");
  }

  @Test
  void aFileThatNamesNothingIsRefused() throws IOException {
    Desk desk = Stages.READY.copyTo(folder.resolve("workspace"));
    refused(desk, "none.txt", "is the file file:", "which is not there: put it there");
    write("empty.txt", "\n  \nid\n");
    refused(desk, "../empty.txt", "which is empty: it names no sentence");
    write("other.txt", "7\n\u001b[31m8\n");
    refused(desk, "../other.txt", "has one of its 2 ids, such as '7'");
    Files.write(folder.resolve("bytes"), new byte[] {'a', (byte) 0xFF, 'b'});
    refused(desk, "../bytes", "which is neither Parquet nor text");
    write("cut.parquet", "PAR1 and no more");
    refused(desk, "../cut.parquet", "can't be read as Parquet");
    Duck.execute(
        "COPY (SELECT 1 AS number) TO '%s' (FORMAT parquet)"
            .formatted(folder.resolve("numbers.parquet")));
    refused(desk, "../numbers.parquet", "has no column id (string); there are struct<number:int>");
    write("held.txt", ids(desk, "corpus", "holdout", 2));
    refused(desk, "../held.txt", "names no sentence of the pool", "2 held out");
    assertThat(desk.pointers().keySet()).noneMatch(it -> it.contains("selection"));
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private static void refused(Desk desk, String file, String... saying) {
    desk.run("select", ONLY + file).exited(ExitCode.USAGE).saying("select.only: ").saying(saying);
  }

  private static String ids(Desk desk, String shelf, String table, int count) {
    return Duck.query(
            "SELECT id FROM %s ORDER BY id LIMIT %d".formatted(desk.table(shelf, table), count))
        .stream()
        .map(row -> row.get(0) + "\n")
        .reduce("", String::concat);
  }

  private static long lines(String text) {
    return text.lines().count();
  }

  private static JsonNode manifest(Desk desk) throws IOException {
    try (Stream<Path> files = Files.walk(desk.workspace().resolve("runs"))) {
      for (Path file : files.filter(it -> it.endsWith("manifest.json")).toList()) {
        JsonNode manifest = Json.tree(Files.readString(file));
        if (manifest.get("job").asText().equals("select")) {
          return manifest;
        }
      }
    }
    throw new AssertionError("no manifest of a selection");
  }
}
