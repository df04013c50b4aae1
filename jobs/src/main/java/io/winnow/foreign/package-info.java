/**
 * Files of other people: found, opened and copied without trusting them. Only regular files are
 * ever opened, no link leads out of its folder, and nothing waits without end.
 */
@io.winnow.Internal
package io.winnow.foreign;
