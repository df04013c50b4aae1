package io.winnow.model.graph;

import io.winnow.model.graph.Weight.Stored;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A token classifier as it is computed: its parts, in order.
 *
 * @param layers parts may stand in several of them, which then share their weights
 * @param finalNorm of the last layer's sum, where layers norm what they take
 */
public record Encoder(
    EncoderSize size,
    Embeddings embeddings,
    List<Layer> layers,
    Optional<Norm> finalNorm,
    ClassifierHead head) {

  /** With norms after each block, and a plain head. */
  public static Encoder of(EncoderSize size, Embeddings embeddings, List<Layer> layers, int tags) {
    return new Encoder(
        size, embeddings, layers, Optional.empty(), ClassifierHead.of(tags, size.hidden()));
  }

  /** A weight, and how deep its place is. */
  private record Deep(Weight weight, int depth) {}

  /** Every weight once, by attribute, in the order of computation. */
  public Collection<Weight> weights() {
    Map<String, Weight> weights = new LinkedHashMap<>();
    deep().forEach(it -> weights.putIfAbsent(it.weight.attribute(), it.weight));
    return weights.values();
  }

  /** Every tensor that a checkpoint of it has, by bare name. */
  public Map<String, List<Long>> shapes() {
    Map<String, List<Long>> shapes = new LinkedHashMap<>();
    for (Weight weight : weights()) {
      for (Stored tensor : weight.tensors()) {
        shapes.put(tensor.name(), tensor.shape());
      }
    }
    return shapes;
  }

  /**
   * How deep each attribute's place is: 0 for the embeddings, then the layers from 1 on, and one
   * more than the last of them for the head. What layers share has the last one's.
   */
  public Map<String, Integer> depths() {
    Map<String, Integer> depths = new LinkedHashMap<>();
    deep().forEach(it -> depths.put(it.weight.attribute(), it.depth));
    return depths;
  }

  private Stream<Deep> deep() {
    Stream.Builder<Stream<Deep>> all = Stream.builder();
    all.add(at(0, embeddings.weights()));
    all.add(at(0, preparations().flatMap(Positions.Preparation::weights)));
    for (int layer = 0; layer < layers.size(); layer++) {
      all.add(at(layer + 1, layers.get(layer).weights()));
    }
    int last = layers.size() + 1;
    all.add(at(last, finalNorm.stream().flatMap(Norm::weights)));
    all.add(at(last, head.weights()));
    return all.build().flatMap(it -> it);
  }

  private static Stream<Deep> at(int depth, Stream<Weight> weights) {
    return weights.map(weight -> new Deep(weight, depth));
  }

  /** What some layers need, each once. */
  Stream<Positions.Preparation> preparations() {
    return layers.stream().flatMap(it -> it.attention().positions().preparation()).distinct();
  }
}
