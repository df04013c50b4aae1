package io.winnow.vendor;

/** What became of a row. */
sealed interface Verdict permits AcceptedAnnotation, RejectedRow {}
