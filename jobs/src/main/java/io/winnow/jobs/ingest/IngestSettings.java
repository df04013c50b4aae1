package io.winnow.jobs.ingest;

import io.winnow.settings.Section;
import io.winnow.settings.Validation;

/**
 * The keys {@code init.*}.
 *
 * @param document the field of the metadata that names a sentence's document; empty: none
 * @param emptyGold what becomes of labels that hold no entity at all
 * @param splits how the files of a folder are told apart
 */
@Section("init")
public record IngestSettings(
    InputSettings input,
    double holdoutShare,
    long holdoutSentences,
    String document,
    EmptyGold emptyGold,
    Splits splits) {

  /** What to do if a labelled input has no entity of the workspace's types. */
  public enum EmptyGold {
    REFUSE,
    ACCEPT
  }

  /** Whether the names of files tell corpus and test set. */
  public enum Splits {
    /** By their names, as on the HuggingFace hub: train, validation, test. */
    AUTO,
    /** All files are read alike. */
    NONE
  }

  public IngestSettings {
    Validation.of(IngestSettings.class)
        .shareBelowOne("holdout-share", holdoutShare)
        .atLeast("holdout-sentences", 0, holdoutSentences)
        .done();
  }

  /** Whether a corpus without a test set of its own gets none. */
  public boolean holdsOutNothing() {
    return holdoutShare == 0 || holdoutSentences == 0;
  }

  /** What to read as the corpus. */
  public CorpusInput corpus(String uri) {
    CorpusInput asked = CorpusInput.of(uri, input).inDocuments(document);
    return splits == Splits.NONE ? asked.whole() : asked;
  }

  /** What to read as the test set. */
  public CorpusInput holdout(String uri) {
    CorpusInput asked = CorpusInput.of(uri, input).inDocuments(document);
    return splits == Splits.NONE ? asked.whole() : asked.asHoldout();
  }
}
