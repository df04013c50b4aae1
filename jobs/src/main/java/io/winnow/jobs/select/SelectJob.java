package io.winnow.jobs.select;

import static org.apache.spark.sql.functions.col;

import io.winnow.jobs.Ending;
import io.winnow.jobs.Job;
import io.winnow.jobs.Published;
import io.winnow.jobs.Run;
import io.winnow.jobs.Runner;
import io.winnow.jobs.StepMissingException;
import io.winnow.jobs.Tables;
import io.winnow.jobs.weak.WeakAnnotators;
import io.winnow.jobs.weak.WeakSettings;
import io.winnow.selection.CandidateSearch;
import io.winnow.selection.Modifier.Need;
import io.winnow.selection.QueryStrategy;
import io.winnow.selection.Selected;
import io.winnow.selection.Selected.Reason;
import io.winnow.settings.SettingsException;
import io.winnow.spark.Schemas;
import io.winnow.spark.ScoreColumns;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.Publication;
import io.winnow.workspace.Shelf;
import io.winnow.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Selects what a round sends out: at random in round 0, later by the strategy. Only ids, lengths
 * and scores are looked at, and only what may be chosen comes to the driver; the texts of the
 * chosen are fetched at the end.
 *
 * @param weak suggest where no model has predicted the sentences
 */
public record SelectJob(SelectSettings settings, WeakSettings weak, int round) implements Job {

  static final String HOLDOUT = "holdout";
  private static final String LEFT = "left";

  @Override
  public Identity identity(Workspace workspace) {
    return new Identity("select", "Select of round " + round, workspace.selection(round));
  }

  /** A selection that is empty because of strategy or budget may be made again. */
  @Override
  public Optional<Ending> withoutRun(Runner runner, Published published) {
    return Job.super.withoutRun(runner, published).filter(ending -> leftBy(ending.pointer()) == 0);
  }

  @Override
  public Publication run(Run run) {
    Published published = run.published();
    Dataset<Row> all = published.poolWithMetadata(round);
    Wanted wanted = Wanted.of(published, settings, round);
    wanted.record(run);
    Dataset<Row> pool = wanted.ofPool(all);
    Optional<Dataset<Row>> scored = scores(published).map(wanted::of);
    Again again = Again.in(round, published, settings.budget());
    CandidateSearch search =
        new CandidateSearch(
            round == 0 ? settings.strategy().atRandom() : settings.strategy(),
            settings.budget().minus(again.cost()),
            round,
            run.seed() + round,
            settings.minWords());
    Choice choice = run.stage("choose", () -> Choice.of(published, search, pool, scored));
    List<Selected> chosen = choice.sentences();
    Left left =
        chosen.isEmpty() && again.picks().isEmpty() ? Left.of(all, settings.minWords()) : Left.NONE;
    if (round == 0 && left.sentences() > 0) {
      throw tooSmallFor(wanted, Left.of(pool, settings.minWords()));
    }
    SelectionTable table = new SelectionTable(pool, again, chosen, unlabelledHoldout(published));
    Path target = run.folder();
    run.stage("write", () -> Tables.write(table.with(suggestions(run, pool, scored)), target));

    Dataset<Row> selection = Tables.read(run.spark(), target, Schemas.SELECTION);
    long sentences = selection.count();
    long words =
        selection
            .where(col("reason").notEqual(HOLDOUT))
            .selectExpr("coalesce(sum(size(words)), 0L)")
            .first()
            .getLong(0);
    long held = sentences - chosen.size() - again.picks().size();
    Publication made = new Publication();
    choice.ratings().ifPresent(it -> it.addTo(made));
    return made.output("selection", target)
        .count("sentences", sentences)
        .count("words", words)
        .count("holdout", held)
        .count("random", random(chosen))
        .count("again", again.picks().size())
        .count(LEFT, left.sentences())
        .say(summary(search.strategy(), wanted, choice, again, left, words, held));
  }

  /**
   * Number of sentences that could be sent, but that strategy and budget exclude, if a selection is
   * empty for that; 0 of any other. Such a selection ends the rounds, but may be made again with
   * other settings.
   */
  public static long leftBy(Pointer selection) {
    return selection.counts().getOrDefault(LEFT, 0L);
  }

