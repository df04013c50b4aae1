package io.winnow.jobs.select;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;

import io.winnow.jobs.Entities;
import io.winnow.jobs.JobContext;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.Pool;
import io.winnow.jobs.SettingsException;
import io.winnow.jobs.StepMissingException;
import io.winnow.jobs.Tables;
import io.winnow.jobs.weak.WeakAnnotators;
import io.winnow.jobs.weak.WeakSettings;
import io.winnow.selection.Budget;
import io.winnow.selection.CandidateSearch;
import io.winnow.selection.Need;
import io.winnow.selection.QueryStrategy;
import io.winnow.selection.Reason;
import io.winnow.selection.Selected;
import io.winnow.spark.Schemas;
import io.winnow.spark.ScoreColumns;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.RunRecorder;
import io.winnow.workspace.Shelf;
import io.winnow.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
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
 * Chooses what a round sends out: at random in round 0, by the strategy after. Only ids, lengths
 * and scores are looked at, and only what may be chosen comes to the driver; the texts of the
 * chosen are fetched at the end.
 *
 * @param weak suggest where no model has read the sentences
 */
public record SelectJob(JobContext context, SelectSettings settings, WeakSettings weak, int round) {

  static final String HOLDOUT = "holdout";
  private static final String LEFT = "left";
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
    if (before.isPresent() && leftBy(before.get()) == 0) {
      return context.alreadyDone("Select of round " + round, before.get());
    }
    context.require(workspace.corpus(), "corpus", "run 'winnow init'");
    Optional<Pointer> scores = round == 0 ? Optional.empty() : scores(workspace);
    RunRecorder run = context.start("select");
    SparkSession spark = context.spark().get();

    Again again = Again.in(round, spark, workspace, settings.budget());
    Dataset<Row> pool = Pool.of(round, spark, workspace);
    Optional<Dataset<Row>> scored = scores.map(pointer -> scores(spark, pointer));
    CandidateSearch search = search(settings.budget().minus(again.cost()));
    List<Selected> chosen = run.stage("choose", () -> choose(search, pool, scored));
    Dataset<Row> holdout = unlabelledHoldout(spark, workspace);
    Left left =
        chosen.isEmpty() && again.picks().isEmpty()
            ? Left.of(pool, settings.minWords())
            : Left.NOT_ASKED;
    if (round == 0) {
      requireNone(left);
    }
    Dataset<Row> selection =
        selection(spark, again, chosen, pool, suggestions(pool, scored), holdout);
    Path target = shelf.newRun(run.run());
    run.stage("write", () -> Tables.write(selection, target));

