/** Pages of HTML that need nothing but themselves. */
package io.winnow.page;
