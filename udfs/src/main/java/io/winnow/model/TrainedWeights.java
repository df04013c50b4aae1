package io.winnow.model;

import static java.util.stream.Collectors.toMap;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.ParameterList;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.Pair;
import io.winnow.model.files.InvalidModelException;
import io.winnow.model.files.Tensor;
import io.winnow.model.files.Weights;
import io.winnow.model.graph.Encoder;
import io.winnow.model.graph.Weight.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A module's weights with what AdamW keeps of each: the first and second moments of its gradient.
 */
final class TrainedWeights {

  private final Map<Group, List<Weight>> groups =
      new TreeMap<>(
          Comparator.comparing(Group::scale)
              .thenComparing(Group::decay, Comparator.reverseOrder()));
  private final NDArray stepNumber;

  /** One weight; the moments have its shape. */
  private record Weight(String attribute, NDArray value, NDArray first, NDArray second) {}

  /**
   * What weights with the same learning rate and decay have in common.
   *
   * @param scale what their learning rate is times the head's
   * @param decay times the settings', 1 or 0
   */
  private record Group(double scale, double decay) {}

  /**
   * The deeper a layer, the less it learns (Howard and Ruder 2018, arXiv 1801.06146, section 3.2).
   *
   * @param layerDecay see {@link FineTuning}
   */
  TrainedWeights(NDManager manager, ParameterList parameters, Encoder encoder, double layerDecay) {
    int head = encoder.size().layers() + 1;
    Map<String, Integer> depths = encoder.depths();
    Map<String, Role> roles =
        encoder.weights().stream()
            .collect(toMap(weight -> weight.attribute(), weight -> weight.role()));
    for (Pair<String, Parameter> parameter : parameters) {
      String attribute = parameter.getKey();
      NDArray value = parameter.getValue().getArray();
      double scale = Math.pow(layerDecay, head - depths.get(attribute));
      groups
          .computeIfAbsent(
              new Group(scale, roles.get(attribute).decays() ? 1 : 0), it -> new ArrayList<>())
          .add(
              new Weight(
                  attribute,
                  named(value, "weights[]"),
                  named(manager.zeros(value.getShape()), "first[]"),
                  named(manager.zeros(value.getShape()), "second[]")));
    }
    this.stepNumber = named(manager.zeros(new Shape()), "steps[]");
  }

  /**
   * Clips the gradients and follows them. Gradient mode is off.
   *
   * @return the gradients' norm before clipping
   */
  float update(PtSymbolBlock block, NDManager scratch, double learningRate, FineTuning settings) {
    NDList all = new NDList();
    groups.values().forEach(weights -> weights.forEach(it -> all.add(gradient(it, scratch))));
    all.add(scratch.create((float) settings.clipNorm()));
    float norm = call(block, scratch, all, "clip").singletonOrThrow().getFloat();
    stepNumber.addi(1);
    int from = 0;
    for (Map.Entry<Group, List<Weight>> group : groups.entrySet()) {
      List<Weight> weights = group.getValue();
      NDList input = new NDList(all.subList(from, from + weights.size()));
      from += weights.size();
      weights.forEach(weight -> input.add(weight.first()));
      weights.forEach(weight -> input.add(weight.second()));
      weights.forEach(weight -> input.add(weight.value()));
      weights.forEach(weight -> input.add(stepNumber));
      input.add(scratch.create((float) (learningRate * group.getKey().scale())));
      input.add(scratch.create((float) (settings.weightDecay() * group.getKey().decay())));
      call(block, scratch, input, "adamw");
    }
    return norm;
  }

  private static NDArray gradient(Weight weight, NDManager scratch) {
    NDArray gradient = weight.value().getGradient();
    gradient.attach(scratch);
    return named(gradient, "gradients[]");
  }

  /** What it returns belongs to the first input's manager: a gradient's, which is the scratch. */
  private static NDList call(PtSymbolBlock block, NDManager scratch, NDList input, String method) {
    input.add(ForwardPass.method(scratch, method));
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
  void restore(NDManager scratch, Weights saved, Path file) throws IOException {
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
          values.forEach(
              (name, tensor) -> {
                float[] read = new float[Math.toIntExact(tensor.elements())];
                tensor.values().get(read);
                NDArray to = arrays.get(name);
                try (NDArray from = scratch.create(read, to.getShape())) {
                  from.copyTo(to);
                }
              });
          return null;
        });
  }

  private Map<String, NDArray> arrays() {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    for (List<Weight> weights : groups.values()) {
      for (Weight weight : weights) {
        arrays.put("weight." + weight.attribute(), weight.value());
        arrays.put("first." + weight.attribute(), weight.first());
        arrays.put("second." + weight.attribute(), weight.second());
      }
    }
    arrays.put("steps", stepNumber);
    return arrays;
  }

  private static NDArray named(NDArray array, String name) {
    array.setName(name);
    return array;
  }
}
