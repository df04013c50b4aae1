/**
 * The tokenizer of a model folder as transformers' fast tokenizers open it: {@code tokenizer.json},
 * what {@code tokenizer_config.json} changes about it, and vocabulary files from which one is
 * built.
 */
@io.winnow.Internal
package io.winnow.model.tokenizer;
