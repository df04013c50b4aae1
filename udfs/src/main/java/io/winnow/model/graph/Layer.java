package io.winnow.model.graph;

import io.winnow.model.graph.EncoderSource.Dropping;
import io.winnow.model.graph.EncoderSource.Rows;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Attention and a feed-forward part, each added to what it takes.
 *
 * @param attentionNorm empty where the embeddings' norm is the first layer's, too
 */
public record Layer(
    Attention attention,
    Optional<Norm> attentionNorm,
    FeedForward feedForward,
    Norm feedForwardNorm,
    Placement placement,
    Optional<Convolution> convolution) {

  /** Where norms stand (Xiong et al. 2020, arXiv 2002.04745). */
  public enum Placement {
    /** Of a block's sum with what it takes. */
    POST,
    /** Of what a block takes; the sums themselves have none before the encoder's end. */
    PRE
  }

  public static Layer post(
      Attention attention, Norm attentionNorm, FeedForward feedForward, Norm feedForwardNorm) {
    return new Layer(
        attention,
        Optional.of(attentionNorm),
        feedForward,
        feedForwardNorm,
        Placement.POST,
        Optional.empty());
  }

  public Layer with(Convolution added) {
    return new Layer(
        attention, attentionNorm, feedForward, feedForwardNorm, placement, Optional.of(added));
  }

  Stream<Weight> weights() {
    return Stream.of(
            attention.weights(),
            attentionNorm.stream().flatMap(Norm::weights),
            feedForward.weights(),
            feedForwardNorm.weights(),
            convolution.stream().flatMap(Convolution::weights))
        .flatMap(it -> it);
  }

  /**
   * Adds it, from {@code x} to {@code x}, with {@code b}, {@code s}, {@code mask}, what {@link
   * Positions} prepared and attention's dropout {@code dropped} at hand. What follows attention is
   * done row by row: so where only some sub-words are asked for, the others' rows need not be
   * computed, but for a convolution.
   *
   * @param number its place among the layers, from 0 on
   */
  void write(EncoderSource source, int number, Dropping dropping, Rows rows) {
    if (convolution.isPresent()) {
      source.add("given = x");
    }
    Rows inner = convolution.isPresent() ? Rows.ALL : rows;
    int site = 2 * number + 1;
    attention.write(source, input(source, attentionNorm));
    if (inner == Rows.CHOSEN) {
      source.choose("c");
      source.choose("x");
    }
    add(source, "c", attention.output(), attentionNorm, dropping, site);
    feedForward.write(source, input(source, Optional.of(feedForwardNorm)));
    add(source, "f", feedForward.output(), Optional.of(feedForwardNorm), dropping, site + 1);
    convolution.ifPresent(it -> it.write(source, dropping, site + 1));
    if (inner != rows) {
      source.choose("x");
    }
  }

  private String input(EncoderSource source, Optional<Norm> norm) {
    if (placement == Placement.POST || norm.isEmpty()) {
      return "x";
    }
    source.add("n = " + norm.get().of("x"));
    return "n";
  }

  private void add(
      EncoderSource source,
      String block,
      Linear output,
      Optional<Norm> norm,
      Dropping dropping,
      int site) {
    source.add(block + " = " + EncoderSource.drop(source.linear(block, output), dropping, site));
    source.add("x = torch.add(x, %s)".formatted(source.single(block)));
    if (placement == Placement.POST) {
      norm.ifPresent(it -> source.add("x = " + it.of("x")));
    }
  }
}
