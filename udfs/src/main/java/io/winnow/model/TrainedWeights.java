package io.winnow.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.ParameterList;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.ParameterStore;
import ai.djl.util.Pair;
import java.util.ArrayList;
import java.util.Arrays;
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
   * Weights that are updated alike.
   *
   * @param scale what their learning rate is times the head's
   */
  private record Group(double scale, Decay decay, List<Weight> weights) {}

  private record Place(int depth, Decay decay) implements Comparable<Place> {

    @Override
    public int compareTo(Place other) {
      return depth == other.depth
          ? decay.compareTo(other.decay)
          : Integer.compare(depth, other.depth);
    }
  }

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
    TreeMap<Place, Group> places = new TreeMap<>();
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

  /** The names and shapes of {@link #state}. */
  Map<String, List<Long>> shapes() {
    Map<String, List<Long>> shapes = new LinkedHashMap<>();
    arrays()
        .forEach(
            (name, array) ->
                shapes.put(name, Arrays.stream(array.getShape().getShape()).boxed().toList()));
    return shapes;
  }

  /**
   * Takes over what {@link #state} gave.
   *
   * @param saved has every name, in its shape
   */
  void restore(NDManager scratch, Map<String, Tensor> saved) {
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(false);
    try {
      arrays()
          .forEach(
              (name, array) -> {
                float[] values = new float[Math.toIntExact(saved.get(name).elements())];
                saved.get(name).values().get(values);
                try (NDArray from = scratch.create(values, array.getShape())) {
                  from.copyTo(array);
                }
              });
    } finally {
      JniUtils.setGradMode(before);
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
