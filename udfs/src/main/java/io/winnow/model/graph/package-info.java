/**
 * Transformer encoders in parts (embeddings, positions, attention, feed-forward, norms, head), each
 * of which knows its weights and writes itself as TorchScript.
 */
@io.winnow.Internal
package io.winnow.model.graph;
