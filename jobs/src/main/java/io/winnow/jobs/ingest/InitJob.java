package io.winnow.jobs.ingest;

import io.winnow.jobs.Job;
import io.winnow.jobs.Published;
import io.winnow.jobs.Run;
import io.winnow.jobs.Tables;
import io.winnow.jobs.labels.LabelSettings;
import io.winnow.text.LabelScheme;
import io.winnow.workspace.Publication;
import io.winnow.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Makes a corpus and a hold-out set from the user's data.
 *
 * @param input where the sentences are
 * @param holdout where the test set is; empty: it is the input's own, if it has one, else split off
 *     at random
 */
public record InitJob(
    IngestSettings settings, LabelSettings labels, String input, Optional<String> holdout)
    implements Job {

  /** The manifest's name for the sentences that were read. */
  public static final String SENTENCES = "sentences";

  /** The manifest's name for the test set that was read, where one was given. */
  public static final String HOLDOUT = "holdout";

  @Override
  public Identity identity(Workspace workspace) {
    return new Identity("init", "Init", workspace.corpus());
  }

  @Override
  public Publication run(Run run) {
    try (Corpus corpus = read(run, SENTENCES, CorpusInput.of(input, settings.input()));
        CorpusSplit split = split(run, corpus)) {
      CorpusSplit.Counts counts = split.counts();
      LabelScheme scheme = scheme(counts);
      return run.stage("write", () -> write(run, split, scheme))
          .count("sentences", counts.pool().sentences())
          .count("words", counts.pool().words())
          .count("gold_sentences", counts.pool().goldSentences())
          .count("holdout_sentences", counts.holdout().sentences())
          .count("holdout_gold_sentences", counts.holdout().goldSentences())
          .count("duplicates", counts.duplicates())
          .count("leaked", counts.leaked())
          .say(summary(corpus, counts, scheme));
    }
  }

  private Corpus read(Run run, String name, CorpusInput asked) {
    Corpus corpus = run.stage("read", () -> Corpus.read(run.spark(), asked));
    run.input(name, run.stage("hash", corpus::lineage));
    return corpus;
  }

  private CorpusSplit split(Run run, Corpus corpus) {
    Optional<CorpusInput> test =
        holdout
            .map(uri -> CorpusInput.of(uri, settings.input()).asHoldout())
            .or(corpus::ownHoldout);
    if (test.isEmpty()) {
      RandomHoldout drawn =
          new RandomHoldout(
              settings.holdoutShare(), Math.toIntExact(settings.holdoutSentences()), run.seed());
      return run.stage("split", () -> CorpusSplit.drawn(corpus, drawn));
    }
    try (Corpus given = read(run, HOLDOUT, test.get())) {
      return run.stage("split", () -> CorpusSplit.given(corpus, given));
    }
  }

  private LabelScheme scheme(CorpusSplit.Counts counts) {
    List<String> types = labels.types().isEmpty() ? counts.entityTypes() : labels.types();
    if (types.isEmpty()) {
      throw new InputException(
          "%s has no labels that define the entity types: add --set labels.types=[PER,LOC,...]"
              .formatted(input));
    }
    return new LabelScheme(types);
  }

  /** One publication for corpus and hold-out: neither is ever there without the other. */
  private static Publication write(Run run, CorpusSplit split, LabelScheme scheme) {
    Path sentences = new Path(run.folder(), "sentences");
    Path gold = new Path(run.folder(), "gold");
    Path held = new Path(new Path(run.workspace().holdout(), run.id().folder()), "sentences");
    Path types = new Path(run.folder(), "types.txt");
    Tables.write(split.pool(), sentences);
    Tables.write(withTypes(split.gold(), scheme), gold);
    Tables.write(withTypes(split.holdout(), scheme), held);
    run.workspace().writeText(types, String.join("\n", scheme.types()) + "\n");
    return new Publication()
        .output(SENTENCES, sentences)
        .output("gold", gold)
        .output(HOLDOUT, held)
        .output(Published.TYPES, types);
  }

  /** Gold of the workspace's entity types only; other types are dropped. */
  private static Dataset<Row> withTypes(Dataset<Row> gold, LabelScheme scheme) {
    Column known =
        functions.filter(
            functions.col("spans"), span -> span.getField("type").isInCollection(scheme.types()));
    return gold.withColumn("spans", known);
  }

  /** What the folder's files were taken for. */
  private List<String> folderNotes(Corpus corpus) {
    List<CorpusInput.Part> read =
        holdout.isEmpty() && corpus.ownHoldout().isPresent()
            ? List.of(CorpusInput.Part.values())
            : List.of(CorpusInput.Part.CORPUS);
    return corpus.reader().folder().notes(read);
  }

  private String summary(Corpus corpus, CorpusSplit.Counts counts, LabelScheme scheme) {
    String leftOut =
        counts.duplicates() + counts.leaked() == 0
            ? ""
            : "\n  not in the pool: %,d duplicates, %,d that are in the hold-out set"
                .formatted(counts.duplicates(), counts.leaked());
    String problems =
        Stream.concat(
                corpus.problems().stream().map("Left out: "::concat), folderNotes(corpus).stream())
            .map("\n"::concat)
            .collect(Collectors.joining());
    return "Init: %,d sentences, %,d words in the pool; %,d sentences held out%s%s\n  entity types: %s"
        .formatted(
            counts.pool().sentences(),
            counts.pool().words(),
            counts.holdout().sentences(),
            leftOut,
            problems,
            String.join(", ", scheme.types()));
  }
}
