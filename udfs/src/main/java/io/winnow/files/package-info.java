/** Hashes, lines, columns, resources and temporary folders. Plain Java: no library. */
@Internal
package io.winnow.files;

import io.winnow.Internal;
