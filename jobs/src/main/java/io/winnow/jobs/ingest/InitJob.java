package io.winnow.jobs.ingest;

import io.winnow.jobs.Intake;
import io.winnow.jobs.Job;
import io.winnow.jobs.Published;
import io.winnow.jobs.Run;
import io.winnow.jobs.Tables;
import io.winnow.jobs.labels.LabelSettings;
import io.winnow.text.LabelScheme;
import io.winnow.workspace.Publication;
import io.winnow.workspace.Workspace;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Makes a corpus and a hold-out set from the user's data.
 *
 * @param input where the sentences are
 * @param holdout where the test set is; empty: it is the input's own, if it has one, else split off
 *     at random, if the settings ask for any
 */
public record InitJob(
    IngestSettings settings, LabelSettings labels, String input, Optional<String> holdout)
    implements Job {

  /** The manifest's name for the sentences that were read. */
  public static final String SENTENCES = "sentences";

  /** The corpus's output that holds its documents, where it has any. */
  public static final String DOCUMENTS = "documents";

  /** The manifest's name for the test set that was read, where one was given. */
  public static final String HOLDOUT = "holdout";

  /** The corpus's count of sentences that are held out; 0 where there is no test set. */
  public static final String HOLDOUT_SENTENCES = "holdout_sentences";

  @Override
  public Identity identity(Workspace workspace) {
    return new Identity("init", "Init", workspace.corpus());
  }

  @Override
  public Publication run(Run run) {
    try (Corpus corpus = read(run, SENTENCES, known(settings.corpus(input)))) {
      LabelledInput sentences = labelled(run, corpus, "");
      Intake.Tally tally = sentences.tally("Read");
      folderNotes(corpus).forEach(tally::line);
      Optional<CorpusInput> test =
          holdout.map(uri -> known(settings.holdout(uri))).or(corpus::ownHoldout);
      if (test.isEmpty()) {
        try (CorpusSplit split = run.stage("split", () -> drawn(run, sentences))) {
          return publication(run, corpus, split, tally, Optional.empty());
        }
      }
      try (Corpus given = read(run, HOLDOUT, test.get())) {
        LabelledInput held = labelled(run, given, "; F1 would be measured against nothing");
        try (CorpusSplit split = run.stage("split", () -> CorpusSplit.given(sentences, held))) {
          Intake.Tally ofTest = held.tally("Hold-out");
          held.compare(sentences, ofTest);
          if (!test.get().uri().equals(input)) {
            given.reader().folder().notes(List.of(CorpusInput.Part.HOLDOUT)).forEach(ofTest::line);
          }
          return publication(run, corpus, split, tally, Optional.of(ofTest));
        }
      }
    }
  }

  private CorpusInput known(CorpusInput asked) {
    Set<String> types = new HashSet<>(labels.types());
    types.addAll(labels.map().keySet());
    types.addAll(labels.map().values());
    types.remove("");
    return asked.withTypes(types);
  }

  private Corpus read(Run run, String name, CorpusInput asked) {
    Corpus corpus = run.stage("read", () -> Corpus.read(run.spark(), asked));
    run.input(name, run.stage("hash", corpus::lineage));
    return corpus;
  }

  /** What the folder's files were taken for. */
  private List<String> folderNotes(Corpus corpus) {
    List<CorpusInput.Part> read =
        corpus.ownHoldout().isPresent() && holdout.orElse(input).equals(input)
            ? List.of(CorpusInput.Part.CORPUS, CorpusInput.Part.HOLDOUT)
            : List.of(CorpusInput.Part.CORPUS);
    return corpus.reader().folder().notes(read);
  }

  private LabelledInput labelled(Run run, Corpus corpus, String purpose) {
    LabelledInput read = run.stage("count", () -> LabelledInput.of(corpus, LabelTypes.of(labels)));
    read.check(settings.emptyGold(), purpose);
    return read;
  }

  private CorpusSplit drawn(Run run, LabelledInput corpus) {
    int most = (int) Math.min(Integer.MAX_VALUE, settings.holdoutSentences());
    RandomHoldout choice = new RandomHoldout(settings.holdoutShare(), most, run.seed());
    return choice.isNone() ? CorpusSplit.whole(corpus) : CorpusSplit.drawn(corpus, choice);
  }

  private Publication publication(
      Run run, Corpus corpus, CorpusSplit split, Intake.Tally read, Optional<Intake.Tally> ofTest) {
    CorpusSplit.Counts counts = split.counts();
    LabelScheme scheme = scheme(counts);
    split.tell(read, ofTest);
    InitSummary summary =
        new InitSummary(
            counts.pool().sentences(),
            counts.pool().words(),
            counts.holdout().sentences(),
            scheme.types(),
            read.done(),
            ofTest.map(Intake.Tally::done).orElse(null));
    Publication made = run.stage("write", () -> write(run, corpus, split, scheme, summary));
    split.conflicts().counts().forEach(made::count);
    split.documents().counts().forEach(made::count);
    return made.count("sentences", counts.pool().sentences())
        .count("words", counts.pool().words())
        .count("gold_sentences", counts.pool().goldSentences())
        .count(HOLDOUT_SENTENCES, counts.holdout().sentences())
        .count("holdout_gold_sentences", counts.holdout().goldSentences())
        .count("duplicates", counts.duplicates())
        .count("leaked", counts.leaked())
        .say(summary.text());
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
  private static Publication write(
      Run run, Corpus corpus, CorpusSplit split, LabelScheme scheme, InitSummary summary) {
    Path sentences = new Path(run.folder(), "sentences");
    Path gold = new Path(run.folder(), "gold");
    Path held = new Path(new Path(run.workspace().holdout(), run.id().folder()), "sentences");
    Path types = new Path(run.folder(), "types.txt");
    Tables.write(split.pool(), sentences);
    Tables.write(split.gold(), gold);
    Tables.write(split.holdout(), held);
    run.workspace().writeText(types, String.join("\n", scheme.types()) + "\n");
    Publication made = new Publication();
    split.conflicts().table().ifPresent(table -> write(run, table, Conflicts.TABLE, made));
    corpus.documents().ifPresent(table -> write(run, table, DOCUMENTS, made));
    return made.output(SENTENCES, sentences)
        .output("gold", gold)
        .output(HOLDOUT, held)
        .output(InitSummary.OUTPUT, summary.write(run.workspace(), run.folder()))
        .output(Published.TYPES, types);
  }

  /** Of a table that is not always there. */
  private static void write(Run run, Dataset<Row> table, String name, Publication made) {
    Path folder = new Path(run.folder(), name);
    Tables.write(table, folder);
    made.output(name, folder);
  }
}
