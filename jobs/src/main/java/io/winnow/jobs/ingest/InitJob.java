package io.winnow.jobs.ingest;

import io.winnow.jobs.Entities;
import io.winnow.jobs.JobContext;
import io.winnow.jobs.LabelSettings;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.Tables;
import io.winnow.jobs.ingest.HoldoutChoice.GivenHoldout;
import io.winnow.jobs.ingest.HoldoutChoice.RandomHoldout;
import io.winnow.text.LabelScheme;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.RunRecorder;
import io.winnow.workspace.Shelf;
import io.winnow.workspace.Workspace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Makes a corpus and a held-out test set of what the user has.
 *
 * @param input where the sentences are
 * @param holdout where the test set is; empty: it is split off at random
 */
public record InitJob(
    JobContext context,
    IngestSettings settings,
    LabelSettings labels,
    String input,
    Optional<String> holdout) {

  /** The manifest's name for the sentences that were read. */
  public static final String SENTENCES = "sentences";

  /** The manifest's name for the test set that was read, where one was given. */
  public static final String HOLDOUT = "holdout";

  public Outcome run() {
    Workspace workspace = context.workspace();
    Shelf shelf = workspace.corpus();
    Optional<Pointer> before = shelf.latest();
    if (before.isPresent()) {
      return context.alreadyDone("Init", before.get());
    }
    RunRecorder run = context.start("init");
    SparkSession spark = context.spark().get();

    try (Corpus corpus = read(run, SENTENCES, input);
        CorpusSplit split = split(run, corpus)) {
      LabelScheme scheme = scheme(split.counts());
      Path held = new Path(workspace.holdout(), run.run().folder());
      Path target = shelf.newRun(run.run());
      run.stage("write", () -> write(spark, split, scheme, target, held));
      publish(run, split.counts(), target, held);
      say(corpus, split.counts(), scheme);
    }
    return Outcome.DONE;
  }

  private CorpusInput input(String uri) {
    CorpusInput plain =
        CorpusInput.of(uri, settings.format()).withMaxBadRecords(settings.maxBadRecords());
    return settings.source().isEmpty() ? plain : plain.withSource(settings.source());
  }

  private Corpus read(RunRecorder run, String name, String uri) {
    SparkSession spark = context.spark().get();
    Corpus corpus = run.stage("read", () -> Corpus.read(spark, input(uri)));
    run.input(name, run.stage("hash", () -> corpus.lineage(spark)));
    return corpus;
  }

  private CorpusSplit split(RunRecorder run, Corpus corpus) {
    if (holdout.isEmpty()) {
      RandomHoldout drawn =
          new RandomHoldout(
              settings.holdoutShare(),
              Math.toIntExact(settings.holdoutSentences()),
              context.seed());
      return run.stage("split", () -> CorpusSplit.of(corpus, drawn));
    }
    try (Corpus given = read(run, HOLDOUT, holdout.get())) {
      return run.stage("split", () -> CorpusSplit.of(corpus, new GivenHoldout(given)));
    }
  }

  private LabelScheme scheme(IngestCounts counts) {
    List<String> types = labels.types().isEmpty() ? counts.entityTypes() : labels.types();
    if (types.isEmpty()) {
      throw new InputException(
          "%s has no labels to take the entity types from: say --set labels.types=[PER,LOC,...]"
              .formatted(input));
    }
    return new LabelScheme(types);
  }

  private void write(
      SparkSession spark, CorpusSplit split, LabelScheme scheme, Path target, Path held) {
    Tables.write(split.pool(), new Path(target, "sentences"));
    Tables.write(withTypes(split.gold(), scheme), new Path(target, "gold"));
    Tables.write(withTypes(split.holdout(), scheme), new Path(held, "sentences"));
    Entities.write(context.workspace(), new Path(target, "types.txt"), scheme);
  }

  /** Gold of the workspace's entity types alone; the rest says nothing here. */
  private static Dataset<Row> withTypes(Dataset<Row> gold, LabelScheme scheme) {
    Column known =
        functions.filter(
            functions.col("spans"), span -> span.getField("type").isInCollection(scheme.types()));
    return gold.withColumn("spans", known);
  }

  /** One pointer for corpus and hold-out: neither is ever there without the other. */
  private void publish(RunRecorder run, IngestCounts counts, Path target, Path held) {
    Workspace workspace = context.workspace();
    Map<String, Path> outputs =
        Map.of(
            SENTENCES,
            new Path(target, "sentences"),
            "gold",
            new Path(target, "gold"),
            Entities.OUTPUT,
            new Path(target, "types.txt"),
            HOLDOUT,
            new Path(held, "sentences"));
    Map<String, Long> numbers =
        Map.of(
            "sentences", counts.pool().sentences(),
            "words", counts.pool().words(),
            "gold_sentences", counts.pool().goldSentences(),
            "holdout_sentences", counts.holdout().sentences(),
            "holdout_gold_sentences", counts.holdout().goldSentences(),
            "duplicates", counts.duplicates(),
            "leaked", counts.leaked());
    context.publish(run, workspace.corpus(), 1, outputs, numbers);
  }

  private void say(Corpus corpus, IngestCounts counts, LabelScheme scheme) {
    context
        .console()
        .say(
            "Init: %,d sentences, %,d words in the pool; %,d sentences held out"
                .formatted(
                    counts.pool().sentences(),
                    counts.pool().words(),
                    counts.holdout().sentences()));
    if (counts.duplicates() + counts.leaked() > 0) {
      context
          .console()
          .say(
              "  left out of the pool: %,d duplicates, %,d that are held out, too"
                  .formatted(counts.duplicates(), counts.leaked()));
    }
    corpus.problems().forEach(problem -> context.console().say("Left out: " + problem));
    context.console().say("  entity types: " + String.join(", ", scheme.types()));
  }
}
