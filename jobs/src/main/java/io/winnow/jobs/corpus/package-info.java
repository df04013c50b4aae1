/** Looks at a corpus before anything is paid for: what it holds, and where something stands. */
@io.winnow.Internal
package io.winnow.jobs.corpus;
