package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.api.ExitCode;
import io.winnow.contract.VendorKey;
import io.winnow.testing.Duck;
import io.winnow.testing.TinyEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is nobody's business but ours is in no byte of an outbox, compressed or not. */
class AllowListTest {

  private static final String SOURCE = "private-source-of-ours";
  private static final String SOURCE_ID = "customer-record-";
  private static final String KEY = "a key that only two know";

  @TempDir Path folder;

  @Test
  void nothingButTheContractsColumnsAndFieldsLeaves() throws IOException {
    Desk desk =
        Desk.at(
            folder.resolve("desk-of-the-operator"),
            Desk.SETTINGS
                + """
                init.source = %s
                select.strategy = "mnlp + explore(0.2)"
                vendor { known-share = 0.2, repeat-share = 0.2 }
                labels.guidelines.PER = { description = "People", examples = [Ann Lee] }
                """
                    .formatted(SOURCE));
    desk.run("init", "--input=" + corpus()).exited(ExitCode.DONE);
    desk.run("model", "import", "--from=" + TinyEncoder.write(folder.resolve("encoder")))
        .exited(ExitCode.DONE);
    round(desk, "--set=vendor.known-share=0", "--set=vendor.repeat-share=0");
    withKey(desk, "vendor", "simulate");
    round(desk);

    Path outbox = desk.published("rounds/0001/outbox", "batches");
    List<String> contents = contents(outbox);
    assertThat(contents).hasSizeGreaterThan(8);
    List<String> secrets = new ArrayList<>(List.of(SOURCE, SOURCE_ID, KEY));
    secrets.addAll(
        List.of(
            "desk-of-the-operator",
            folder.toString(),
            "models/",
            "mnlp",
            "\"known\"",
            "\"repeat\"",
            "\"uncertain\"",
            "\"random\"",
            "\"rank\"",
            "\"score\"",
            "run=20"));
    String selection = desk.table("rounds/0001/selection", "selection");
    assertThat(column("SELECT DISTINCT reason FROM " + selection))
        .containsExactlyInAnyOrder("uncertain", "random");
    secrets.addAll(column("SELECT score FROM " + selection + " WHERE score IS NOT NULL"));
    secrets.addAll(column("SELECT id FROM " + selection));
    secrets.addAll(column("SELECT id FROM " + desk.table("labels", "labels")));
    secrets.addAll(column("SELECT id FROM " + desk.table("rounds/0001/outbox", "checks")));
    assertThat(secrets).hasSizeGreaterThan(40).doesNotContainNull();
    for (String secret : secrets) {
      assertThat(found(secret, contents)).as(secret).isFalse();
    }
    assertThat(found("Ann Lee", contents)).as("what is there is found").isTrue();
  }

  private static boolean found(String text, List<String> contents) {
    return contents.stream().anyMatch(content -> content.contains(text));
  }

  private void round(Desk desk, String... sets) {
    List<String> words = new ArrayList<>(List.of("round"));
    words.addAll(List.of(sets));
    withKey(desk, words.toArray(String[]::new));
  }

  private static void withKey(Desk desk, String... words) {
    CommandLines.winnow(Optional.of(VendorKey.of(KEY)), task -> {}, desk.with(words))
        .exited(ExitCode.DONE);
  }

  /** The sample with ids of its owner's. */
  private Path corpus() throws IOException {
    Path gold = Sample.of(Stages.SENTENCES).jsonLines(folder.resolve("gold.jsonl"));
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(gold)) {
      lines.add("{\"id\": \"%s%d\", %s".formatted(SOURCE_ID, lines.size(), line.substring(1)));
    }
    return Files.write(folder.resolve("corpus.jsonl"), lines);
  }

  /** Every file's bytes, and what DuckDB finds in Parquet: rows, schema, footer. */
  static List<String> contents(Path outbox) throws IOException {
    List<String> contents = new ArrayList<>();
    try (Stream<Path> files = Files.walk(outbox)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.add(file.getFileName().toString());
        contents.add(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        if (file.toString().endsWith(".parquet")) {
          for (String table :
              List.of(
                  "(FROM '%s')",
                  "(SELECT * EXCLUDE file_name FROM parquet_schema('%s'))",
                  "(SELECT key::VARCHAR, value::VARCHAR FROM parquet_kv_metadata('%s'))")) {
            contents.addAll(
                column("SELECT to_json(t)::VARCHAR FROM %s AS t".formatted(table.formatted(file))));
          }
        }
      }
    }
    return contents;
  }

  private static List<String> column(String query) {
    return Duck.query(query).stream().map(row -> row.get(0)).toList();
  }
}
