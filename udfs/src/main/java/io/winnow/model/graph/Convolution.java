package io.winnow.model.graph;

import java.util.stream.Stream;

/**
 * A convolution over neighbours, added to what the first layer gives (DeBERTa v2 xlarge's, He et
 * al. 2020, arXiv 2006.03654, section 4 of the repository's notes).
 *
 * @param weight [hidden, hidden / groups, width]
 */
public record Convolution(
    Weight weight, Weight bias, int width, int groups, Activation activation, Norm norm) {

  public static Convolution of(
      String name, long hidden, int width, int groups, Activation activation, Norm norm) {
    return new Convolution(
        Weight.of(Weight.Role.TABLE, name + ".weight", hidden, hidden / groups, width),
        Weight.of(Weight.Role.NORM, name + ".bias", hidden),
        width,
        groups,
        activation,
        norm);
  }

  Stream<Weight> weights() {
    return Stream.concat(Stream.of(weight, bias), norm.weights());
  }

  /**
   * Adds it, from {@code given}, what the layer took, and {@code x}, what it gave, to {@code x}.
   * Padding is 0 before and after, so that it adds nothing to its neighbours.
   */
  void write(EncoderSource source, EncoderSource.Dropping dropping, int site) {
    source.add(
        """
        words = torch.unsqueeze(torch.to(mask, 6), -1)
        o = torch.conv1d(torch.transpose(torch.mul(given, words), 1, 2), %s, %s, [1], [%d], [1], %d)
        o = torch.mul(torch.transpose(o, 1, 2), words)
        """
            .formatted(weight.self(), bias.self(), (width - 1) / 2, groups));
    source.add("o = " + EncoderSource.drop("o", dropping, site));
    source.add("o = " + activation.of("o"));
    source.add("x = torch.add(x, o)");
    source.add("x = torch.mul(%s, words)".formatted(norm.of("x")));
  }
}
