/** From a model's distributions to tags and entity spans. Plain Java: no library. */
package io.winnow.decoding;
