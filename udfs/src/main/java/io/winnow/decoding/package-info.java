/** Decodes a model's tag distributions to tags and entity spans. Plain Java: no library. */
@io.winnow.Internal
package io.winnow.decoding;
