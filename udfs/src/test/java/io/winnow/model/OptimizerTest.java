package io.winnow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.winnow.model.files.Dtype;
import io.winnow.model.files.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The native update against the papers' formulas in plain Java. */
class OptimizerTest {

  private static final double RATE = 0.01;
  private static final double DECAY = 0.1;

  /** Three weights with decay, two without; as many as make the gradients' norm about 6. */
  private static final int[] DECAYED = {5, 1, 12};

  private static final int[] PLAIN = {3, 16};

  private final SplittableRandom random = new SplittableRandom(3);

  /** Of all weights; the norm is over both groups, the decay on the first alone. */
  private static final class Reference {
    private final double[] weight;
    private final double[] first;
    private final double[] second;
    private final double decay;

    Reference(float[] weight, double decay) {
      this.weight = doubles(weight);
      this.first = new double[weight.length];
      this.second = new double[weight.length];
      this.decay = decay;
    }

    /** Loshchilov and Hutter 2019, algorithm 2, with its decay scaled by the rate as libtorch's. */
    void step(double[] gradient, double scale, int step) {
      for (int i = 0; i < weight.length; i++) {
        double g = gradient[i] * scale;
        first[i] = 0.9 * first[i] + 0.1 * g;
        second[i] = 0.999 * second[i] + 0.001 * g * g;
        double m = first[i] / (1 - Math.pow(0.9, step));
        double v = second[i] / (1 - Math.pow(0.999, step));
        weight[i] -= RATE * (m / (Math.sqrt(v) + 1e-8) + decay * weight[i]);
      }
    }
  }

  /** A group of weights as the native side holds it. */
  private static final class Group {
    private final String name;
    private final double decay;
    private final List<NDArray> weights = new ArrayList<>();
    private final List<NDArray> first = new ArrayList<>();
    private final List<NDArray> second = new ArrayList<>();
    private final NDArray steps;

    Group(NDManager manager, String name, double decay) {
      this.name = name;
      this.decay = decay;
      this.steps = named(manager.zeros(new Shape()), "steps[]");
    }

    void add(NDManager manager, float[] values) {
      weights.add(named(manager.create(values), "weights[]"));
      first.add(named(manager.zeros(new Shape(values.length)), "first[]"));
      second.add(named(manager.zeros(new Shape(values.length)), "second[]"));
    }

    void update(ToyModule toy, NDManager manager, List<NDArray> gradients) {
      steps.addi(1);
      NDList input = new NDList(gradients);
      input.addAll(first);
      input.addAll(second);
      input.addAll(weights);
      weights.forEach(weight -> input.add(steps));
      input.add(manager.create((float) RATE));
      input.add(manager.create((float) decay));
      input.add(ForwardPass.method(manager, "adamw"));
      toy.call(input);
    }
  }

  @ParameterizedTest
  @CsvSource({"1000, no gradient is clipped", "0.5, all are", "6, some steps' are"})
  void threeStepsAreAdamWAfterClippingByTheGlobalNorm(double largest, String which)
      throws IOException {
    Tensor unused = Tensor.of(new float[1], 1);
    try (ToyModule toy = ToyModule.of(List.of(unused), 1, Dtype.F32);
        NDManager manager = toy.manager()) {
      Group decayed = new Group(manager, "decayed", DECAY);
      Group plain = new Group(manager, "plain", 0);
      List<Reference> references = new ArrayList<>();
      for (int size : DECAYED) {
        float[] values = draw(size);
        decayed.add(manager, values);
        references.add(new Reference(values, DECAY));
      }
      for (int size : PLAIN) {
        float[] values = draw(size);
        plain.add(manager, values);
        references.add(new Reference(values, 0));
      }
      for (int step = 1; step <= 3; step++) {
        List<float[]> drawn = references.stream().map(r -> draw(r.weight.length)).toList();
        double norm =
            Math.sqrt(
                drawn.stream()
                    .flatMapToDouble(g -> Arrays.stream(doubles(g)))
                    .map(g -> g * g)
                    .sum());
        double scale = Math.min(1, largest / (norm + 1e-6));
        List<NDArray> gradients =
            drawn.stream().map(g -> named(manager.create(g), "gradients[]")).toList();

        NDList input = new NDList(gradients);
        input.add(manager.create((float) largest));
        input.add(ForwardPass.method(manager, "clip"));
        float told = toy.call(input).singletonOrThrow().getFloat();
        decayed.update(toy, manager, gradients.subList(0, DECAYED.length));
        plain.update(toy, manager, gradients.subList(DECAYED.length, gradients.size()));

        assertThat((double) told).as("norm before clipping").isCloseTo(norm, within(1e-5));
        for (int i = 0; i < references.size(); i++) {
          references.get(i).step(doubles(drawn.get(i)), scale, step);
          assertThat(gradients.get(i).toFloatArray()).as("gradients after").containsOnly(0);
        }
        assertSame(decayed, references.subList(0, DECAYED.length));
        assertSame(plain, references.subList(DECAYED.length, references.size()));
      }
    }
  }

  private static void assertSame(Group group, List<Reference> references) {
    for (int i = 0; i < references.size(); i++) {
      double[] expected = references.get(i).weight;
      double[] actual = doubles(group.weights.get(i).toFloatArray());
      for (int j = 0; j < expected.length; j++) {
        assertThat(actual[j])
            .as("%s weight %d, number %d", group.name, i, j)
            .isCloseTo(expected[j], within(1e-6));
      }
    }
  }

  private float[] draw(int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static double[] doubles(float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }

  private static NDArray named(NDArray array, String name) {
    array.setName(name);
    return array;
  }
}
