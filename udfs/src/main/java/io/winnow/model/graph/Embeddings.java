package io.winnow.model.graph;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * What sub-words are before the first layer: the sum of tables' rows, then what of the rest a
 * family has, in the order of {@link Order}.
 *
 * @param positions a row for each place in a window
 * @param padding the id of padding, where places count from the row behind it, as in fairseq; a
 *     sub-word of this id, which a text may spell, takes no place. -1: they count from 0
 * @param segments of which every sub-word gets the first row
 * @param projection to the layers' width, where the tables' rows are narrower
 */
public record Embeddings(
    Weight words,
    Optional<Weight> positions,
    int padding,
    Optional<Weight> segments,
    Norm norm,
    Optional<Linear> projection,
    Order order) {

  /** Which comes first. */
  public enum Order {
    /** As ELECTRA and ALBERT have it. */
    NORM_THEN_PROJECTION,
    /** As DeBERTa has it. */
    PROJECTION_THEN_NORM
  }

  /** Tables of words alone. */
  public static Embeddings of(Weight words, Norm norm) {
    return new Embeddings(
        words,
        Optional.empty(),
        -1,
        Optional.empty(),
        norm,
        Optional.empty(),
        Order.NORM_THEN_PROJECTION);
  }

  public static Weight table(String name, long rows, long width) {
    return Weight.of(Weight.Role.TABLE, name + ".weight", rows, width);
  }

  public Embeddings withPositions(Weight table, int behind) {
    return new Embeddings(words, Optional.of(table), behind, segments, norm, projection, order);
  }

  public Embeddings withSegments(Weight table) {
    return new Embeddings(words, positions, padding, Optional.of(table), norm, projection, order);
  }

  public Embeddings withNorm(Norm other) {
    return new Embeddings(words, positions, padding, segments, other, projection, order);
  }

  public Embeddings withProjection(Linear linear, Order itsOrder) {
    return new Embeddings(words, positions, padding, segments, norm, Optional.of(linear), itsOrder);
  }

  Stream<Weight> weights() {
    return Stream.of(
            Stream.of(words),
            positions.stream(),
            segments.stream(),
            norm.weights(),
            projection.stream().flatMap(Linear::weights))
        .flatMap(it -> it);
  }

  /** Adds the body of a method from {@code ids} and {@code mask}, [b,s], to [b, s, hidden]. */
  void write(EncoderSource source) {
    source.add("x = torch.embedding(%s, ids)".formatted(words.self()));
    positions.ifPresent(table -> place(source, table));
    segments.ifPresent(
        table -> source.add("x = torch.add(x, torch.select(%s, 0, 0))".formatted(table.self())));
    if (order == Order.PROJECTION_THEN_NORM) {
      project(source);
    }
    source.add("x = " + norm.of("x"));
    if (order == Order.NORM_THEN_PROJECTION) {
      project(source);
    }
    source.add("return x");
  }

  private void place(EncoderSource source, Weight table) {
    if (padding < 0) {
      source.add("places = torch.slice(%s, 0, 0, torch.size(ids, 1))".formatted(table.self()));
    } else {
      source.add(
          """
          counted = torch.to(torch.ne(ids, %1$d), 4)
          places = torch.add(torch.mul(torch.cumsum(counted, 1), counted), %1$d)
          places = torch.embedding(%2$s, places)
          """
              .formatted(padding, table.self()));
    }
    source.add("x = torch.add(x, places)");
  }

  private void project(EncoderSource source) {
    projection.ifPresent(linear -> source.add("x = " + source.single(source.linear("x", linear))));
  }
}
