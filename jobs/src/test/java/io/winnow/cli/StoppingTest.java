package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.api.ExitCode;
import io.winnow.config.ConfigReader;
import io.winnow.jobs.Published;
import io.winnow.jobs.stop.RoundRecords;
import io.winnow.jobs.stop.StopSettings;
import io.winnow.jobs.stop.Stopping;
import io.winnow.stopping.TagAgreement;
import io.winnow.testing.Duck;
import io.winnow.testing.LocalSpark;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import io.winnow.workspace.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What rounds leave for the rules, what the rules say of it, and that one of them ends rounds. */
class StoppingTest {

  private static final int COLUMNS = 80;
  private static final int POOL_AFTER_ROUND_0 = 84;

  @TempDir Path folder;

  @Test
  void roundsReadTheSameStopSetAndStatusSaysWhatTheRulesThink() {
    Desk desk = Stages.MEASURED.copyTo(folder.resolve("workspace"));
    String stopSet = desk.table("stop", "sentences");
    assertThat(number("SELECT count(*) FROM " + stopSet)).isEqualTo(POOL_AFTER_ROUND_0);
    assertThat(number(sharedIds(stopSet, desk.table("rounds/0000/selection", "selection"))))
        .isZero();
    JsonNode first = desk.status().get("rounds").get(0);
    assertThat(first.get("kappa").isNull()).isTrue();
    assertThat(first.get("uncertainty").asDouble())
        .isEqualTo(uncertainty(desk, 0, 0), within(1e-9));

    playRound(desk, 1, "--set=stop.sentences=20");

    assertThat(desk.table("stop", "sentences")).isEqualTo(stopSet);
    JsonNode second = desk.status().get("rounds").get(1);
    assertThat(second.get("kappa").asDouble()).isEqualTo(kappa(desk), within(1e-9));
    assertThat(second.get("uncertainty").asDouble())
        .isEqualTo(uncertainty(desk, 1, 1), within(1e-9));

    assertThatEachRoundsOpinionsAreKept(desk);
    JsonNode stop = desk.status().get("stop");
    assertThat(stop.get("round").asInt()).isEqualTo(1);
    assertThat(stop.get("deciding").isNull()).isTrue();
    assertThat(stop.get("opinions")).hasSize(3);
    assertThat(stop.get("opinions").get(2).get("rule").asText()).isEqualTo("expected-gain");
    assertThat(stop.get("opinions").get(2).get("verdict").asText()).isEqualTo("UNKNOWN");
    Said text = desk.run("status").exited(ExitCode.DONE).withinColumns(COLUMNS);
    assertThat(text.out().replaceAll("\\s+", " "))
        .contains("After round 1; no rule ends the rounds (stop.rule = none)")
        .contains("stable-predictions: not known", "known for 1 of the last 3.")
        .contains("The pool's mean uncertainty is ")
        .contains("The gain of the next 10,000 words can be estimated after 4 rounds; 2 are done.");
  }

  @Test
  void theRuleInForceEndsTheRoundsAndSaysHowToGoOn() {
    Desk desk = Stages.MEASURED.copyTo(folder.resolve("workspace"));
    String[] certain = {"--set=stop.rule=uncertainty", "--set=stop.max-uncertainty=100"};

    var before = desk.pointers();
    for (int again = 0; again < 2; again++) {
      desk.run("round", certain[0], certain[1])
          .exited(ExitCode.DONE)
          .saying(
              "Stopped after round 0 by stop.rule = uncertainty",
              "nats per word; the rule says stop below 100.0000",
              "winnow round --set stop.rule=none");
    }
    assertThat(desk.pointers()).isEqualTo(before);
    desk.run("status", certain[0], certain[1])
        .saying("After round 0; stop.rule = uncertainty decides", "Next       round 0: nothing")
        .saying("run 'winnow round --set stop.rule=none'")
        .withinColumns(COLUMNS);

    desk.run("round", certain[0], certain[1], "--set=stop.rule=none")
        .exited(ExitCode.DONE)
        .saying("Round 1 waits for the vendor");
    desk.run("round", certain[0], certain[1]).exited(ExitCode.NOTHING_TO_DO);
    desk.run("vendor", "simulate").exited(ExitCode.DONE);
    desk.run("round", certain[0], certain[1]).exited(ExitCode.DONE).saying("Stopped after round 1");
  }

  @Test
  void aRuleThatCantTellYetEndsNothing() {
    Desk desk = Stages.MEASURED.copyTo(folder.resolve("workspace"));
    desk.run("round", "--set=stop.rule=expected-gain")
        .exited(ExitCode.DONE)
        .saying("Round 1 waits for the vendor");
  }

