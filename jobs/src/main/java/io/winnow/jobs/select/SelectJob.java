package io.winnow.jobs.select;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.size;

import io.winnow.jobs.JobContext;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.Pool;
import io.winnow.jobs.SettingsException;
import io.winnow.jobs.StepMissingException;
import io.winnow.jobs.Tables;
import io.winnow.selection.Budget;
import io.winnow.selection.Selected;
import io.winnow.selection.SelectionPlan;
import io.winnow.selection.SelectionSummary;
import io.winnow.spark.Packed;
import io.winnow.spark.Schemas;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.RunRecorder;
import io.winnow.workspace.Shelf;
import io.winnow.workspace.Workspace;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Chooses what a round sends out: at random in round 0, by lowest score and a random share after.
 * Only ids, lengths and scores are looked at, in one pass, and only what may be chosen comes to the
 * driver; the texts of the chosen are fetched at the end.
 */
public record SelectJob(JobContext context, SelectSettings settings, int round) {

  private static final String HOLDOUT = "holdout";
  private static final StructType CHOSEN =
      new StructType()
          .add("id", DataTypes.StringType)
          .add("rank", DataTypes.IntegerType)
          .add("score", DataTypes.DoubleType)
          .add("reason", DataTypes.StringType);

  public Outcome run() {
    Workspace workspace = context.workspace();
    Shelf shelf = workspace.selection(round);
    Optional<Pointer> before = shelf.latest();
    if (before.isPresent()) {
      return context.alreadyDone("Select of round " + round, before.get());
    }
    context.require(workspace.corpus(), "corpus", "run 'winnow init'");
    Optional<Pointer> scores =
        settings.needsScores(round) ? Optional.of(scores(workspace)) : Optional.empty();
    RunRecorder run = context.start("select");
    SparkSession spark = context.spark().get();

    Disputed disputed = Disputed.in(spark, workspace, settings.budget());
    Dataset<Row> pool = Pool.of(round, spark, workspace);
    Optional<Dataset<Row>> scored = scores.map(pointer -> scores(spark, pointer));
    List<Selected> chosen =
        run.stage("choose", () -> choose(scored.orElse(unscored(pool)), disputed.cost()));
    Dataset<Row> holdout = unlabelledHoldout(spark, workspace);
    if (chosen.isEmpty() && disputed.ids().isEmpty()) {
      requireEmpty(pool);
    }
    Dataset<Row> selection = selection(spark, disputed, chosen, pool, scored, holdout);
    Path target = shelf.newRun(run.run());
    run.stage("write", () -> Tables.write(selection, target));

    run.input("corpus", workspace, workspace.corpus(), workspace.corpus().latest().orElseThrow());
    scores.ifPresent(pointer -> run.input("scores", workspace, workspace.scores(round), pointer));
    long sentences = Tables.read(spark, target, Schemas.SELECTION).count();
    long words = Tables.words(Tables.read(spark, target, Schemas.SELECTION).where(forTraining()));
    long held = sentences - chosen.size() - disputed.ids().size();
    context.publish(
        run,
        shelf,
        1,
        Map.of("selection", target),
        Map.of(
            "sentences", sentences,
            "words", words,
            "holdout", held,
            "disputes", (long) disputed.ids().size()));
    context.console().say(summary(chosen, disputed, words, held));
    return Outcome.DONE;
  }

  /** Choosing nothing ends the rounds, so it had better be because nothing is there. */
  private void requireEmpty(Dataset<Row> pool) {
    Row shortest =
        pool.where(size(col("words")).geq(settings.minWords()))
            .agg(min(size(col("words"))))
            .first();
    if (!shortest.isNullAt(0)) {
      throw new SettingsException(
          List.of(
              new SettingsException.Problem(
                  "select.budget-words",
                  "is %d, but the shortest sentence of the pool has %d words: raise it"
                      .formatted(settings.budgetWords(), shortest.getInt(0)))));
    }
  }

  private Pointer scores(Workspace workspace) {
    return context.require(
        workspace.scores(round),
        "scores of round " + round,
        "run 'winnow score --round %d'".formatted(round));
  }

  private String column() {
    return Schemas.column(settings.acquisition());
  }

  private Dataset<Row> scores(SparkSession spark, Pointer pointer) {
    Dataset<Row> scores = Tables.read(spark, context.workspace(), pointer, "scores");
    List<String> columns = List.of(scores.columns());
    if (!columns.contains(column())) {
      throw new StepMissingException(
          "The scores of round %d hold no %s, only %s: select by one of these, or name it in score.functions before the next round is scored"
              .formatted(round, settings.acquisition(), columns));
    }
    return scores;
  }

  /** The pool as a table of scores in which none is known. */
  private Dataset<Row> unscored(Dataset<Row> pool) {
    return pool.select(
        col("id"),
        size(col("words")).as("word_count"),
        lit(null).cast(DataTypes.DoubleType).as(column()));
  }

