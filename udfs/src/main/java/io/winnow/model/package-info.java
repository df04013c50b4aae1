/**
 * The model: reads and writes HuggingFace checkpoints, compiles them to TorchScript in Java, and
 * runs and trains them with DJL's PyTorch engine. Weights are stored only as safetensors;
 * TorchScript archives are created where they run and deleted afterwards.
 */
@io.winnow.Internal
package io.winnow.model;
