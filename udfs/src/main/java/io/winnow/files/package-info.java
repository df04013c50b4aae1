/** Hashes, lines, columns, resources and temporary folders. Plain Java: no library. */
@io.winnow.Internal
package io.winnow.files;
