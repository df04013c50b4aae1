package io.winnow.jobs.score;

import io.winnow.jobs.JobContext;
import io.winnow.jobs.ModelOnShelf;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.Pool;
import io.winnow.jobs.StepMissingException;
import io.winnow.model.Precision;
import io.winnow.model.Torch;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.RunRecorder;
import io.winnow.workspace.Shelf;
import io.winnow.workspace.Workspace;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Scores the pool for a round with the model that the round before trained. */
public record ScoreJob(JobContext context, ScoreSettings settings, int round) {

  public Outcome run() {
    Workspace workspace = context.workspace();
    Shelf shelf = workspace.scores(round);
    Optional<Pointer> before = shelf.latest();
    if (before.isPresent()) {
      return context.alreadyDone("Score of round " + round, before.get());
    }
    ModelOnShelf model = model(workspace);
    RunRecorder run = context.start("score");
    SparkSession spark = context.spark().get();
    Precision precision = settings.precision().on(Torch.defaultDevice());

    Dataset<Row> pool = run.stage("read", () -> Pool.of(round, spark, workspace));
    Path target = shelf.newRun(run.run());
    Scorer.Scored scored =
        run.stage(
            "score",
            () ->
                new Scorer(spark, settings, context.console())
                    .score(pool, model, precision, target));
    run.input("corpus", workspace, workspace.corpus(), workspace.corpus().latest().orElseThrow())
        .model(model.id(), model.sha256())
        .precision(precision.name())
        .number("padding", scored.padding())
        .number("tokens", scored.tokens())
        .number("model_loads", scored.modelLoads());
    context.publish(
        run, shelf, 1, Map.of("scores", target), Map.of("sentences", scored.sentences()));
    context
        .console()
        .say(
            "Score: %,d sentences by %s in %s\n  %,d tokens, %.3f computed on for each one read; models loaded: %d"
                .formatted(
                    scored.sentences(),
                    model.id(),
                    precision,
                    scored.tokens(),
                    scored.padding(),
                    scored.modelLoads()));
    return Outcome.DONE;
  }

  private ModelOnShelf model(Workspace workspace) {
    if (round == 0) {
      throw new StepMissingException(
          "Round 0 is chosen at random, there is no trained model to score with: run 'winnow select'");
    }
    return ModelOnShelf.of(
        context, workspace.model(round - 1), "run 'winnow train --round %d'".formatted(round - 1));
  }
}
