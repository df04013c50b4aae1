package io.winnow.model.graph;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * DeBERTa's attention (He et al. 2020, arXiv 2006.03654, section 3.1): beside content to content,
 * content to distance and distance to content.
 *
 * @param terms those beside content to content
 * @param key what makes keys of distances; empty: the layer's own (DeBERTa v3)
 * @param query what makes queries of them; empty: the layer's own
 */
public record Disentangled(
    Distances distances, Set<Term> terms, Optional<Linear> key, Optional<Linear> query)
    implements Positions {

  /** By the names that {@code pos_att_type} has for them. */
  public enum Term {
    /** How a content attends to a distance. */
    C2P,
    /** How a distance attends to a content. */
    P2C
  }

  /**
   * Embeddings of distances; far ones share some, in buckets that widen (He et al. 2021, arXiv
   * 2111.09543; {@code make_log_bucket_position} of the authors).
   *
   * @param table [2 span, hidden], for the distances from -span on
   * @param buckets on each side; 0: each distance has its own
   * @param farthest distance that is told from farther ones
   */
  public record Distances(Weight table, Optional<Norm> norm, int buckets, int farthest)
      implements Preparation {

    public int span() {
      return buckets > 0 ? buckets : farthest;
    }

    /**
     * Whether no distance has a number that is larger than itself, so that a short pass needs only
     * the rows for distances up to its length. Buckets number distances by their logarithm, which
     * just behind the middle may rise by more than one from each distance to the next.
     */
    private boolean isWithinDistance() {
      return buckets == 0 || farthest - 1 >= Math.E * (buckets / 2);
    }

    @Override
    public Stream<Weight> weights() {
      return Stream.concat(Stream.of(table), norm.stream().flatMap(Norm::weights));
    }

    /** To {@code rows}, those that a pass of this length needs, and places in them, [s, s]. */
    @Override
    public void write(EncoderSource source) {
      String reach = isWithinDistance() ? "ops.prim.min(s, %d)" : "%d";
      source.add("reach = " + reach.formatted(span()));
      source.add(
          """
          rows = torch.slice(%2$s, 0, torch.sub(%1$d, reach), torch.add(%1$d, reach))
          """
              .formatted(span(), table.self()));
      norm.ifPresent(it -> source.add("rows = " + it.of("rows")));
      source.add("rows = torch.dropout(rows, dropped, True)");
      source.add("which = distances");
      if (buckets > 0) {
        int middle = buckets / 2;
        source.add(
            """
            far = torch.to(torch.clamp(torch.abs(distances), %1$d), 6)
            widest = torch.log(torch.tensor(%2$s, dtype=6))
            wide = torch.div(torch.log(torch.div(far, %1$d)), widest)
            wide = torch.add(torch.ceil(torch.mul(wide, %3$d)), %1$d)
            wide = torch.mul(torch.to(wide, 4), torch.sign(distances))
            which = torch.where(torch.le(torch.abs(distances), %1$d), distances, wide)
            """
                .formatted(middle, Norm.number((double) (farthest - 1) / middle), middle - 1));
      }
      source.add(
          "which = torch.clamp(torch.add(which, reach), 0, torch.sub(torch.mul(reach, 2), 1))");
    }
  }

  @Override
  public Stream<Preparation> preparation() {
    return Stream.of(distances);
  }

  @Override
  public Stream<Weight> weights() {
    return Stream.of(key, query).flatMap(Optional::stream).flatMap(Linear::weights);
  }

  @Override
  public void attend(EncoderSource source, Attention attention) {
    double scale = 1 / Math.sqrt((double) attention.size() * (1 + terms.size()));
    source.add("far = torch.expand(which, [b, %d, s, s])".formatted(attention.heads()));
    source.add("bias = torch.zeros_like(far, dtype=6)");
    if (terms.contains(Term.C2P)) {
      source.add("keys = " + heads(attention, made(source, attention, key, 1)));
      source.add("terms = torch.matmul(q, torch.transpose(keys, -1, -2))");
      source.add("bias = torch.add(bias, torch.gather(terms, -1, far))");
    }
    if (terms.contains(Term.P2C)) {
      source.add("queries = " + heads(attention, made(source, attention, query, 0)));
      source.add("terms = torch.matmul(k, torch.transpose(queries, -1, -2))");
      source.add("terms = torch.gather(terms, -1, torch.transpose(far, -1, -2))");
      source.add("bias = torch.add(bias, torch.transpose(terms, -1, -2))");
    }
    String number = Norm.number(scale);
    source.add(
        "bias = torch.masked_fill(torch.mul(bias, %s), torch.logical_not(attended), -inf)"
            .formatted(number));
    source.add("bias = " + source.factor("bias"));
    source.add(
        "context = torch.scaled_dot_product_attention(q, k, v, bias, dropped, False, scale=%s)"
            .formatted(number));
  }

  private static String made(
      EncoderSource source, Attention attention, Optional<Linear> own, int part) {
    return own.isPresent()
        ? source.linear("rows", own.get())
        : source.part(
            "rows", attention.queryKeyValue(), part, attention.heads() * attention.size());
  }

  /** From [distances, heads x size] to [heads, distances, size]. */
  private static String heads(Attention attention, String made) {
    return "torch.transpose(torch.view(%s, [-1, %d, %d]), 0, 1)"
        .formatted(made, attention.heads(), attention.size());
  }
}
