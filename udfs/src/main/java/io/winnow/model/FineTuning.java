package io.winnow.model;

/**
 * What stays the same over a fine-tuning run.
 *
 * @param weightDecay of AdamW; biases and norms have none
 * @param clipNorm the largest global norm that a step's gradients may have
 * @param layerDecay what a layer's learning rate is times that of the layer above it
 * @param seed of the new head and of dropout
 * @param precision {@link Precision#AUTO} is settled when the run begins
 */
public record FineTuning(
    double weightDecay,
    double clipNorm,
    double dropout,
    double layerDecay,
    long seed,
    Precision precision) {}
