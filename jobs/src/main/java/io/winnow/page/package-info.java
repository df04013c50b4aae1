/** Self-contained HTML pages: no external resources. */
@Internal
package io.winnow.page;

import io.winnow.Internal;