  private List<Selected> choose(Dataset<Row> known, Budget taken) {
    SelectionPlan plan = plan(settings.budget().minus(taken));
    byte[] summary =
        known
            .select("id", "word_count", column())
            .toJavaRDD()
            .mapPartitions(rows -> List.of(Packed.pack(summarise(plan, rows))).iterator())
            .treeAggregate(Packed.pack(plan.summary()), SelectJob::merge, SelectJob::merge);
    return Packed.unpack(SelectionSummary.class, summary).choose();
  }

  private static byte[] merge(byte[] one, byte[] other) {
    return Packed.pack(
        Packed.unpack(SelectionSummary.class, one)
            .merge(Packed.unpack(SelectionSummary.class, other)));
  }

  private SelectionPlan plan(Budget budget) {
    return round == 0
        ? SelectionPlan.atRandom(budget, context.seed(), settings.minWords())
        : new SelectionPlan(
            budget, settings.randomShare(), context.seed() + round, settings.minWords());
  }

  private static SelectionSummary summarise(SelectionPlan plan, Iterator<Row> rows) {
    SelectionSummary summary = plan.summary();
    while (rows.hasNext()) {
      Row row = rows.next();
      if (row.isNullAt(2)) {
        summary.add(row.getString(0), row.getInt(1));
      } else {
        summary.add(row.getString(0), row.getInt(1), row.getDouble(2));
      }
    }
    return summary;
  }

  /** Held-out sentences without gold: the vendor labels them in round 0, to measure by. */
  private Dataset<Row> unlabelledHoldout(SparkSession spark, Workspace workspace) {
    Pointer corpus = workspace.corpus().latest().orElseThrow();
    Dataset<Row> sentences = Tables.read(spark, workspace, corpus, "holdout", Schemas.HOLDOUT);
    return round == 0 ? sentences.where(col("spans").isNull()) : sentences.limit(0);
  }

  /** The chosen sentences with their texts and what the model suggests; both are looked up. */
  private static Dataset<Row> selection(
      SparkSession spark,
      Disputed disputed,
      List<Selected> chosen,
      Dataset<Row> pool,
      Optional<Dataset<Row>> scored,
      Dataset<Row> holdout) {
    List<Row> rows = new ArrayList<>();
    for (String id : disputed.ids()) {
      rows.add(RowFactory.create(id, rows.size() + 1, null, Disputed.REASON));
    }
    for (Selected pick : chosen) {
      String reason = pick.reason().name().toLowerCase(Locale.ROOT);
      rows.add(RowFactory.create(pick.id(), rows.size() + 1, pick.score(), reason));
    }
    for (Row row : holdout.select("id").orderBy("id").collectAsList()) {
      rows.add(RowFactory.create(row.getString(0), rows.size() + 1, null, HOLDOUT));
    }
    Dataset<Row> picks = broadcast(spark.createDataFrame(rows, CHOSEN));
    Dataset<Row> texts = pool.select("id", "text", "words");
    if (!holdout.isEmpty()) {
      texts = texts.unionByName(holdout.select("id", "text", "words"));
    }
    DataType spans = Schemas.SELECTION.apply("suggestions").dataType();
    Column none = from_json(lit("[]"), spans);
    Dataset<Row> ids = picks.select("id");
    Dataset<Row> found =
        scored
            .map(table -> table.select(col("id"), col("spans").as("suggestions")).join(ids, "id"))
            .orElseGet(() -> ids.withColumn("suggestions", none));
    DataType versions = Schemas.SELECTION.apply("versions").dataType();
    Dataset<Row> known =
        texts
            .join(ids, "id")
            .join(found, new String[] {"id"}, "left")
            .withColumn("versions", lit(null).cast(versions));
    Dataset<Row> all = disputed.table().map(known::unionByName).orElse(known);
    return all.join(picks, "id")
        .withColumn("suggestions", coalesce(col("suggestions"), none))
        .selectExpr(Schemas.SELECTION.fieldNames())
        .coalesce(1)
        .sortWithinPartitions("rank");
  }

  private static Column forTraining() {
    return col("reason").notEqual(HOLDOUT);
  }

  private static String summary(
      List<Selected> chosen, Disputed disputed, long words, long holdout) {
    if (chosen.isEmpty() && disputed.ids().isEmpty() && holdout == 0) {
      return "Select: the pool is empty; there is nothing left to label";
    }
    long random = chosen.stream().filter(pick -> pick.score() == null).count();
    int again = disputed.ids().size();
    return "Select: %,d sentences, %,d words; %,d by score, %,d at random%s%s"
        .formatted(
            chosen.size() + again,
            words,
            chosen.size() - random,
            random,
            again == 0 ? "" : ", %,d again, as annotators differ on them".formatted(again),
            holdout == 0 ? "" : "\n  and %,d held-out sentences, to measure by".formatted(holdout));
  }
}
