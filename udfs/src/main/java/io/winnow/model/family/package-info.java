/**
 * The families of encoders, each as its paper and HuggingFace's transformers have it: the parts of
 * {@link io.winnow.model.graph} that it is made of, from its {@code config.json}, by the names that
 * its checkpoints use. To add one: a class, and a line in {@link Families}.
 */
@io.winnow.Internal
package io.winnow.model.family;
