/** How JSON is read and written, for all of Winnow. */
@Internal
package io.winnow.json;

import io.winnow.Internal;
