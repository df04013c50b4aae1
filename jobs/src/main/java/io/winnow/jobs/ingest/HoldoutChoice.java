package io.winnow.jobs.ingest;

/** Where the held-out test set comes from. */
public sealed interface HoldoutChoice permits GivenHoldout, RandomHoldout {}