    run.input("corpus", workspace, workspace.corpus(), workspace.corpus().latest().orElseThrow());
    scores.ifPresent(pointer -> run.input("scores", workspace, workspace.scores(round), pointer));
    long sentences = Tables.read(spark, target, Schemas.SELECTION).count();
    long words = Tables.words(Tables.read(spark, target, Schemas.SELECTION).where(forTraining()));
    long held = sentences - chosen.size() - again.picks().size();
    context.publish(
        run,
        shelf,
        before.map(Pointer::sequence).orElse(0) + 1,
        Map.of("selection", target),
        Map.of(
            "sentences",
            sentences,
            "words",
            words,
            "holdout",
            held,
            "random",
            random(chosen),
            "again",
            (long) again.picks().size(),
            LEFT,
            left.sentences()));
    context.console().say(summary(chosen, again, left, words, held));
    if (!search.strategy().modifiers().isEmpty()) {
      context.console().say("  strategy: " + search.strategy());
    }
    return Outcome.DONE;
  }

  /**
   * Sentences that may be sent, but that neither strategy nor budget let pass, where a selection is
   * empty for that; 0 of any other. Such a selection ends the rounds, but may be made again with
   * other settings.
   */
  public static long leftBy(Pointer selection) {
    return selection.counts().getOrDefault(LEFT, 0L);
  }

  /** A first round that chooses nothing is a mistake, unless nothing is there. */
  private void requireNone(Left left) {
    if (left.sentences() > 0) {
      throw new SettingsException(
          List.of(
              new SettingsException.Problem(
                  "select.budget-words",
                  "is %d, but the shortest sentence of the pool has %d words: raise it"
                      .formatted(settings.budgetWords(), left.shortest()))));
    }
  }

  /** A choice at random needs none, but if they are there, the vendor gets suggestions of them. */
  private Optional<Pointer> scores(Workspace workspace) {
    return settings.strategy().isRandom()
        ? workspace.scores(round).latest()
        : Optional.of(
            context.require(
                workspace.scores(round),
                "scores of round " + round,
                "run 'winnow score --round %d'".formatted(round)));
  }

  private Dataset<Row> scores(SparkSession spark, Pointer pointer) {
    Dataset<Row> scores = Tables.read(spark, context.workspace(), pointer, "scores");
    List<String> columns = List.of(scores.columns());
    QueryStrategy strategy = settings.strategy();
    for (String function : strategy.acquisition().stream().toList()) {
      if (!columns.contains(Schemas.column(function))) {
        throw new StepMissingException(
            "The scores of round %d hold no %s, only %s: select by one of these, or name it in score.functions before the next round is scored"
                .formatted(round, function, columns));
      }
    }
    if (strategy.needs().contains(Need.EMBEDDINGS) && !columns.contains(ScoreColumns.EMBEDDING)) {
      throw new StepMissingException(
          "The scores of round %d hold no embeddings, which the strategy %s needs, only %s: select without them, or set score.embeddings = mean before the next round is scored"
              .formatted(round, strategy, columns));
    }
    return scores;
  }

  private CandidateSearch search(Budget budget) {
    return round == 0
        ? new CandidateSearch(
            QueryStrategy.AT_RANDOM, budget, round, context.seed(), settings.minWords())
        : new CandidateSearch(
            settings.strategy(), budget, round, context.seed() + round, settings.minWords());
  }

  private List<Selected> choose(
      CandidateSearch search, Dataset<Row> pool, Optional<Dataset<Row>> scored) {
    Column score =
        search
            .strategy()
            .acquisition()
            .map(function -> col(Schemas.column(function)))
            .orElse(lit(null).cast(DataTypes.DoubleType));
    // Without scores, or where they don't count, the pool itself is all that is needed.
    Dataset<Row> known =
        search.strategy().isRandom()
            ? pool.select(col("id"), size(col("words")).as("word_count"), score.as("score"))
            : scored.orElseThrow().select(col("id"), col("word_count"), score.as("score"));
    CandidateFacts facts =
        new CandidateFacts(
            context.workspace(), round, search.strategy().needs(), pool, scored.orElse(pool));
    return new StrategyRun(known, search, facts::of).choose();
  }

  /** Held-out sentences without gold: the vendor labels them in round 0, to measure by. */
  private Dataset<Row> unlabelledHoldout(SparkSession spark, Workspace workspace) {
    Pointer corpus = workspace.corpus().latest().orElseThrow();
    Dataset<Row> sentences = Tables.read(spark, workspace, corpus, "holdout", Schemas.HOLDOUT);
    return round == 0 ? sentences.where(col("spans").isNull()) : sentences.limit(0);
  }

  /**
   * From ids to {@code id, suggestions}: the model's; before there is one those of weak annotators,
   * but for held-out sentences, whose labels nobody shall have been led to.
   */
  private UnaryOperator<Dataset<Row>> suggestions(
      Dataset<Row> pool, Optional<Dataset<Row>> scored) {
    if (scored.isPresent()) {
      Dataset<Row> read = scored.get().select(col("id"), col("spans").as("suggestions"));
      return ids -> read.join(ids, "id");
    }
    Workspace workspace = context.workspace();
    WeakAnnotators annotators = WeakAnnotators.of(workspace, weak, Entities.of(workspace));
    return ids -> annotators.suggestions(pool.join(ids, "id"));
  }

  /** The chosen sentences with their texts and what the model suggests; both are looked up. */
  private static Dataset<Row> selection(
      SparkSession spark,
      Again again,
      List<Selected> chosen,
      Dataset<Row> pool,
      UnaryOperator<Dataset<Row>> suggestions,
      Dataset<Row> holdout) {
    List<Row> rows = new ArrayList<>();
    for (Again.Pick pick : again.picks()) {
      rows.add(RowFactory.create(pick.id(), rows.size() + 1, null, pick.reason()));
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
    Dataset<Row> found = suggestions.apply(ids);
    DataType versions = Schemas.SELECTION.apply("versions").dataType();
    Dataset<Row> known =
        texts
            .join(ids, "id")
            .join(found, new String[] {"id"}, "left")
            .withColumn("versions", lit(null).cast(versions));
    Dataset<Row> all =
        again.table().map(table -> table.drop("reason")).map(known::unionByName).orElse(known);
    return all.join(picks, "id")
        .withColumn("suggestions", coalesce(col("suggestions"), none))
        .selectExpr(Schemas.SELECTION.fieldNames())
        .coalesce(1)
        .sortWithinPartitions("rank");
  }

  private static Column forTraining() {
    return col("reason").notEqual(HOLDOUT);
  }

  private static long random(List<Selected> chosen) {
    return chosen.stream().filter(pick -> pick.reason() == Reason.RANDOM).count();
  }

  private static String summary(
      List<Selected> chosen, Again again, Left left, long words, long holdout) {
    if (chosen.isEmpty() && again.picks().isEmpty() && holdout == 0) {
      return "Select: " + left.sentence();
    }
    long random = random(chosen);
    return "Select: %,d sentences, %,d words; %,d by score, %,d at random%s%s"
        .formatted(
            chosen.size() + again.picks().size(),
            words,
            chosen.size() - random,
            random,
            again.summary(),
            holdout == 0 ? "" : "\n  and %,d held-out sentences, to measure by".formatted(holdout));
  }
}
