package io.winnow.api;

import io.winnow.api.Done.Made;
import io.winnow.config.WinnowConfig;
import io.winnow.jobs.Ending;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.Runner;
import io.winnow.jobs.handoff.HandOffJob;
import io.winnow.jobs.round.JobSettings;
import io.winnow.jobs.select.SelectJob;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Chooses the sentences to label and writes the annotation batches: {@code winnow select}.
 *
 * @since 0.1.0
 */
public final class SelectAction extends RoundStep<SelectAction, SelectAction.Result> {

  SelectAction(Session session) {
    super(session);
  }

  /**
   * @param made of the selection: counts and paths
   * @param handedOff of the annotation batches; empty where nothing was chosen
   * @param tables of the workspace
   */
  public record Result(Made made, Optional<Made> handedOff, int round, WinnowTables tables)
      implements Done {

    @Override
    public Outcome outcome() {
      return handedOff.orElse(made).outcome();
    }

    public long sentences() {
      return made.count("sentences");
    }

    public long words() {
      return made.count("words");
    }

    /** URI of the folder that the vendor gets; empty where nothing was chosen. */
    public Optional<String> batches() {
      return handedOff.map(it -> it.paths().get("batches"));
    }

    /** The chosen sentences, ranked. */
    public Dataset<Row> selection() {
      return tables.selection(round);
    }
  }

  /**
   * How to choose. The acquisition function and the embeddings that this needs are added to the
   * settings of scoring.
   *
   * @param text such as {@code mnlp + dedupe + explore(0.1)}
   */
  public SelectAction strategy(String text) {
    return choosingBy(text);
  }

  /** At most so many words, which is what vendors bill. */
  public SelectAction budgetWords(long words) {
    return set("select.budget-words", words).set("select.budget-sentences", 0);
  }

  /** At most so many sentences. */
  public SelectAction budgetSentences(long sentences) {
    return set("select.budget-sentences", sentences).set("select.budget-words", 0);
  }

  @Override
  Result run(Runner runner, WinnowConfig config) {
    int round = number(runner, config);
    JobSettings jobs = config.jobs();
    Ending selected = runner.run(new SelectJob(jobs.select(), jobs.labels().weak(), round));
    Optional<Made> handedOff =
        selected.pointer().count("sentences") == 0
            ? Optional.empty()
            : Optional.of(
                Made.of(
                    runner.run(new HandOffJob(jobs.handoff(), jobs.labels(), jobs.score(), round)),
                    runner));
    return new Result(
        Made.of(selected, runner), handedOff, round, new WinnowTables(runner.published()));
  }
}
