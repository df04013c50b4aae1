package io.winnow.jobs.corpus;

import io.winnow.jobs.Published;
import io.winnow.jobs.Runner;
import io.winnow.jobs.corpus.CorpusSummary.Duplicates;
import io.winnow.jobs.corpus.CorpusSummary.Entities;
import io.winnow.jobs.corpus.CorpusSummary.MetadataColumn;
import io.winnow.jobs.corpus.CorpusSummary.Size;
import io.winnow.workspace.Pointer;
import java.util.List;

/** Says what a corpus holds. Reads published data and publishes nothing. */
public record SummaryJob(Runner runner) {

  private static final String NAME = "corpus summary";

  /**
   * @throws io.winnow.jobs.StepMissingException before there is a corpus
   */
  public CorpusSummary run() {
    Published published = runner.published();
    Pointer corpus = published.corpus();
    StandingSentences sentences = StandingSentences.of(published);
    SizeFacts sizes = runner.stage(NAME, "sizes", () -> SizeFacts.of(sentences));
    List<MetadataColumn> metadata =
        runner.stage(NAME, "metadata", () -> MetadataFacts.of(sentences.plain()));
    List<Entities> entities =
        runner.stage(NAME, "entities", () -> EntityFacts.of(published, sentences));
    Size inCorpus = sizes.corpus();
    Size heldOut = sizes.holdout();
    NearFacts near =
        runner.stage(
            NAME,
            "near-duplicates",
            () ->
                NearFacts.of(sentences, runner.seed(), inCorpus.sentences(), heldOut.sentences()));
    return new CorpusSummary(
        published.workspace().toString(),
        published.types().types(),
        inCorpus,
        heldOut,
        sizes.coverage(),
        sizes.vocabulary(),
        sizes.scripts(),
        metadata,
        new Duplicates(
            known(corpus, "duplicates"),
            known(corpus, "leaked"),
            known(corpus, "conflicts"),
            NearFacts.SIMILARITY,
            near.corpus(),
            near.holdout()),
        entities);
  }

  /** Earlier versions counted less. */
  private static long known(Pointer corpus, String count) {
    return corpus.counts().getOrDefault(count, 0L);
  }
}
