package io.winnow.jobs.evaluate;

import io.winnow.evaluation.SpanF1;
import io.winnow.jobs.Gpus;
import io.winnow.jobs.JobContext;
import io.winnow.jobs.ModelOnShelf;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.Tables;
import io.winnow.jobs.score.ScoreSettings;
import io.winnow.jobs.score.Scorer;
import io.winnow.jobs.stop.StopReading;
import io.winnow.jobs.stop.StopSettings;
import io.winnow.model.Precision;
import io.winnow.spark.Packed;
import io.winnow.spark.Rows;
import io.winnow.spark.Schemas;
import io.winnow.spark.ScoreColumns;
import io.winnow.text.TagFormat;
import io.winnow.workspace.Json;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.RunRecorder;
import io.winnow.workspace.Shelf;
import io.winnow.workspace.Workspace;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Measures a model on the held-out sentences, through the same pass that scores a pool; and has a
 * round's model read the stop set.
 *
 * @param stop empty for a model that no round ends by
 * @param measured the model
 * @param shelf where the result goes
 */
public record EvaluateJob(
    JobContext context,
    ScoreSettings settings,
    Optional<StopSettings> stop,
    int round,
    Shelf measured,
    Shelf shelf) {

  /** Measures the model that the round trained. */
  public EvaluateJob(JobContext context, ScoreSettings settings, StopSettings stop, int round) {
    this(
        context,
        settings,
        Optional.of(stop),
        round,
        context.workspace().model(round),
        context.workspace().evaluation(round));
  }

  /** Measures another model that was trained with the help of the round's. */
  public static EvaluateJob ofSuccessor(
      JobContext context, ScoreSettings settings, int round, String name) {
    Workspace workspace = context.workspace();
    return new EvaluateJob(
        context,
        settings,
        Optional.empty(),
        round,
        workspace.successor(round, name),
        workspace.successorEvaluation(round, name));
  }

  public Outcome run() {
    Workspace workspace = context.workspace();
    Optional<Pointer> before = shelf.latest();
    if (before.isPresent()) {
      return context.alreadyDone("Evaluate of round " + round, before.get());
    }
    ModelOnShelf model =
        ModelOnShelf.of(context, measured, "run 'winnow train --round %d'".formatted(round));
    RunRecorder run = context.start("evaluate");
    SparkSession spark = context.spark().get();
    Precision precision =
        settings.precision().on(Gpus.check(spark.sparkContext().getConf()).device());

    Dataset<Row> held = run.stage("read", () -> HeldOut.known(context));
    Path target = shelf.newRun(run.run());
    Path predictions = new Path(target, "predictions");
    Scorer scorer = new Scorer(spark, settings, ScoreColumns.NONE, model, precision);
    run.stage(
        "score",
        () ->
            scorer.score(
                held,
                Tables.fingerprint(held),
                spark.sparkContext().defaultParallelism(),
                predictions));
    Counts counts =
        run.stage(
            "compare", () -> compare(held, Tables.read(spark, predictions, Schemas.PREDICTIONS)));
    Map<String, Path> outputs = new HashMap<>();
    Path stopSet = new Path(target, "stop");
    stop.map(rules -> new StopReading(context, settings, rules, round))
        .ifPresent(
            reading ->
                run.stage(
                    "stop-set",
                    () -> outputs.putAll(reading.read(run, model, precision, stopSet))));
    Evaluation evaluation =
        Evaluation.of(
            round, model.id(), counts.sentences(), counts.words(), counts.f1(), counts.strict());
    Path file = new Path(target, "evaluation.json");
    workspace.writeText(file, Json.write(evaluation));

    run.input("corpus", workspace, workspace.corpus(), workspace.corpus().latest().orElseThrow())
        .model(model.id(), model.sha256())
        .precision(precision.name())
        .number("f1", evaluation.conlleval().f1())
        .number("precision", evaluation.conlleval().precision())
        .number("recall", evaluation.conlleval().recall());
    outputs.put("evaluation", file);
    outputs.put("predictions", predictions);
    context.publish(
        run, shelf, 1, outputs, Map.of("sentences", counts.sentences(), "words", counts.words()));
    say(evaluation);
    return Outcome.DONE;
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

  private void say(Evaluation evaluation) {
    Evaluation.Measures all = evaluation.conlleval();
    context
        .console()
        .say(
            "Evaluate: F1 %.4f, precision %.4f, recall %.4f on %,d held-out sentences\n  (by conlleval's rules; F1 by strict IOB2 %.4f)"
                .formatted(
                    all.f1(),
                    all.precision(),
                    all.recall(),
                    evaluation.sentences(),
                    evaluation.strictIob2().f1()));
    evaluation
        .byType()
        .forEach(
            (type, one) ->
                context
                    .console()
                    .say(
                        "  %-14s F1 %.4f  precision %.4f  recall %.4f  gold %d"
                            .formatted(type, one.f1(), one.precision(), one.recall(), one.gold())));
  }
}
