/** How JSON is read and written, for all of Winnow. */
package io.winnow.json;
