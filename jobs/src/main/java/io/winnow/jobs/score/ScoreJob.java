package io.winnow.jobs.score;

import io.winnow.jobs.Job;
import io.winnow.jobs.ModelOnShelf;
import io.winnow.jobs.Pool;
import io.winnow.jobs.Published;
import io.winnow.jobs.Run;
import io.winnow.jobs.StepMissingException;
import io.winnow.jobs.Tables;
import io.winnow.settings.Gpus;
import io.winnow.spark.Schemas;
import io.winnow.spark.ScoreColumns;
import io.winnow.spark.gpu.GpuPlan;
import io.winnow.workspace.ContentHash;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.Workspace;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
  public void run(Run run) {
    ModelOnShelf model = model(run.published());
    GpuPlan gpus = Gpus.check(run.spark().sparkContext().getConf());
    ScoreColumns columns = settings.columns(run.seed());
    Scorer scorer = Scorer.of(run.spark(), settings, columns, model);

    Rescore rescore = run.stage("choose", () -> rescore(run, columns));
    ShardPlan plan =
        run.stage("read", () -> ShardPlan.of(rescore.due(), settings.shardSentences()));
    ShardedScoring sharded = new ShardedScoring(run, scorer, round, work(scorer, plan), plan);
    ShardedScoring.Done done = run.stage("score", () -> sharded.finish(rescore.due()));
    Map<String, Path> outputs = outputs(run.workspace(), done);
    Optional<Kept> kept =
        rescore.rest().map(rest -> run.stage("keep", () -> keep(run, columns, rest, outputs)));
    rescore.due().unpersist();

    Tally tally = done.all();
    run.outputs(outputs)
        .counts(tally.counts())
        .model(model.id(), model.sha256())
        .precision(scorer.precision().name())
        .number("padding", tally.padding())
        .number("sentences_by_this_run", done.added().sentences())
        .number("calls_by_this_run", done.added().batches())
        .say(summary(scorer, tally, gpus));
    kept.ifPresent(it -> it.addTo(run, tally.sentences()));
  }

  private ModelOnShelf model(Published published) {
    if (round == 0) {
      throw new StepMissingException(
          "Round 0 is chosen at random, there is no trained model to score with: run 'winnow"
              + " select'");
    }
    return ModelOnShelf.ofRound(published, round - 1);
  }

  private Rescore rescore(Run run, ScoreColumns columns) {
    Dataset<Row> pool = Pool.of(round, run.published());
    Optional<Dataset<Row>> last =
        settings.rescoring().rescoreShare() == 1
            ? Optional.empty()
            : Rescore.lastScores(round, run.published(), columns);
    return last.map(scores -> Rescore.part(pool, scores, by(), settings, run.seed() + round))
        .orElseGet(() -> Rescore.all(pool));
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
    return ContentHash.of(key).substring(0, WORK_DIGITS);
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

  /**
   * What was not scored.
   *
   * @param sentences that keep their scores
   */
  private record Kept(Path folder, long sentences, Audit audit) {

    void addTo(Run run, long scored) {
      run.output(OUTPUT + "/kept", folder)
          .count("kept", sentences)
          .count("sentences", scored + sentences)
          .say(
              "  %,d others keep the scores of an earlier model\n%s"
                  .formatted(sentences, audit.text()));
      audit.addTo(run);
    }
  }

  private Kept keep(Run run, ScoreColumns columns, Rescore.Rest rest, Map<String, Path> scored) {
    Path folder = run.folder();
    Tables.write(rest.kept(), folder);
    long sentences = Tables.read(run.spark(), folder, Schemas.PREDICTIONS).count();
    String[] folders = scored.values().stream().map(Path::toString).toArray(String[]::new);
    Dataset<Row> scores = run.spark().read().schema(columns.schema()).parquet(folders);
    return new Kept(folder, sentences, Audit.of(scores, rest.sampled(), by(), sentences));
  }

  private static String summary(Scorer scorer, Tally tally, GpuPlan gpus) {
    String summary =
        "Score: %,d sentences by %s in %s\n  %,d tokens, %.3f computed on for each one read; models loaded: %d; %s"
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
        : "%s\n  %,d could not be read and %s no score; column set_aside of the scores says why"
            .formatted(summary, tally.setAside(), tally.setAside() == 1 ? "has" : "have");
  }
}
