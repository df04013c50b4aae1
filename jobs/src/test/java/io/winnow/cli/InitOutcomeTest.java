package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.api.ExitCode;
import io.winnow.testing.Duck;
import io.winnow.workspace.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What init says about labels as a whole: what was read, renamed, dropped, and what is refused. */
class InitOutcomeTest {

  private static final String TRAIN =
      """
      {"text":"Ida met Bob","label":[[0,3,"Person"],[8,11,"Person"]]}
      {"text":"Ulm is old","label":[[0,3,"place"]]}
      {"text":"It rains","label":[]}
      {"text":"Who is it","id":"u"}
      {"text":"It rains","label":[]}
      {"text":"On Monday","label":[[3,9,"DATE"]]}
      """;

  private static final String TEST =
      """
      {"text":"Eve left","label":[[0,3,"PER"]]}
      {"text":"Ulm is old","label":[[0,3,"place"]]}
      """;

  private static final String MAP = "--set=labels.map={Person=PER, place=LOC, DATE=null}";

  @TempDir Path folder;

  @Test
  void endsWithWhatWasReadAndSaysTheSameAsJson() throws IOException {
    Path train = write("train.jsonl", TRAIN + "{\"text\":\n{}\n");
    Path test = write("test.jsonl", TEST);
    Desk desk = Desk.at(folder.resolve("workspace"));
    String[] init = {
      "init", "--input=" + train, "--holdout=" + test, MAP, "--set=init.max-bad-records=2"
    };

    Said said = desk.run(init).exited(ExitCode.DONE);

    assertThat(said.out())
        .isEqualTo(
            """
            Init: 4 sentences, 10 words in the pool; 2 sentences held out
              entity types: LOC, PER
            Read: 8 records: 2 sentences with entities, 3 without, 1 not labelled; 15 words; 1 duplicate
              entities: PER 2, LOC 1
              left out: 2 bad records; 1 entity that labels.map drops (DATE 1); 1 sentence that is in the hold-out set
              train.jsonl line 7: not JSON at column 9: Unexpected end-of-input within/between Object entries; write each object in one line, as jq -c . FILE does
              train.jsonl line 8: neither 'text' nor 'words' nor 'tokens' is given
            Hold-out: 2 records: 2 sentences with entities; 5 words
              entities: LOC 1, PER 1
            """);
    assertThat(gold(desk))
        .containsExactly("[Ida met Bob, [PER, PER]]", "[It rains, []]", "[On Monday, []]");

    Said again =
        desk.run(Stream.concat(Stream.of(init), Stream.of("--json")).toArray(String[]::new));
    JsonNode json = Json.tree(again.exited(ExitCode.DONE).out());
    assertThat(json.get("outcome").asText()).isEqualTo("done_before");
    assertThat(json.at("/counts/leaked").asLong()).isEqualTo(1);
    assertThat(json.at("/summary/held_out").asLong()).isEqualTo(2);
    assertThat(json.at("/summary/read/sentences/without_entities").asLong()).isEqualTo(3);
    assertThat(json.at("/summary/read/left_out/1/by/DATE").asLong()).isEqualTo(1);
    assertThat(json.at("/summary/read_holdout/entities/PER").asLong()).isEqualTo(1);

    Desk other = Desk.at(folder.resolve("other"));
    Said first = other.run("init", "--json", "--input=" + train, "--set=init.max-bad-records=2");
    JsonNode fresh = Json.tree(first.exited(ExitCode.DONE).out());
    assertThat(fresh.get("outcome").asText()).isEqualTo("done");
    assertThat(fresh.at("/summary/types").toString()).isEqualTo("[\"DATE\",\"Person\",\"place\"]");
  }

  @Test
  void onlyFiveBadRecordsAreShownButAllAreCounted() throws IOException {
    Path train = write("train.jsonl", TRAIN + "{}\n".repeat(7));

    desk()
        .run("init", "--input=" + train, "--set=init.max-bad-records=6")
        .exited(ExitCode.USAGE)
        .saying("7 of 13 records are bad, at most 6 may be. The first 5:", "line 11")
        .exited(ExitCode.USAGE);
    Said said =
        desk()
            .run("init", "--input=" + train, "--set=init.max-bad-records=7")
            .exited(ExitCode.DONE)
            .saying("left out: 7 bad records", "  the first 5 bad records:\n", "line 11");
    assertThat(said.out()).doesNotContain("line 12");
  }

