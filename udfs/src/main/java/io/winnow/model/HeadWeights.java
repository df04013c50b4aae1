package io.winnow.model;

import io.winnow.model.files.Tensor;
import io.winnow.model.graph.ClassifierHead;
import io.winnow.model.graph.Weight;
import io.winnow.model.tags.HeadTags;
import io.winnow.text.LabelScheme;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** The weights of a head: a checkpoint's own, or new ones. */
final class HeadWeights {

  /** The standard deviation of BERT's initial weights. */
  private static final double DEVIATION = 0.02;

  private HeadWeights() {}

  /** The head's tensors by bare name, a row for each of {@link HeadTags#tags}. */
  static Map<String, Tensor> of(Checkpoint checkpoint) throws IOException {
    if (checkpoint.headTags().isEmpty()) {
      return Map.of();
    }
    List<Integer> rows = checkpoint.headTags().get().rows();
    return Map.of(
        Head.WEIGHT, checkpoint.tensor(Head.WEIGHT).rows(rows),
        Head.BIAS, checkpoint.tensor(Head.BIAS).rows(rows));
  }

  /**
   * The head's tensors as training on with IOB2 begins: a row for each tag of {@link
   * Checkpoint#labelScheme}, the mean of those of the labels that mean it.
   */
  static Map<String, Tensor> iob2(Checkpoint checkpoint) throws IOException {
    List<List<Integer>> rows = checkpoint.headTags().orElseThrow().iob2Rows();
    return Map.of(
        Head.WEIGHT, means(checkpoint.tensor(Head.WEIGHT), rows),
        Head.BIAS, means(checkpoint.tensor(Head.BIAS), rows));
  }

  private static Tensor means(Tensor tensor, List<List<Integer>> rows) {
    List<Long> shape = new ArrayList<>(tensor.shape());
    shape.set(0, (long) rows.size());
    FloatBuffer means = FloatBuffer.allocate(Math.toIntExact(Tensor.elements(shape)));
    int width = means.capacity() / rows.size();
    for (List<Integer> some : rows) {
      FloatBuffer chosen = tensor.rows(some).values();
      for (int i = 0; i < width; i++) {
        float sum = 0;
        for (int row = 0; row < some.size(); row++) {
          sum += chosen.get(chosen.position() + row * width + i);
        }
        means.put(sum / some.size());
      }
    }
    return new Tensor(shape, means.flip());
  }

  /**
   * A head that knows nothing yet, drawn at random; the seed fixes it. Of a head with several
   * layers, what the checkpoint has is not among it.
   */
  static Map<String, Tensor> drawn(Checkpoint checkpoint, LabelScheme scheme, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, Tensor> drawn = new LinkedHashMap<>();
    for (Weight weight : checkpoint.encoder(scheme.tagCount()).head().weights().toList()) {
      Weight.Stored tensor = weight.tensors().get(0);
      boolean isKept =
          checkpoint.storedName(tensor.name()).isPresent()
              && !tensor.name().startsWith(ClassifierHead.NAME);
      if (!isKept) {
        drawn.put(tensor.name(), drawn(weight.role(), tensor, random));
      }
    }
    return drawn;
  }

  private static Tensor drawn(Weight.Role role, Weight.Stored tensor, SplittableRandom random) {
    float[] values = new float[Math.toIntExact(Tensor.elements(tensor.shape()))];
    if (role == Weight.Role.HEAD_MATRIX) {
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (random.nextGaussian() * DEVIATION);
      }
    } else if (tensor.name().endsWith("norm.weight")) {
      Arrays.fill(values, 1);
    }
    return new Tensor(tensor.shape(), FloatBuffer.wrap(values));
  }
}
