/**
 * Files of CoNLL columns: which column is what, and the sentences by it. Plain Java: no library.
 */
@io.winnow.Internal
package io.winnow.columns;