  @Test
  void whatIsInNoTypeAskedForIsCountedAndStandsOut() throws IOException {
    Path train = write("train.jsonl", TRAIN);
    Path test = write("test.jsonl", TEST);

    desk()
        .run("init", "--input=" + train, "--holdout=" + test, "--set=labels.types=[PER,place]")
        .exited(ExitCode.DONE)
        .saying(
            "\n  left out: 3 entities of types not in labels.types (Person 2, DATE 1); 1 sentence",
            "\n"
                + "Warning: entities of types not in labels.types [PER, place] are dropped: Person"
                + " 2, DATE 1. If these are names for the same: --set 'labels.map={Person=PER}'\n",
            "  entity types: PER, place\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PER       | [[0,3,"Person"],[8,11,"Person"]] | None of the 2 entities in %s is of one of the labels.types [PER]. Found: Person 2. If these are names for the same: --set 'labels.map={Person=PER}';
          PER       | [[0,3,"per"]]                    | Found: per 1. If these are names for the same: --set 'labels.map={per=PER}';
          LOC       | [[0,3,"Location"]]               | --set 'labels.map={Location=LOC}';
          ORG       | [[0,3,"Organisation"]]           | --set 'labels.map={Organisation=ORG}';
          MISC      | [[0,3,"MSIC."]]                  | Found: MSIC. 1
          PRODUCT   | [[0,3,"Produkt"]]                | --set 'labels.map={Produkt=PRODUCT}';
          GPE_LOC   | [[0,3,"gpe-loc"]]                | --set 'labels.map={gpe-loc=GPE_LOC}';
          PER       | [[0,3,"Ort"]]                    | Found: Ort 1. To rename a type, or to drop it on purpose (null): --set 'labels.map={NAME=TYPE}';
          PER       | []                               | 1 sentence of %s is labelled, and no entity is in it. If that is right: --set init.empty-gold=accept.
          """)
  void labelsOfWhichNothingIsLeftAreRefused(String type, String label, String message)
      throws IOException {
    String other = "{\"text\":\"He slept\"}\n{\"text\":\"So did I\"}\n";
    Path bad =
        write("bad.jsonl", "{\"text\":\"Ida met Bob\",\"label\":%s}\n".formatted(label) + other);
    String types = "--set=labels.types=[%s]".formatted(type);

    Desk desk = desk();
    desk.run("init", "--input=" + bad, types).exited(ExitCode.USAGE).saying(message.formatted(bad));
    assertThat(desk.pointers()).isEmpty();
  }

  @Test
  void aTestSetWithoutAnyEntityIsRefusedUnlessThatIsMeant() throws IOException {
    Path train = write("train.jsonl", TRAIN);
    Path test = write("test.jsonl", "{\"text\":\"Eve left\",\"spans\":[]}\n");
    String[] init = {"init", "--input=" + train, "--holdout=" + test};

    desk()
        .run(init)
        .exited(ExitCode.USAGE)
        .saying(
            "1 sentence of %s is labelled, and no entity is in it; F1 would be measured against nothing"
                .formatted(test));
    desk()
        .run(
            Stream.concat(Stream.of(init), Stream.of("--set=init.empty-gold=accept"))
                .toArray(String[]::new))
        .exited(ExitCode.DONE)
        .saying("\nWarning: 1 sentence of %s is labelled, and no entity is in it".formatted(test));
  }

  @Test
  void twoSpellingsOfATypeStandOut() throws IOException {
    Path train =
        write(
            "train.jsonl",
            TRAIN + "{\"text\":\"Bob and Eve\",\"label\":[[0,3,\"person\"],[8,11,\"PER\"]]}\n");

    desk()
        .run("init", "--input=" + train)
        .exited(ExitCode.DONE)
        .saying(
            "\nWarning: Person and person are two types; if they are one:"
                + " --set 'labels.map={person=Person}'\n");
  }

  private static List<String> gold(Desk desk) {
    return Duck.query(
            "SELECT text, [s.type for s in spans] FROM %s JOIN %s USING (id) ORDER BY text"
                .formatted(desk.table("corpus", "sentences"), desk.table("corpus", "gold")))
        .stream()
        .map(Object::toString)
        .toList();
  }

  private Desk desk() throws IOException {
    return Desk.at(Files.createTempDirectory(folder, "workspace"));
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }
}
