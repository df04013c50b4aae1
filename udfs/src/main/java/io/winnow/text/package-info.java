/** Sentences, words, entity spans, and their tag encodings. Plain Java: no library. */
@Internal
package io.winnow.text;

import io.winnow.Internal;
