package io.winnow.jobs.evaluate;

import io.winnow.evaluation.SpanF1;
import io.winnow.jobs.Job;
import io.winnow.jobs.ModelOnShelf;
import io.winnow.jobs.Run;
import io.winnow.jobs.StepMissingException;
import io.winnow.jobs.Tables;
import io.winnow.jobs.evaluate.Evaluation.Measures;
import io.winnow.jobs.score.ScoreSettings;
import io.winnow.jobs.score.Scorer;
import io.winnow.jobs.stop.StopReading;
import io.winnow.jobs.stop.StopSettings;
import io.winnow.jobs.stop.StopSettings.StopRule;
import io.winnow.spark.Packed;
import io.winnow.spark.Rows;
import io.winnow.spark.ScoreColumns;
import io.winnow.text.TagFormat;
import io.winnow.workspace.Json;
import io.winnow.workspace.Publication;
import io.winnow.workspace.Shelf;
import io.winnow.workspace.Workspace;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Measures a model on the held-out sentences, through the same pass that scores a pool; and lets a
 * round's model predict the stop set. In a workspace without a test set a round ends with the stop
 * set alone.
 *
 * @param groups by what F1 is shown, too
 * @param stop empty for a model that is not a round's own
 * @param successor name of the encoder of the model that is measured; empty: the round's own model
 */
public record EvaluateJob(
    ScoreSettings settings,
    EvaluateSettings groups,
    Optional<StopSettings> stop,
    int round,
    Optional<String> successor)
    implements Job {

  /** Measures the model that the round trained. */
  public EvaluateJob(
      ScoreSettings settings, EvaluateSettings groups, StopSettings stop, int round) {
    this(settings, groups, Optional.of(stop), round, Optional.empty());
  }

  @Override
  public Identity identity(Workspace workspace) {
    return new Identity(
        "evaluate",
        "Evaluate of round " + round,
        successor
            .map(name -> workspace.successorEvaluation(round, name))
            .orElseGet(() -> workspace.evaluation(round)));
  }

  @Override
  public Publication run(Run run) {
    Shelf measured =
        successor
            .map(name -> run.workspace().successor(round, name))
            .orElseGet(() -> run.workspace().model(round));
    ModelOnShelf model =
        ModelOnShelf.of(
            run.published(), measured, "run 'winnow train --round %d'".formatted(round));
    boolean isMeasured = TestSet.isThere(run.published());
    if (!isMeasured && successor.isPresent()) {
      throw new StepMissingException(TestSet.none(run.published()));
    }
    Scorer scorer = Scorer.of(run.spark(), settings, ScoreColumns.NONE, model);
    Publication made =
        (isMeasured ? measured(run, scorer, model) : unmeasured(run))
            .model(model.id(), model.sha256())
            .precision(scorer.precision().name());
    stop.ifPresent(
        rules ->
            run.stage(
                "stop-set", () -> new StopReading(run, settings, rules, round).read(scorer, made)));
    return made;
  }

  /** What a round ends with where there is no test set. */
  private Publication unmeasured(Run run) {
    Publication made =
        new Publication()
            .say("Evaluate: left out, because %s".formatted(TestSet.none(run.published())));
    return stop.filter(rules -> rules.rule() == StopRule.EXPECTED_GAIN).isPresent()
        ? made.say(
            "Warning: stop.rule = expected-gain needs F1, so it never ends these rounds; stable-predictions and uncertainty work without")
        : made;
  }

  private Publication measured(Run run, Scorer scorer, ModelOnShelf model) {
    Dataset<Row> held = run.stage("read", () -> HeldOutCounts.known(run.published()));
    HoldoutGroups grouping = run.stage("read", () -> HoldoutGroups.of(run.published(), groups));
    Path predictions = new Path(run.folder(), "predictions");
    int tasks = run.spark().sparkContext().defaultParallelism();
    Dataset<Row> predicted = run.stage("score", () -> scorer.score(held, tasks, predictions));
    Counts counts = run.stage("compare", () -> compare(held, predicted));
    Path groupTable = new Path(run.folder(), HoldoutGroups.TABLE);
    Optional<Dataset<Row>> byGroup =
        run.stage(
            "group",
            () -> grouping.table(held, predicted).map(table -> Tables.kept(table, groupTable)));
    List<GroupedF1> grouped = byGroup.map(grouping::shown).orElse(List.of());
    Evaluation evaluation =
        new Evaluation(
            round,
            model.id(),
            counts.sentences(),
            counts.words(),
            Measures.of(counts.f1().overall()),
            Measures.of(counts.strict().overall()),
            Measures.of(counts.f1().byType()),
            grouped);
    Path file = new Path(run.folder(), "evaluation.json");
    run.workspace().writeText(file, Json.write(evaluation));

    Publication made =
        new Publication()
            .output(Evaluation.OUTPUT, file)
            .output("predictions", predictions)
            .count("sentences", counts.sentences())
            .count("words", counts.words())
            .number("f1", counts.f1().f1())
            .number("precision", counts.f1().precision())
            .number("recall", counts.f1().recall())
            .say(summary(counts));
    byGroup.ifPresent(table -> made.output(HoldoutGroups.TABLE, groupTable));
    grouped.forEach(column -> made.say(column.text()));
    return made;
  }

  /** Counts of some sentences; those of several parts add up. */
  private record Counts(long sentences, long words, SpanF1 f1, SpanF1 strict)
      implements Serializable {

    static final Counts NONE = new Counts(0, 0, SpanF1.NONE, SpanF1.NONE);

    Counts plus(Counts other) {
      return new Counts(
          sentences + other.sentences,
          words + other.words,
          f1.plus(other.f1),
          strict.plus(other.strict));
    }
  }

  private static Counts compare(Dataset<Row> held, Dataset<Row> predicted) {
    return held
        .join(predicted.select("id", "word_count", "spans"), "id")
        .select("word_count", "gold", "spans")
        .toJavaRDD()
        .mapPartitions(rows -> List.of(Packed.pack(count(rows))).iterator())
        .collect()
        .stream()
        .map(packed -> Packed.unpack(Counts.class, packed))
        .reduce(Counts.NONE, Counts::plus);
  }

  private static Counts count(Iterator<Row> rows) {
    Counts sum = Counts.NONE;
    while (rows.hasNext()) {
      Row row = rows.next();
      int words = row.getInt(0);
      List<List<String>> gold = List.of(TagFormat.IOB2.tags(words, Rows.spans(row, "gold")));
      List<List<String>> found = List.of(TagFormat.IOB2.tags(words, Rows.spans(row, "spans")));
      sum =
          sum.plus(
              new Counts(1, words, SpanF1.ofTags(gold, found), SpanF1.ofStrictTags(gold, found)));
    }
    return sum;
  }

  private static String summary(Counts counts) {
    StringBuilder byType = new StringBuilder();
    counts
        .f1()
        .byType()
        .forEach(
            (type, one) ->
                byType.append(
                    "\n  %-14s F1 %.4f  precision %.4f  recall %.4f  gold %d"
                        .formatted(type, one.f1(), one.precision(), one.recall(), one.gold())));
    return "Evaluate: F1 %.4f, precision %.4f, recall %.4f on %,d sentences of the hold-out set\n  (by conlleval's rules; F1 by strict IOB2 %.4f)%s"
        .formatted(
            counts.f1().f1(),
            counts.f1().precision(),
            counts.f1().recall(),
            counts.sentences(),
            counts.strict().f1(),
            byType);
  }
}
