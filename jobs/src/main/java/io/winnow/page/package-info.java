/** Self-contained HTML pages: no external resources. */
package io.winnow.page;
