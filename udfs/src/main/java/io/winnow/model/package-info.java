/**
 * The model: HuggingFace checkpoints read and written, compiled to TorchScript in Java, run and
 * trained by DJL's PyTorch engine. Safetensors is the only form in which weights are kept; archives
 * are made where they run and thrown away.
 */
package io.winnow.model;
