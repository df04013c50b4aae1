package io.winnow.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;

import io.winnow.jobs.Outcome;
import io.winnow.jobs.round.Step;
import io.winnow.testing.Duck;
import io.winnow.text.EntitySpan;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rounds by the API alone. */
class WinnowTest {

  private static final int HELD_OUT = SmallWorkspace.SENTENCES / 5;
  private static final int POOL = SmallWorkspace.SENTENCES - HELD_OUT;

  @TempDir Path folder;

  @Test
  void aWholeRoundAndTheChoiceOfTheNext() throws Exception {
    SmallWorkspace office = SmallWorkspace.in(folder);
    Winnow winnow = office.winnow();

    InitAction.Result corpus =
        winnow
            .init()
            .input(office.corpus().toString())
            .types("PER", "LOC", "ORG", "PRODUCT", "EVENT")
            .execute();
    assertThat(corpus.outcome()).isEqualTo(Outcome.DONE);
    assertThat(corpus.made().count("sentences")).isEqualTo(POOL);
    assertThat(corpus.tables().corpus().count()).isEqualTo(POOL);
    assertThat(corpus.tables().holdout().count()).isEqualTo(HELD_OUT);
    assertThat(winnow.status().types()).containsExactly("PER", "LOC", "ORG", "PRODUCT", "EVENT");

    ImportModelAction.Result encoder =
        winnow.importModel().from(office.encoder().toString()).execute();
    assertThat(Path.of(URI.create(encoder.folder())).resolve("config.json")).exists();
    assertThat(winnow.status().due()).isEqualTo(Step.SELECT.name());

    SelectAction.Result first =
        winnow.select().strategy("mnlp + dedupe").budgetWords(120).execute();
    assertThat(first.round()).isZero();
    assertThat(first.words()).isBetween(80L, 120L);
    assertThat(first.selection().count()).isEqualTo(first.sentences());
    assertThat(first.selection().select("reason").distinct().collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("random");
    assertThat(first.handedOff().orElseThrow().count("sentences"))
        .isGreaterThanOrEqualTo(first.sentences());
    assertThat(Path.of(URI.create(first.batches().orElseThrow()))).isDirectory();
    assertThat(winnow.tables().labels().count()).isZero();

    MergeAction.Result waiting = winnow.merge().execute();
    assertThat(waiting.outcome()).isEqualTo(Outcome.WAITING);
    assertThat(waiting.made().run()).isEmpty();
    assertThat(waiting.made().counts()).isEmpty();

    office.vendorAnswers();
    MergeAction.Result merged = winnow.merge().adjudicator("dawid-skene").execute();
    assertThat(merged.outcome()).isEqualTo(Outcome.DONE);
    assertThat(merged.labels().count())
        .isPositive()
        .isEqualTo(merged.made().count("labels"))
        .isEqualTo(rows(merged.made(), "labels"));
    assertThat(merged.tables().annotations().count()).isGreaterThanOrEqualTo(first.sentences());
    assertThat(merged.tables().annotators().count()).isPositive();

    TrainAction.Result trained = winnow.train().execute();
    assertThat(trained.made().count("steps")).isEqualTo(3);
    assertThat(Path.of(URI.create(trained.folder())).resolve("model.safetensors")).exists();
    EvaluateAction.Result measured = winnow.evaluate().execute();
    assertThat(measured.round()).isZero();
    assertThat(measured.f1()).isBetween(0d, 1d).isEqualTo(winnow.status().rounds().get(0).f1());
    assertThat(measured.precision()).isBetween(0d, 1d);
    assertThat(measured.recall()).isBetween(0d, 1d);

    ScoreAction.Result scored = winnow.score().functions("mnlp", "margin").execute();
    assertThat(scored.round()).isEqualTo(1);
    assertThat(scored.scores().columns()).contains("mnlp", "margin", "model");
    assertThat(scored.scores().count())
        .isEqualTo(POOL - first.sentences())
        .isEqualTo(rows(scored.made(), "scores"));

    SelectAction.Result second =
        winnow
            .set("score.functions", List.of("mnlp", "margin"))
            .select()
            .strategy("margin + dedupe")
            .budgetSentences(7)
            .execute();
    assertThat(second.round()).isEqualTo(1);
    assertThat(second.sentences()).isEqualTo(7);
    assertThat(second.selection().where("score is not null").count()).isEqualTo(7);
    assertThat(winnow.tables().selection().count()).isEqualTo(first.sentences() + 7);
    assertThat(winnow.tables().scores().where("round = 1").count())
        .isEqualTo(scored.scores().count());
    // By other settings than the labels were merged with, these are to be merged anew.
    assertThat(winnow.status().due()).isEqualTo(Step.MERGE.name());
    assertThat(winnow.set("merge.adjudicator", "dawid-skene").status().due())
        .isEqualTo(Step.WAIT.name());
    assertThat(office.leases()).isEmpty();
  }

  @Test
  void aRoundAsOneActionAndAResultThatStartsNoWorkAgain() throws Exception {
    SmallWorkspace office = SmallWorkspace.in(folder);
    List<String> said = new ArrayList<>();
    Winnow winnow = office.ready().set("select.budget-sentences", 12).telling(said::add);
    RoundAction.Result round = winnow.round().execute();
    assertThat(round.outcome()).isEqualTo(Outcome.DONE);
    assertThat(round.due().step()).isEqualTo(Step.WAIT);
    assertThat(said).anyMatch(line -> line.contains("12 at random"));
    assertThat(round.tables().selection().count()).isEqualTo(12);

    int runs = runs(office);
    round.tables().selection().collectAsList();
    round.tables().labels().count();
    assertThat(winnow.round().execute().outcome()).isEqualTo(Outcome.WAITING);
    SelectAction.Result again = winnow.select().execute();
    assertThat(again.outcome()).isEqualTo(Outcome.DONE_BEFORE);
    assertThat(again.made().run()).isPresent();
    assertThat(again.sentences()).isEqualTo(12);
    assertThat(again.selection().count()).isEqualTo(12);
    assertThat(runs(office)).isEqualTo(runs);
  }

  @Test
  void tablesStayAsTheyWereWhenTheResultWasMade() throws Exception {
    SmallWorkspace office = SmallWorkspace.in(folder);
    Winnow winnow = office.ready().set("select.budget-sentences", 6);
    WinnowTables before = winnow.tables();
    SelectAction.Result chosen = winnow.select().execute();
    assertThat(before.selection().count()).isZero();
    assertThat(chosen.tables().selection().count()).isEqualTo(6);
    WinnowTables sent = winnow.tables();
    for (String name : WinnowTables.names()) {
      assertThat(sent.table(name).columns())
          .as(name)
          .containsExactlyInAnyOrder(WinnowTables.schema(name).fieldNames());
    }
  }

  @Test
  void aPersonsDecisionStandsInTheLabels() throws Exception {
    SmallWorkspace office = SmallWorkspace.in(folder);
    Winnow winnow = office.ready().set("select.budget-sentences", 12);
    winnow.round().execute();
    office.vendorAnswers();
    Row label = winnow.merge().execute().labels().orderBy("id").first();
    String id = label.getAs("id");
    MergeAction.Result settled =
        winnow.decide().settle(id, List.of(new EntitySpan(0, 1, "ORG")), "ann").execute();
    assertThat(settled.outcome()).isEqualTo(Outcome.DONE);
    assertThat(settled.labels().where("adjudicator = 'person'").select("id").first().getString(0))
        .isEqualTo(id);
    ReviewAction.Result review = winnow.review().set("review.folds", 2).execute();
    assertThat(review.review().count()).isPositive();
  }

  @Test
  void metricsAreLeftForMonitoring() throws Exception {
    SmallWorkspace office = SmallWorkspace.in(folder);
    office.ready();
    assertThat(contentOf(office.workspace().resolve("metrics/winnow.prom").toFile()))
        .containsPattern("winnow_command_exit_code\\{command=\"api\",.*} 0.0");
  }

  private static long rows(Done.Made made, String output) {
    List<String> files =
        made.paths().entrySet().stream()
            .filter(it -> it.getKey().equals(output) || it.getKey().startsWith(output + "/"))
            .map(it -> "'%s/*.parquet'".formatted(Path.of(URI.create(it.getValue()))))
            .toList();
    return Long.parseLong(
        Duck.query("SELECT count(*) FROM read_parquet(%s)".formatted(files)).get(0).get(0));
  }

  private static int runs(SmallWorkspace office) throws Exception {
    try (var runs = Files.list(office.workspace().resolve("runs"))) {
      return (int) runs.filter(Files::isDirectory).count();
    }
  }
}
