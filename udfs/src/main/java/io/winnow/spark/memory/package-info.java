/** Memory outside of Java's heap: what is needed, and what a resource manager grants. */
@io.winnow.Internal
package io.winnow.spark.memory;
