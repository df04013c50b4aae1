/** Hashes, lines, columns, resources and temporary folders. Plain Java: no library. */
package io.winnow.files;
