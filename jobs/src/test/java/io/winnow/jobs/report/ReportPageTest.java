package io.winnow.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.annotation.ConfidentSpan;
import io.winnow.charts.Histogram;
import io.winnow.charts.LineChart;
import io.winnow.jobs.evaluate.Evaluation;
import io.winnow.jobs.evaluate.GroupedF1;
import io.winnow.jobs.status.Status;
import io.winnow.jobs.stop.Stopping;
import io.winnow.spark.Rows;
import io.winnow.spark.Schemas;
import io.winnow.stopping.StoppingRule.Opinion;
import io.winnow.stopping.StoppingRule.Verdict;
import io.winnow.testing.WholePage;
import io.winnow.text.EntitySpan;
import io.winnow.text.Sentence;
import io.winnow.workspace.RunManifest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** The page, of facts that need no workspace. */
class ReportPageTest {

  private static final String EVIL = "<script>alert('x')</script>";

  private static final Stopping STOPPING =
      new Stopping(
          0, List.of(new Opinion("expected-gain", Verdict.GO_ON, "because " + EVIL)), null);

  private static Status status() {
    return new Status(
        "file:/data/" + EVIL,
        List.of("PER"),
        new TreeMap<>(Map.of("sentences", 90L, "words", 1000L, "holdout_sentences", 10L)),
        "tiny",
        new TreeMap<>(),
        List.of(
            new Status.RoundStatus(
                0, null, 5L, 40L, 5L, 0L, 5L, 40L, 3L, .5, .6, .4, null, null, "batches", "inbox")),
        STOPPING,
        1,
        "SCORE",
        "score the pool",
        null,
        List.of());
  }

  private static ReportPage nothingButStatus() {
    return new ReportPage(
        new Progress(status(), List.of(evaluation()), groups(), Optional.empty()),
        Instant.parse("2026-11-23T06:30:00Z"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new CostFacts(List.of(), Optional.empty()),
        new LineageFacts(
            new LineageFacts.Reading("run", "init", List.of()), 42, List.of(), new TreeMap<>()));
  }

  private static List<GroupedF1> groups() {
    var measures = new Evaluation.Measures(.6, .4, .5, 10, 9, 5);
    GroupedF1.Group group = new GroupedF1.Group(EVIL, 3, measures);
    return List.of(new GroupedF1(EVIL, List.of(group), 2, new GroupedF1.Group(null, 4, measures)));
  }

  private static Evaluation evaluation() {
    var measures = new Evaluation.Measures(.6, .4, .5, 10, 9, 5);
    return new Evaluation(
        0,
        "models/0000",
        10,
        100,
        measures,
        measures,
        new TreeMap<>(Map.of(EVIL, measures)),
        List.of());
  }

  private static ReportPage all() {
    ReportPage none = nothingButStatus();
    Sentence sentence = Sentence.ofWords("test", List.of(EVIL, "Ada", "\u0001&", "\ud83d\ude00"));
    SelectionFacts selection =
        new SelectionFacts(
            1,
            "mnlp",
            List.of(
                new SelectionFacts.Reason("uncertain", 7, OptionalDouble.of(-.25)),
                new SelectionFacts.Reason("random", 2, OptionalDouble.empty())),
            List.of(
                row(
                    Schemas.SELECTION,
                    1,
                    sentence.id(),
                    sentence.text(),
                    listed(Rows.ofWords(sentence.words())),
                    -.5,
                    "uncertain",
                    listed(
                        Rows.ofConfidentSpans(
                            List.of(new ConfidentSpan(new EntitySpan(1, 2, EVIL), .25)))),
                    null)));
    return new ReportPage(
        new Progress(
            none.progress().status(),
            none.progress().evaluations(),
            none.progress().groups(),
            Optional.of(
                new SimulationFacts(
                    List.of(LineChart.Dot.at(40, .4), LineChart.Dot.at(80, .45)),
                    OptionalDouble.of(.875)))),
        none.made(),
        Optional.of(selection),
        Optional.of(
            new ScoreFacts(
                1,
                "mnlp",
                50,
                List.of(new Histogram.Bar(-.5, -.25, 7, 7), new Histogram.Bar(-.25, 0, 43, 0)),
                selection.cut())),
        Optional.of(
            new LabelFacts(
                List.of(new LabelFacts.OfRound(0, 5, 40, new TreeMap<>(Map.of(EVIL, 4L)))))),
        Optional.of(
            new QualityFacts(
                List.of(row(Schemas.BATCH_QUALITY, "r0000-b01", 5L, 10L, .9, .8, .85, .7, .1)),
                List.of(annotator()))),
        Optional.of(new RejectFacts(10, List.of(new RejectFacts.Reason("UNKNOWN_TYPE", 3, EVIL)))),
        new CostFacts(
            List.of(new CostFacts.OfRound(0, Map.of(CostFacts.Hop.TRAIN, 12.0), 40, 2)),
            Optional.empty()),
        new LineageFacts(
            new LineageFacts.Reading(
                "run",
                "init --input=" + EVIL,
                List.of(
                    new RunManifest.Input(
                        EVIL, null, new TreeMap<>(Map.of("sentences", 1L)), "hash"))),
            42,
            List.of(new LineageFacts.Model("models/0000", "cd".repeat(32), "run", 5, 40, "FP32")),
            new TreeMap<>(Map.of("spark", "3.5.9"))));
  }

  private static Row annotator() {
    Map<String, Object> known =
        Map.of(
            "annotator",
            EVIL,
            "sentences",
            5L,
            "spans",
            4L,
            "settled_f1",
            .9,
            "peer_f1",
            .8,
            "drift_first_f1",
            .7,
            "drift_last_f1",
            .9,
            "likely_spammer",
            true,
            "suspicions",
            listed("TOO_FAST"));
    return row(
        Schemas.ANNOTATORS,
        Arrays.stream(Schemas.ANNOTATORS.fieldNames()).map(known::get).toArray());
  }

  @SafeVarargs
  private static <T> Seq<T> listed(T... elements) {
    return JavaConverters.asScalaBuffer(List.of(elements)).toSeq();
  }

  private static Row row(StructType schema, Object... values) {
    return new GenericRowWithSchema(values, schema);
  }

  @Test
  void everythingIsThereAndNothingOfItIsMarkup() throws Exception {
    WholePage page = WholePage.of(all().html());
    page.needsNothingElse();
    assertThat(page.elements("script")).isZero();
    assertThat(page.text())
        .contains(EVIL, "F1 is 0.500 after 40 labelled words", "score the pool")
        .contains("cut -0.250", "rank 1, uncertain, score -0.5000", "Ada", "\ud83d\ude00")
        .contains("all the data", "at random, simulated")
        .contains("likely a spammer: annotates faster than a person can read", "+0.20")
        .contains("UNKNOWN_TYPE", "80 words to pay for in total", "12.0\u00a0s", "cdcdcdcdcdcd")
        .contains("Next, in round 1: score the pool.", "read by 'winnow init --input=" + EVIL);
  }

  @Test
  void whatIsNotThereYetIsSaidInASentence() throws Exception {
    WholePage page = WholePage.of(nothingButStatus().html());
    page.needsNothingElse();
    assertThat(page.text())
        .contains("The last selection has no scores")
        .contains(
            "Nothing was selected yet.", "There are no labels yet", "Nothing was returned yet")
        .contains("The F1 of all data is not known", "No round has begun.");
  }
}
