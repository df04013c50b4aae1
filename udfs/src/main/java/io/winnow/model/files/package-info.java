/**
 * What lies in a model's folder, as people and tools write it: weights in the forms that
 * transformers saves, and what they hold.
 */
@io.winnow.Internal
package io.winnow.model.files;
