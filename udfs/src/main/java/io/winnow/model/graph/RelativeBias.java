package io.winnow.model.graph;

import java.util.stream.Stream;

/**
 * A number a head for each distance between two places, in buckets that widen with the distance, as
 * T5 has it (Raffel et al. 2020, arXiv 1910.10683, section 2.1) and MPNet.
 *
 * @param table [buckets, heads]: half of the buckets for what stands before, half for what stands
 *     after; a half's first half for single distances
 * @param farthest distances from here on share a bucket
 */
public record RelativeBias(Weight table, int buckets, int farthest)
    implements Positions, Positions.Preparation {

  @Override
  public Stream<Preparation> preparation() {
    return Stream.of(this);
  }

  /** The layers share them. */
  @Override
  public Stream<Weight> weights() {
    return Stream.of(table);
  }

  @Override
  public void write(EncoderSource source) {
    int side = buckets / 2;
    int exact = side / 2;
    source.add(
        """
        behind = torch.mul(torch.to(torch.lt(distances, 0), 4), %1$d)
        far = torch.abs(distances)
        wide = torch.mul(torch.div(torch.log(torch.div(torch.to(far, 6), %2$d)), %3$s), %4$d)
        wide = torch.clamp(torch.add(torch.to(torch.clamp(wide, 0.), 4), %2$d), None, %5$d)
        bucket = torch.add(behind, torch.where(torch.lt(far, %2$d), far, wide))
        bias = torch.unsqueeze(torch.permute(torch.embedding(%6$s, bucket), [2, 0, 1]), 0)
        biased = torch.masked_fill(bias, torch.logical_not(attended), -inf)
        """
            .formatted(
                side,
                exact,
                Norm.number(Math.log((double) farthest / exact)),
                side - exact,
                side - 1,
                table.self()));
    source.add("biased = " + source.factor("biased"));
  }

  @Override
  public void attend(EncoderSource source, Attention attention) {
    source.add("context = torch.scaled_dot_product_attention(q, k, v, biased, dropped)");
  }
}
