package io.winnow.model.graph;

import java.util.stream.Stream;

/**
 * Queries and keys turned by their places (Su et al. 2021, arXiv 2104.09864), so that their product
 * depends on the distance. Sub-words that are farther away than {@code reach} may be left out
 * (ModernBERT's local attention: Warner et al. 2024, arXiv 2412.13663).
 *
 * @param name tells its variables from those of another one in the same encoder
 * @param base of the frequencies
 * @param reach most places between two sub-words that attend to each other
 * @param size of a head; even
 */
public record Rotary(String name, double base, int reach, int size)
    implements Positions, Positions.Preparation {

  /** Of a {@link #reach} that leaves nothing out. */
  public static final int EVERYWHERE = Integer.MAX_VALUE;

  @Override
  public Stream<Preparation> preparation() {
    return Stream.of(this);
  }

  @Override
  public Stream<Weight> weights() {
    return Stream.empty();
  }

  /** Half of a head's features make pairs with the other half. */
  @Override
  public void write(EncoderSource source) {
    source.add(
        """
        steps_%1$s = torch.to(torch.arange(0, %2$d, 2), 6)
        frequencies_%1$s = torch.reciprocal(torch.pow(%3$s, torch.div(steps_%1$s, %2$d)))
        frequencies_%1$s = torch.to(frequencies_%1$s, ops.prim.device(x), 6)
        angles_%1$s = torch.outer(torch.to(places, 6), frequencies_%1$s)
        angles_%1$s = torch.cat([angles_%1$s, angles_%1$s], -1)
        cos_%1$s = torch.cos(angles_%1$s)
        sin_%1$s = torch.sin(angles_%1$s)
        """
            .formatted(name, size, Norm.number(base)));
    if (reach == EVERYWHERE) {
      source.add("seen_%s = attended".formatted(name));
    } else {
      source.add(
          "seen_%s = torch.logical_and(attended, torch.le(torch.abs(distances), %d))"
              .formatted(name, reach));
    }
  }

  @Override
  public void attend(EncoderSource source, Attention attention) {
    source.add("q = " + turned(source, "q"));
    source.add("k = " + turned(source, "k"));
    source.add(
        "context = torch.scaled_dot_product_attention(q, k, v, seen_%s, dropped)".formatted(name));
  }

  private String turned(EncoderSource source, String of) {
    int half = size / 2;
    String other =
        "torch.cat([torch.neg(torch.slice(%1$s, -1, %2$d)), torch.slice(%1$s, -1, 0, %2$d)], -1)"
            .formatted(of, half);
    return source.factor(
        "torch.add(torch.mul(%s, cos_%s), torch.mul(%s, sin_%2$s))".formatted(of, name, other));
  }
}
