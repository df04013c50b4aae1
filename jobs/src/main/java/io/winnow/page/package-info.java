/** Self-contained HTML pages: no external resources. */
@io.winnow.Internal
package io.winnow.page;
