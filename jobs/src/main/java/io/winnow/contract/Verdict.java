package io.winnow.contract;

/** What became of a row. */
sealed interface Verdict permits AcceptedAnnotation, RejectedRow {}