  /** A first round that selects nothing is an error, unless the pool is empty. */
  private SettingsException tooSmallFor(Wanted wanted, Left left) {
    return left.sentences() == 0
        ? wanted.none()
        : new SettingsException(
            List.of(
                new SettingsException.Problem(
                    "select.budget-words",
                    "is %d, but the shortest sentence of the pool has %d words: raise it"
                        .formatted(settings.budgetWords(), left.shortest()))));
  }

  /** Random selection needs no scores, but if they exist, the vendor gets their suggestions. */
  private Optional<Dataset<Row>> scores(Published published) {
    if (round == 0) {
      return Optional.empty();
    }
    Shelf shelf = published.workspace().scores(round);
    Optional<Pointer> scores =
        settings.strategy().isRandom()
            ? published.latest(shelf)
            : Optional.of(
                published.require(
                    shelf,
                    "scores of round " + round,
                    "run 'winnow score --round %d'".formatted(round)));
    return scores.map(pointer -> requireColumns(published.table(pointer, "scores")));
  }

  private Dataset<Row> requireColumns(Dataset<Row> scores) {
    List<String> columns = List.of(scores.columns());
    QueryStrategy strategy = settings.strategy();
    for (String function : strategy.acquisition().stream().toList()) {
      if (!columns.contains(Schemas.column(function))) {
        throw new StepMissingException(
            "The scores of round %d have no column %s, only %s: select by one of these, or add it to score.functions before the next round is scored"
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

  /** Hold-out sentences without gold: the vendor labels them in round 0, for evaluation. */
  private Dataset<Row> unlabelledHoldout(Published published) {
    Dataset<Row> sentences = published.table(published.corpus(), "holdout", Schemas.HOLDOUT);
    return round == 0 ? sentences.where(col("spans").isNull()) : sentences.limit(0);
  }

  /**
   * From ids to {@code id, suggestions}: the model's; before there is one those of weak annotators,
   * but none for held-out sentences: suggestions would bias the labels that models are measured by.
   */
  private UnaryOperator<Dataset<Row>> suggestions(
      Run run, Dataset<Row> pool, Optional<Dataset<Row>> scored) {
    if (scored.isPresent()) {
      Dataset<Row> predicted = scored.get().select(col("id"), col("spans").as("suggestions"));
      return ids -> predicted.join(ids, "id");
    }
    WeakAnnotators annotators = WeakAnnotators.of(run.workspace(), weak, run.published().types());
    WeakAnnotators.record(run, weak);
    return ids -> annotators.suggestions(pool.join(ids, "id"));
  }

  private String summary(
      QueryStrategy strategy,
      Wanted wanted,
      Choice choice,
      Again again,
      Left left,
      long words,
      long holdout) {
    List<Selected> chosen = choice.sentences();
    String by =
        (strategy.modifiers().isEmpty() ? "" : "\n  strategy: " + strategy)
            + choice.ratings().map(Ratings::lines).orElse("")
            + wanted.lines();
    if (chosen.isEmpty() && again.picks().isEmpty() && holdout == 0) {
      return "Select: " + left.sentence(wanted.deciding()) + by;
    }
    long random = random(chosen);
    return "Select: %,d sentences, %,d words; %,d by score, %,d at random%s%s%s"
        .formatted(
            chosen.size() + again.picks().size(),
            words,
            chosen.size() - random,
            random,
            again.summary(),
            holdout == 0 ? "" : "\n  and the %,d sentences of the hold-out set".formatted(holdout),
            by);
  }

  private static long random(List<Selected> chosen) {
    return chosen.stream().filter(pick -> pick.reason() == Reason.RANDOM).count();
  }

  /**
   * The sentences left in the pool if none was selected: near-duplicates of sent ones, lengths that
   * the strategy excludes, sentences that cost more than the budget.
   *
   * @param shortest words of the shortest of them; 0 if there are none
   */
  private record Left(long sentences, int shortest) {

    static final Left NONE = new Left(0, 0);

    /** Shorter ones than {@code minWords} are never sent, and so don't count. */
    static Left of(Dataset<Row> pool, int minWords) {
      Row found =
          pool.selectExpr("size(words) AS words")
              .where(col("words").geq(minWords))
              .selectExpr("count(*)", "coalesce(min(words), 0)")
              .head();
      return new Left(found.getLong(0), found.getInt(1));
    }

    /**
     * @param by what excludes them
     */
    String sentence(String by) {
      return sentences == 0
          ? "the pool is empty; there is nothing left to label"
          : "nothing; %s select none of the %,d sentences in the pool, the shortest of which has %d words"
              .formatted(by, sentences, shortest);
    }
  }
}
