/**
 * A synthetic corpus with gold spans, for the demo and for tests. All names and facts in it are
 * invented.
 */
@io.winnow.Internal
package io.winnow.sample;
