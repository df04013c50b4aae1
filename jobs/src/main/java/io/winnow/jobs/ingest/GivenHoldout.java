package io.winnow.jobs.ingest;

/** A hold-out that is an input of its own. Works with a corpus of one sentence, too. */
public record GivenHoldout(Corpus corpus) implements HoldoutChoice {}
