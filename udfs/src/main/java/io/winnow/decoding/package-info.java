/** Decodes a model's tag distributions to tags and entity spans. Plain Java: no library. */
@Internal
package io.winnow.decoding;

import io.winnow.Internal;
