package io.winnow.jobs.score;

import io.winnow.jobs.Gpus;
import io.winnow.jobs.JobContext;
import io.winnow.jobs.ModelOnShelf;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.Pool;
import io.winnow.jobs.StepMissingException;
import io.winnow.jobs.Tables;
import io.winnow.model.Precision;
import io.winnow.spark.Schemas;
import io.winnow.spark.ScoreColumns;
import io.winnow.spark.gpu.GpuPlan;
import io.winnow.workspace.ContentHash;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.RunRecorder;
import io.winnow.workspace.Shelf;
import io.winnow.workspace.Workspace;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Scores the pool for a round with the model that the round before trained. */
public record ScoreJob(JobContext context, ScoreSettings settings, int round) {

  /** The output that holds the scores, in several folders. */
  static final String OUTPUT = "scores";

  private static final int WORK_DIGITS = 12;

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
    GpuPlan gpus = Gpus.check(spark.sparkContext().getConf());
    Precision precision = settings.precision().on(gpus.device());

    Dataset<Row> pool = Pool.of(round, spark, workspace);
    Rescore rescore = run.stage("choose", () -> rescore(pool, run));
    ShardPlan plan =
        run.stage("read", () -> ShardPlan.of(rescore.due(), settings.shardSentences()));
    Scorer scorer = new Scorer(spark, settings, columns(), model, precision);
    String work = work(model, precision, plan);
    ShardedScoring sharded = new ShardedScoring(context, scorer, round, work, plan);
    ShardedScoring.Done done = run.stage("score", () -> sharded.finish(rescore.due()));
    Map<String, Path> outputs = outputs(done);
    Path target = shelf.newRun(run.run());
    Optional<Kept> kept =
        rescore.rest().map(rest -> run.stage("keep", () -> keep(spark, rest, outputs, target)));

    rescore.due().unpersist();

    Tally tally = done.all();
    Map<String, Long> counts = new LinkedHashMap<>(tally.counts());
    kept.ifPresent(it -> outputs.put(OUTPUT + "/kept", target));
    kept.ifPresent(it -> counts.put("kept", it.sentences()));
    counts.put("sentences", tally.sentences() + kept.map(Kept::sentences).orElse(0L));
    run.input("corpus", workspace, workspace.corpus(), workspace.corpus().latest().orElseThrow())
        .model(model.id(), model.sha256())
        .precision(precision.name())
        .number("padding", tally.padding())
        .number("sentences_by_this_run", done.added().sentences())
        .number("calls_by_this_run", done.added().batches());
    kept.ifPresent(it -> it.audit().record(run));
    context.publish(run, shelf, 1, outputs, counts);
    say(model, precision, gpus, tally, kept);
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

  private ScoreColumns columns() {
    return settings.columns(context.seed());
  }

  private Rescore rescore(Dataset<Row> pool, RunRecorder run) {
    if (settings.rescoreShare() == 1) {
      return Rescore.all(pool);
    }
    Workspace workspace = context.workspace();
    Optional<LastScores> last = LastScores.before(round, pool.sparkSession(), workspace, columns());
    last.ifPresent(
        it -> run.input("scores", workspace, workspace.scores(it.round()), it.pointer()));
    return last.map(it -> Rescore.part(pool, it.table(), by(), settings, context.seed() + round))
        .orElseGet(() -> Rescore.all(pool));
  }

  private String by() {
    return Schemas.column(settings.functions().get(0));
  }

  /** Whatever changes a score, or which sentences there are, is other work. */
  private String work(ModelOnShelf model, Precision precision, ShardPlan plan) {
    String key =
        String.join(
            " ",
            model.sha256(),
            precision.name(),
            columns().schema().json(),
            Integer.toString(settings.overlapTokens()),
            plan.toString());
    return ContentHash.of(key).substring(0, WORK_DIGITS);
  }

  /** The table lies where its shards were written. */
  private Map<String, Path> outputs(ShardedScoring.Done done) {
    Map<String, Path> outputs = new LinkedHashMap<>();
    for (Pointer shard : done.shards()) {
      outputs.put(
          String.format(Locale.ROOT, "%s/%04d", OUTPUT, outputs.size()),
          context.workspace().resolve(shard.output(ShardedScoring.OUTPUT)));
    }
    return outputs;
  }

  /**
   * What was not scored.
   *
   * @param sentences that keep their scores
   */
  private record Kept(long sentences, Audit audit) {}

  private Kept keep(SparkSession spark, Rescore.Rest rest, Map<String, Path> scored, Path target) {
    Tables.write(rest.kept(), target);
    long sentences = Tables.read(spark, target, Schemas.PREDICTIONS).count();
    String[] folders = scored.values().stream().map(Path::toString).toArray(String[]::new);
    Dataset<Row> scores = spark.read().schema(columns().schema()).parquet(folders);
    return new Kept(sentences, Audit.of(scores, rest.sampled(), by(), sentences));
  }

  private void say(
      ModelOnShelf model, Precision precision, GpuPlan gpus, Tally tally, Optional<Kept> kept) {
    context
        .console()
        .say(
            "Score: %,d sentences by %s in %s\n  %,d tokens, %.3f computed on for each one read; models loaded: %d; %s"
                .formatted(
                    tally.sentences(),
                    model.id(),
                    precision,
                    tally.tokens(),
                    tally.padding(),
                    tally.modelLoads(),
                    gpus.sentence()));
    if (tally.setAside() > 0) {
      context
          .console()
          .say(
              "  %,d could not be read and %s no score; column set_aside of the scores says why"
                  .formatted(tally.setAside(), tally.setAside() == 1 ? "has" : "have"));
    }
    kept.ifPresent(
        it ->
            context
                .console()
                .say(
                    "  %,d others keep the scores of an earlier model\n%s"
                        .formatted(it.sentences(), it.audit().text())));
  }
}
