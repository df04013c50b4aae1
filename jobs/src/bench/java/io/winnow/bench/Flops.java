package io.winnow.bench;

import io.winnow.bench.contender.Slice;
import io.winnow.bench.contender.Speller;
import io.winnow.model.graph.EncoderSize;
import java.util.List;

/**
 * The floating-point operations that reading sentences needs at the least: matrix products over
 * real sub-words, special tokens included, padding not; a multiplication and an addition are two.
 * For each sub-word 2 for each weight of a linear layer, and 4 x length x width a layer for
 * attention. Embeddings, norms, softmax and activations count nothing, as is usual for model FLOP
 * utilisation (Chowdhery et al. 2022, arXiv 2204.02311, appendix B).
 *
 * @param tags of the head, which reads each sub-word here though only the first ones need it
 */
record Flops(EncoderSize config, int tags) {

  double of(List<Slice.Line> sentences, Speller speller) {
    double flops = 0;
    for (Slice.Line line : sentences) {
      flops += of(speller.spell(line.id(), line.words()).orElseThrow().length());
    }
    return flops;
  }

  private double of(int subwords) {
    double hidden = config.hidden();
    double weights =
        config.layers() * (4 * hidden * hidden + 2 * hidden * config.intermediate())
            + hidden * tags;
    return subwords * (2 * weights + config.layers() * 4.0 * subwords * hidden);
  }
}
