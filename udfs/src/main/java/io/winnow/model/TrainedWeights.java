package io.winnow.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.ParameterList;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.Pair;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * A module's weights with what AdamW keeps of each: the first and second moments of its gradient.
 */
final class TrainedWeights {

  private static final String STEPS = "steps";

  private final List<Group> groups;
  private final NDArray stepNumber;

  /** One weight; the moments have its shape. */
  private record Weight(String attribute, NDArray value, NDArray first, NDArray second) {

    static Weight of(NDManager manager, String attribute, NDArray value) {
      Shape shape = value.getShape();
      return new Weight(
          attribute,
          named(value, "weights[]"),
          named(manager.zeros(shape), "first[]"),
          named(manager.zeros(shape), "second[]"));
    }

    NDArray gradient(NDManager scratch) {
      NDArray gradient = value.getGradient();
      gradient.attach(scratch);
      return named(gradient, "gradients[]");
    }
  }

  /** Whether weights shrink by themselves. */
  private enum Decay {
    DECAYED,
    PLAIN;

    static Decay of(String attribute) {
      boolean plain = attribute.endsWith("bias") || attribute.contains("LayerNorm");
      return plain ? PLAIN : DECAYED;
    }
  }

  /**
   * Weights with the same learning rate and decay.
   *
   * @param scale what their learning rate is times the head's
   */
  private record Group(double scale, Decay decay, List<Weight> weights) {}

  private record Place(int depth, Decay decay) {}

  /**
   * The deeper a layer, the less it learns (Howard and Ruder 2018, arXiv 1801.06146, section 3.2).
   *
   * @param depth of an attribute, as {@link Architecture#depth}
   * @param head its depth, the largest
   * @param layerDecay see {@link FineTuning}; if it is 1, depths make no difference
   */
  TrainedWeights(
      NDManager manager,
      ParameterList parameters,
      ToIntFunction<String> depth,
      int head,
      double layerDecay) {
    TreeMap<Place, Group> places =
        new TreeMap<>(Comparator.comparingInt(Place::depth).thenComparing(Place::decay));
    for (Pair<String, Parameter> parameter : parameters) {
      String attribute = parameter.getKey();
      int at = layerDecay == 1 ? head : depth.applyAsInt(attribute);
      places
          .computeIfAbsent(
              new Place(at, Decay.of(attribute)),
              place -> new Group(Math.pow(layerDecay, head - at), place.decay(), new ArrayList<>()))
          .weights()
          .add(Weight.of(manager, attribute, parameter.getValue().getArray()));
    }
    this.groups = List.copyOf(places.values());
    this.stepNumber = named(manager.zeros(new Shape()), "steps[]");
  }

  /**
   * Clips the gradients and follows them. Gradient mode is off.
   *
   * @return the gradients' norm before clipping
   */
  float update(PtSymbolBlock block, NDManager scratch, double learningRate, FineTuning settings) {
    List<NDList> gradients =
        groups.stream()
            .map(
                group ->
                    new NDList(group.weights().stream().map(it -> it.gradient(scratch)).toList()))
            .toList();
    NDList all = new NDList();
    gradients.forEach(all::addAll);
    all.add(scratch.create((float) settings.clipNorm()));
    float norm = call(block, scratch, all, "clip").singletonOrThrow().getFloat();
    stepNumber.addi(1);
    for (int i = 0; i < groups.size(); i++) {
      Group group = groups.get(i);
      double decay = group.decay() == Decay.DECAYED ? settings.weightDecay() : 0;
      NDList input = new NDList(gradients.get(i));
      group.weights().forEach(weight -> input.add(weight.first()));
      group.weights().forEach(weight -> input.add(weight.second()));
      group.weights().forEach(weight -> input.add(weight.value()));
      group.weights().forEach(weight -> input.add(stepNumber));
      input.add(scratch.create((float) (learningRate * group.scale())));
      input.add(scratch.create((float) decay));
      call(block, scratch, input, "adamw");
    }
    return norm;
  }

  /** What it returns belongs to the first input's manager: a gradient's, which is the scratch. */
  private static NDList call(PtSymbolBlock block, NDManager scratch, NDList input, String method) {
    input.add(BatchInput.method(scratch, method));
    return block.forward(new ParameterStore(scratch, false), input, true);
  }

  /** Weights, moments and the number of steps, by name. */
  Map<String, Tensor> state() {
    Map<String, Tensor> state = new LinkedHashMap<>();
    arrays()
        .forEach(
            (name, array) ->
                state.put(name, Tensor.of(array.toFloatArray(), array.getShape().getShape())));
    return state;
  }

  /**
   * Takes over what {@link #state} gave.
   *
   * @param file where that is saved, for messages
   * @throws InvalidModelException if a shape is another; then nothing has changed
   */
  void restore(NDManager scratch, Safetensors saved, Path file) throws IOException {
    Map<String, NDArray> arrays = arrays();
    Map<String, Tensor> values = new LinkedHashMap<>();
    for (Map.Entry<String, NDArray> array : arrays.entrySet()) {
      String name = array.getKey();
      List<Long> shape = Arrays.stream(array.getValue().getShape().getShape()).boxed().toList();
      if (!saved.shape(name).equals(shape)) {
        throw new InvalidModelException(
            "%s: '%s' has shape %s, the model in training has %s"
                .formatted(file, name, saved.shape(name), shape));
      }
      values.put(name, saved.tensor(name));
    }
    Torch.withGradients(
        false,
        () -> {
          values.forEach((name, tensor) -> copy(scratch, tensor, arrays.get(name)));
          return null;
        });
  }

  private static void copy(NDManager scratch, Tensor tensor, NDArray to) {
    float[] values = new float[Math.toIntExact(tensor.elements())];
    tensor.values().get(values);
    try (NDArray from = scratch.create(values, to.getShape())) {
      from.copyTo(to);
    }
  }

  private Map<String, NDArray> arrays() {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    for (Group group : groups) {
      for (Weight weight : group.weights()) {
        arrays.put("weight." + weight.attribute(), weight.value());
        arrays.put("first." + weight.attribute(), weight.first());
        arrays.put("second." + weight.attribute(), weight.second());
      }
    }
    arrays.put(STEPS, stepNumber);
    return arrays;
  }

  private static NDArray named(NDArray array, String name) {
    array.setName(name);
    return array;
  }
}
