package io.winnow.jobs.score;

import io.winnow.files.Sha256;
import io.winnow.jobs.Job;
import io.winnow.jobs.ModelOnShelf;
import io.winnow.jobs.Published;
import io.winnow.jobs.Run;
import io.winnow.jobs.StepMissingException;
import io.winnow.jobs.Tables;
import io.winnow.jobs.score.ShardedScoring.ShardPlan;
import io.winnow.settings.Gpus;
import io.winnow.spark.Schemas;
import io.winnow.spark.ScoreColumns;
import io.winnow.spark.gpu.GpuPlan;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.Publication;
import io.winnow.workspace.Workspace;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Scores the pool for a round with the model that the round before trained. */
public record ScoreJob(ScoreSettings settings, int round) implements Job {

  /** The output that holds the scores, in several folders. */
  static final String OUTPUT = "scores";

  private static final int WORK_DIGITS = 12;

  @Override
  public Identity identity(Workspace workspace) {
    return new Identity("score", "Score of round " + round, workspace.scores(round));
  }

  @Override
  public Publication run(Run run) {
    ModelOnShelf model = model(run.published());
    GpuPlan gpus = Gpus.check(run.spark().sparkContext().getConf());
    ScoreColumns columns = settings.columns(run.seed());
    Scorer scorer = Scorer.of(run.spark(), settings, columns, model);
    scorer.memoryWarning().ifPresent(run.console()::say);

    Rescore rescore = run.stage("choose", () -> Rescore.of(run, round, settings, columns, by()));
    ShardPlan plan =
        run.stage("read", () -> ShardPlan.of(rescore.due(), settings.shardSentences()));
    ShardedScoring sharded = new ShardedScoring(run, scorer, round, work(scorer, plan), plan);
    ShardedScoring.Done done = run.stage("score", () -> sharded.finish(rescore.due()));
    Tally tally = done.all();
    Publication made =
        new Publication()
            .outputs(outputs(run.workspace(), done))
            .counts(tally.counts())
            .model(model.id(), model.sha256())
            .precision(scorer.precision().name())
            .number("padding", tally.padding())
            .number("sentences_by_this_run", done.added().sentences())
            .number("calls_by_this_run", done.added().batches())
            .say(summary(scorer, tally, gpus));
    rescore.rest().ifPresent(rest -> run.stage("keep", () -> keep(run, rest, columns, made)));
    rescore.due().unpersist();
    return made;
  }

  private ModelOnShelf model(Published published) {
    if (round == 0) {
      throw new StepMissingException(
          "Round 0 selects at random, because no model is trained yet: run 'winnow select'");
    }
    return ModelOnShelf.ofRound(published, round - 1);
  }

  private String by() {
    return Schemas.column(settings.functions().get(0));
  }

  /** Anything that changes a score or the set of sentences makes it different work. */
  private String work(Scorer scorer, ShardPlan plan) {
    String key =
        String.join(
            " ",
            scorer.model().sha256(),
            scorer.precision().name(),
            scorer.columns().schema().json(),
            Integer.toString(settings.prediction().overlapTokens()),
            plan.toString());
    return Sha256.of(key).substring(0, WORK_DIGITS);
  }

  /** The table lies where its shards were written. */
  private static Map<String, Path> outputs(Workspace workspace, ShardedScoring.Done done) {
    Map<String, Path> outputs = new LinkedHashMap<>();
    for (Pointer shard : done.shards()) {
      outputs.put(
          String.format(Locale.ROOT, "%s/%04d", OUTPUT, outputs.size()),
          workspace.resolve(shard.output(ShardedScoring.OUTPUT)));
    }
    return outputs;
  }

  /** Sentences that were not scored keep their scores, which are added to what was made. */
  private void keep(Run run, Rescore.Rest rest, ScoreColumns columns, Publication made) {
    Path folder = run.folder();
    Tables.write(rest.kept(), folder);
    long kept = Tables.read(run.spark(), folder, Schemas.PREDICTIONS).count();
    String[] folders = made.outputs().values().stream().map(Path::toString).toArray(String[]::new);
    Dataset<Row> scores = run.spark().read().schema(columns.schema()).parquet(folders);
    Audit audit = Audit.of(scores, rest.sampled(), by(), kept);
    made.output(OUTPUT + "/kept", folder)
        .count("kept", kept)
        .count("sentences", made.counts().get("sentences") + kept)
        .say("  %,d others keep the scores of an earlier model\n%s".formatted(kept, audit.text()));
    audit.addTo(made);
  }

  private static String summary(Scorer scorer, Tally tally, GpuPlan gpus) {
    String summary =
        "Score: %,d sentences by %s in %s\n  %,d tokens, %.3f computed per token (padding included); models loaded: %d; %s"
            .formatted(
                tally.sentences(),
                scorer.model().id(),
                scorer.precision(),
                tally.tokens(),
                tally.padding(),
                tally.modelLoads(),
                gpus.sentence());
    return tally.setAside() == 0
        ? summary
        : "%s\n  without a prediction and a score: %,d; column set_aside of the scores says why"
            .formatted(summary, tally.setAside());
  }
}