  @Test
  void withoutAStopSetNothingIsReadAndRulesThatNeedItAreRefused() {
    Desk desk = Stages.RETURNED.copyTo(folder.resolve("workspace"));
    desk.run("round", "--set=round.last=0", "--set=stop.sentences=0").exited(ExitCode.DONE);
    assertThat(folder.resolve("workspace/stop")).doesNotExist();
    assertThat(desk.status().get("rounds").get(0).get("uncertainty").isNull()).isTrue();
    desk.run("round", "--set=stop.sentences=0", "--set=stop.rule=stable-predictions")
        .exited(ExitCode.USAGE)
        .saying("stop.sentences", "is 0, but the stop.rule compares predictions for the stop set");
  }

  @Test
  void aStopSetIsDrawnBySeedAndSizeAlone() {
    Desk one = Stages.RETURNED.copyTo(folder.resolve("one"));
    Desk other = Stages.RETURNED.copyTo(folder.resolve("other"));
    String few = "--set=stop.sentences=10";
    one.run("round", "--set=round.last=0", few).exited(ExitCode.DONE);
    other.run("round", "--set=round.last=0").exited(ExitCode.DONE);
    String chosen = one.table("stop", "sentences");
    assertThat(number("SELECT count(*) FROM " + chosen)).isEqualTo(10);
    assertThat(number(sharedIds(chosen, other.table("stop", "sentences")))).isEqualTo(10);
  }

  private static void assertThatEachRoundsOpinionsAreKept(Desk desk) {
    Workspace workspace = Workspace.at(desk.workspace().toString(), new Configuration());
    Published published = new Published(workspace, LocalSpark::session);
    StopSettings settings = ConfigReader.read(List.of(), List.of()).jobs().stop();
    List<Stopping> rounds = Stopping.afterEachRound(RoundRecords.all(published), settings);
    assertThat(rounds).extracting(Stopping::round).containsExactly(0, 1);
    assertThat(rounds.get(1)).isEqualTo(Stopping.of(published, settings));
  }

  private static void playRound(Desk desk, int round, String setting) {
    desk.run("round").exited(ExitCode.DONE);
    desk.run("vendor", "simulate").exited(ExitCode.DONE);
    desk.run("round", setting, "--set=round.last=" + round).exited(ExitCode.DONE);
  }

  /** The mean over the readings of sentences that no round up to this one has sent out. */
  private static double uncertainty(Desk desk, int round, int lastSelection) {
    StringBuilder query =
        new StringBuilder("SELECT -avg(mean_entropy) FROM " + readings(desk, round));
    for (int selection = 0; selection <= lastSelection; selection++) {
      query
          .append(selection == 0 ? " WHERE" : " AND")
          .append(" id NOT IN (SELECT id FROM ")
          .append(desk.table("rounds/%04d/selection".formatted(selection), "selection"))
          .append(")");
    }
    return Double.parseDouble(Duck.query(query.toString()).get(0).get(0));
  }

  /** Read by another reader of Parquet, sentence by sentence. */
  private static double kappa(Desk desk) {
    List<String> types = new ArrayList<>();
    desk.status().get("types").forEach(type -> types.add(type.asText()));
    TagAgreement agreement = new TagAgreement(new LabelScheme(types));
    String flat =
        "list_transform(%s.spans, s -> s.start_word || ' ' || s.end_word || ' ' || s.type)";
    for (List<String> row :
        Duck.query(
            "SELECT a.word_count, coalesce(array_to_string(%s, ';'), ''), coalesce(array_to_string(%s, ';'), '') FROM %s a JOIN %s b USING (id)"
                .formatted(
                    flat.formatted("a"),
                    flat.formatted("b"),
                    readings(desk, 0),
                    readings(desk, 1)))) {
      agreement.add(Integer.parseInt(row.get(0)), spans(row.get(1)), spans(row.get(2)));
    }
    return agreement.kappa();
  }

  private static List<EntitySpan> spans(String flat) {
    List<EntitySpan> spans = new ArrayList<>();
    for (String span : flat.isEmpty() ? new String[0] : flat.split(";")) {
      String[] parts = span.split(" ");
      spans.add(new EntitySpan(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), parts[2]));
    }
    return spans;
  }

  private static String readings(Desk desk, int round) {
    return desk.table("rounds/%04d/evaluation".formatted(round), "stop");
  }

  private static String sharedIds(String one, String other) {
    return "SELECT count(*) FROM %s SEMI JOIN %s USING (id)".formatted(one, other);
  }

  private static int number(String query) {
    return Integer.parseInt(Duck.query(query).get(0).get(0));
  }
}
