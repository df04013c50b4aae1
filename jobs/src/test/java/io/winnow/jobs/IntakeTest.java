package io.winnow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.jobs.Intake.Sentences;
import io.winnow.text.EntitySpan;
import io.winnow.workspace.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class IntakeTest {

  private static final Intake ALL =
      Intake.tally("Read")
          .records(1_240)
          .sentences(new Sentences(180, 60, 997))
          .words(3_120)
          .duplicates(4)
          .entities("LOC", 120)
          .entities("ORG", 80)
          .entities("PER", 212)
          .leftOut(3, "bad record", "bad records")
          .leftOut(0, "blank record", "blank records")
          .leftOut(
              12,
              "entity of a type not in labels.types",
              "entities of types not in labels.types",
              new TreeMap<>(Map.of("MISC", 12L)))
          .notUsed("fields", "sentiment", 2)
          .notUsed("fields", "created_at", 240)
          .notUsed("columns", "3", 7)
          .note("offsets of news.jsonl count UTF-16 units")
          .warn("5 entities cut a word")
          .done();

  @Test
  void saysWhatWasUnderstoodAndWhatWasNot() {
    assertThat(ALL.text())
        .isEqualTo(
            """
            Read: 1,240 records: 180 sentences with entities, 60 without, 997 not labelled; 3,120 words; 4 duplicates
              entities: PER 212, LOC 120, ORG 80
              left out: 3 bad records; 12 entities of types not in labels.types (MISC 12)
              not used: columns 3; fields created_at, sentiment
              offsets of news.jsonl count UTF-16 units
            Warning: 5 entities cut a word\
            """);
  }

  @Test
  void whatIsZeroIsNotMentionedAndOneIsNoPlural() {
    assertThat(Intake.tally("Read").done().text()).isEqualTo("Read: 0 records");
    Intake one =
        Intake.tally("Import")
            .records(1)
            .labelled(List.of(new EntitySpan(0, 1, "PER")))
            .words(1)
            .duplicates(1)
            .leftOut(1, "bad record", "bad records")
            .done();
    assertThat(one.text())
        .isEqualTo(
            """
            Import: 1 record: 1 sentence with entities; 1 word; 1 duplicate
              entities: PER 1
              left out: 1 bad record\
            """);
    assertThat(Intake.tally("Read").records(2).labelled(List.of()).done().text())
        .isEqualTo("Read: 2 records: 1 sentence without entities");
    assertThat(Intake.tally("Read").sentences(new Sentences(0, 0, 2)).records(2).done().text())
        .isEqualTo("Read: 2 records: 2 sentences not labelled");
  }

  @Test
  void isTheSameBehindJson() {
    String json = Json.write(ALL);
    assertThat(Json.read(json, Intake.class)).isEqualTo(ALL);
    assertThat(Json.tree(json).at("/sentences/not_labelled").asLong()).isEqualTo(997);
    assertThat(Json.tree(json).at("/left_out/1/by/MISC").asLong()).isEqualTo(12);
    assertThat(Json.tree(json).at("/not_used/fields/created_at").asLong()).isEqualTo(240);
  }
}
