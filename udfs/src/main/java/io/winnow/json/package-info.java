/** How JSON is read and written, for all of Winnow. */
@io.winnow.Internal
package io.winnow.json;
