package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.api.ExitCode;
import io.winnow.testing.Duck;
import io.winnow.text.Sentence;
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

  @Test
  void otherTypesInTheTestSetAndNamesThatNothingHasStandOut() throws IOException {
    Path train = write("train.jsonl", TRAIN);
    Path test = write("test.jsonl", "{\"text\":\"Eve left\",\"label\":[[0,3,\"PER\"]]}\n");

    desk()
        .run("init", "--input=" + train, "--holdout=" + test, "--set=labels.map={Plaze=LOC}")
        .exited(ExitCode.DONE)
        .saying(
            "\nWarning: labels.map names Plaze, which no label has; did you mean place?\n",
            "\nWarning: the labels of the corpus have no such types: PER 1."
                + " If these are names for the same: --set 'labels.map={PER=Person}'\n");
  }

  @Test
  void copiesThatAreLabelledInDifferentWaysAreDecidedByRuleAndTold() throws IOException {
    Path train =
        write(
            "train.jsonl",
            """
            {"id":"1","text":"Ida came","label":[]}
            {"id":"2","text":"Ida came","label":[[0,3,"PER"]]}
            {"id":"3","text":"Ida came","label":[[0,3,"PER"]]}
            {"id":"4","text":"Ida came"}
            {"id":"5","text":"Ulm or Bonn","label":[]}
            {"id":"6","text":"Ulm or Bonn","label":[[7,11,"LOC"]]}
            {"id":"7","text":"It rains","label":[]}
            {"id":"8","text":"It rains"}
            {"id":"9","text":"Bob-Ida","words":["Bob-Ida"],"label":[[0,7,"PER"]]}
            {"id":"10","text":"Bob-Ida","words":["Bob","-","Ida"],"label":[[0,3,"PER"],[4,7,"PER"]]}
            {"id":"11","text":"Who else","words":["Who","else"],"label":[[0,3,"PER"]]}
            {"id":"12","text":"Who else","words":["Who","el","se"],"label":[[0,3,"PER"]]}
            {"id":"13","text":"Eve left","label":[]}
            """);
    Path test =
        write(
            "test.jsonl",
            """
            {"text":"Eve left","label":[[0,3,"PER"]]}
            {"text":"Eve came","label":[[0,3,"PER"]]}
            {"text":"Eve came","label":[]}
            """);
    Desk desk = desk();

    Said said = desk.run("init", "--input=" + train, "--holdout=" + test).exited(ExitCode.DONE);

    assertThat(said.out())
        .contains(
            """
            Read: 13 records: 7 sentences with entities, 4 without, 2 not labelled; 29 words; 7 duplicates
            """,
            """
            Warning: 3 texts are labelled in different ways by copies; the labels of most copies are taken, else those with most entities
            Warning: 1 text is labelled in different ways by copies in the hold-out set; all of them stay
            Warning: 1 text is labelled in the corpus in other ways than in the hold-out set; the latter counts; the table conflicts has all:
              corpus, 1 copy, taken: [PER Bob]-[PER Ida]
              corpus, 1 copy: [PER Bob-Ida]
              holdout, 1 copy, taken: Eve came
              holdout, 1 copy, taken: [PER Eve] came
              corpus, 1 copy: Eve left
              holdout, 1 copy, taken: [PER Eve] left
            Hold-out: 3 records: 2 sentences with entities, 1 without; 6 words
            """);
    assertThat(gold(desk))
        .containsExactly(
            "[Bob-Ida, [PER, PER]]",
            "[Ida came, [PER]]",
            "[It rains, []]",
            "[Ulm or Bonn, [LOC]]",
            "[Who else, [PER]]");
    assertThat(
            Duck.query(
                "SELECT source_id, len(words) FROM %s WHERE text LIKE '%%-%%' OR text LIKE 'Who%%' ORDER BY text"
                    .formatted(desk.table("corpus", "sentences"))))
        .hasToString("[[10, 3], [11, 2]]");
    assertThat(
            Duck.query(
                "SELECT part, text, copies, taken, len(spans) FROM %s WHERE text LIKE 'I%%' ORDER BY ALL"
                    .formatted(desk.table("corpus", "conflicts"))))
        .hasToString("[[corpus, Ida came, 1, false, 0], [corpus, Ida came, 2, true, 1]]");
    assertThat(
            Duck.query(
                "SELECT DISTINCT c.text FROM %s c JOIN %s h USING (id) ORDER BY ALL"
                    .formatted(desk.table("corpus", "conflicts"), desk.table("corpus", "holdout"))))
        .hasToString("[[Eve came], [Eve left]]");
    JsonNode answer = Json.tree(desk.run("init", "--json", "--input=" + train).out());
    assertThat(answer.at("/counts/conflicts").asLong()).isEqualTo(3);
    assertThat(answer.at("/counts/leaked_conflicts").asLong()).isEqualTo(1);
  }

  @Test
  void aTextIsTheSameHoweverItsLettersAreComposed() throws IOException {
    String composed = "Zo\u00eb left";
    String decomposed = "Zoe\u0308 left";
    Path train =
        write(
            "train.jsonl",
            """
            {"text":"%s","label":[]}
            {"id":"1","text":"%s sang","label":[[0,3,"PER"]]}
            {"id":"2","text":"%s sang","label":[[0,4,"PER"]]}
            {"text":"%s sang\u200b"}
            """
                .formatted(composed, composed, decomposed, composed));
    Path test =
        write("test.jsonl", "{\"text\":\"%s\",\"label\":[[0,4,\"PER\"]]}\n".formatted(decomposed));
    Desk desk = desk();

    desk.run("init", "--input=" + train, "--holdout=" + test)
        .exited(ExitCode.DONE)
        .saying(
            "Init: 2 sentences, 6 words in the pool; 1 sentences held out",
            "1 duplicate\n",
            "left out: 1 sentence that is in the hold-out set",
            "Warning: 1 text is labelled in the corpus in other ways than in the hold-out set");
    assertThat(
            Duck.query(
                "SELECT text FROM %s ORDER BY len(text)"
                    .formatted(desk.table("corpus", "sentences"))))
        .hasToString("[[%s sang], [%s sang\u200b]]".formatted(composed, composed));
    assertThat(Duck.query("SELECT text, id FROM " + desk.table("corpus", "holdout")))
        .as("text and id as given")
        .hasToString("[[%s, %s]]".formatted(decomposed, Sentence.idOf("sample", decomposed)));
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
