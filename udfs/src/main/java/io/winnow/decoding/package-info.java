/** Decodes a model's tag distributions to tags and entity spans. Plain Java: no library. */
package io.winnow.decoding;
