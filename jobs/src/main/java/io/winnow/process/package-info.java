/**
 * JVMs of Winnow's own beside this one, for work that must not take the driver with it: native code
 * that may crash, input that may want any amount of memory or time. A child has this one's Java and
 * class path, its own heap, temporary folder and environment; it ends with its parent, however that
 * ends.
 */
@io.winnow.Internal
package io.winnow.process;
