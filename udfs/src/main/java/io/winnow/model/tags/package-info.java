/**
 * What the labels of a token classifier mean: which schemes people train with, and how a
 * distribution over such labels becomes one over IOB2 tags.
 */
@io.winnow.Internal
package io.winnow.model.tags;
