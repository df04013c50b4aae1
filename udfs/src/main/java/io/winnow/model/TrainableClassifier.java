package io.winnow.model;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.ParameterStore;
import ai.djl.util.Pair;
import io.winnow.text.LabelScheme;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A pretrained encoder with a new head, in training. One thread uses it. Several may train in a JVM
 * at a time; what dropout drops then depends on how they take turns, as libtorch has one source of
 * chance.
 */
public final class TrainableClassifier implements AutoCloseable {

  /** Often enough to keep the process small, seldom enough to cost nothing. */
  private static final int STEPS_BETWEEN_TRIMS = 20;

  private final Checkpoint base;
  private final LabelScheme scheme;
  private final FineTuning settings;
  private final Precision precision;
  private final Model model;
  private final PtSymbolBlock block;
  private final SubwordTokenizer tokenizer;
  private final NDManager manager;
  private final WeightGroup decayed;
  private final WeightGroup plain;
  private int steps;

  /** A weight and what AdamW keeps of it: the first and second moments of its gradient. */
  private record Weight(NDArray value, NDArray first, NDArray second) {}

  /** Weights that are updated alike, under the name that the optimiser's arguments begin with. */
  private record WeightGroup(String name, List<Weight> weights, NDArray stepNumber) {

    WeightGroup(NDManager manager, String name) {
      this(name, new ArrayList<>(), named(manager.zeros(new Shape()), name + "_steps[]"));
    }

    void add(NDManager manager, NDArray value) {
      Shape shape = value.getShape();
      weights.add(
          new Weight(
              named(value, name + "[]"),
              named(manager.zeros(shape), name + "_first[]"),
              named(manager.zeros(shape), name + "_second[]")));
    }

    /** The group's arguments; a list argument is arrays that share a name ending in brackets. */
    void addTo(NDList input, NDManager scratch) {
      stepNumber.addi(1);
      weights.forEach(weight -> input.add(weight.value()));
      for (Weight weight : weights) {
        NDArray gradient = weight.value().getGradient();
        gradient.attach(scratch);
        input.add(named(gradient, name + "_gradients[]"));
      }
      weights.forEach(weight -> input.add(weight.first()));
      weights.forEach(weight -> input.add(weight.second()));
      weights.forEach(weight -> input.add(stepNumber));
    }
  }

  private TrainableClassifier(
      Checkpoint base, LabelScheme scheme, FineTuning settings, Device device) throws IOException {
    this.base = base;
    this.scheme = scheme;
    this.settings = settings;
    this.precision = settings.precision().on(device);
    Compute compute = Compute.forTraining(precision);
    TorchScriptModule module =
        ModuleCompiler.withNewHead(base, scheme, compute, settings.dropout(), settings.seed());
    this.model = Torch.load(module, device, Torch.Use.TRAINING);
    this.block = (PtSymbolBlock) model.getBlock();
    this.tokenizer = SubwordTokenizer.open(base.tokenizerFile());
    this.manager = model.getNDManager().newSubManager();
    this.decayed = new WeightGroup(manager, "decayed");
    this.plain = new WeightGroup(manager, "plain");
    for (Pair<String, Parameter> parameter : block.getDirectParameters()) {
      WeightGroup group = decays(parameter.getKey()) ? decayed : plain;
      group.add(manager, parameter.getValue().getArray());
    }
    model.getNDManager().getEngine().setRandomSeed(Math.toIntExact(settings.seed() & 0x7fffffff));
  }

  /**
   * @param folder a checkpoint; a head that it has is left aside
   * @throws InvalidModelException if the folder can't be used
   */
  public static TrainableClassifier of(
      Path folder, LabelScheme scheme, FineTuning settings, Device device) throws IOException {
    return new TrainableClassifier(Checkpoint.open(folder), scheme, settings, device);
  }

  /** What the matrix products run in: never {@link Precision#AUTO}. */
  public Precision precision() {
    return precision;
  }

  /** As below, with a tag id a word. */
  public List<LabelledWindow> windows(List<String> words, int[] labels, int longest, int overlap) {
    return windows(words, new WordTargets.Hard(labels), longest, overlap);
  }

  /**
   * Cuts a labelled sentence as {@link #step} takes it.
   *
   * @param targets of its words
   * @param longest sub-words in a window
   */
  public List<LabelledWindow> windows(
      List<String> words, WordTargets targets, int longest, int overlap) {
    int room = Math.min(longest, base.config().maxPositions());
    return Window.of(tokenizer.encode(words), tokenizer, room, overlap).stream()
        .map(
            window ->
                new LabelledWindow(
                    window, targets.range(window.firstWord(), window.firstWord() + window.words())))
        .toList();
  }

  /**
   * One step on one batch: mean cross-entropy over its words, gradients, clipping, AdamW. Where a
   * target is a distribution q, a word's cross-entropy is -sum over tags of q ln p.
   *
   * @param learningRate of this step
   * @return the loss before the step, in nats a word
   * @throws IllegalStateException if loss or gradients are no longer finite: the weights are lost
   */
  public float step(List<LabelledWindow> batch, double learningRate) {
    if (batch.isEmpty()) {
      throw new IllegalArgumentException("A step needs a batch of at least one window");
    }
    JniUtils.enableTrainingMode(block);
    try (NDManager scratch = manager.newSubManager()) {
      float loss = backward(scratch, batch);
      float norm = update(scratch, learningRate);
      if (!Float.isFinite(loss) || !Float.isFinite(norm)) {
        throw new IllegalStateException(
            "Training diverged at learning rate %s: loss %s, gradient norm %s; lower train.learning-rate"
                .formatted(learningRate, loss, norm));
      }
      return loss;
    } finally {
      if (++steps % STEPS_BETWEEN_TRIMS == 0) {
        NativeHeap.trim();
      }
    }
  }

  private float backward(NDManager scratch, List<LabelledWindow> batch) {
    // DJL's GradientCollector is one for a JVM; gradients themselves belong to a thread.
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(true);
    try {
      NDArray loss = loss(scratch, batch);
      NDArray one = loss.getManager().ones(loss.getShape(), loss.getDataType());
      JniUtils.backward((PtNDArray) loss, (PtNDArray) one, false, false);
      return loss.getFloat();
    } finally {
      JniUtils.setGradMode(before);
    }
  }

  /** The forward half of a step. */
  NDArray loss(NDManager scratch, List<LabelledWindow> batch) {
    NDList input = BatchInput.forLoss(scratch, batch, scheme.tagCount());
    return block.forward(new ParameterStore(scratch, false), input, true).singletonOrThrow();
  }

  /**
   * The optimiser's half of a step.
   *
   * @return the gradients' norm before clipping
   */
  float update(NDManager scratch, double learningRate) {
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(false);
    try {
      NDList input = new NDList();
      decayed.addTo(input, scratch);
      plain.addTo(input, scratch);
      input.add(scratch.create((float) learningRate));
      input.add(scratch.create((float) settings.weightDecay()));
      input.add(scratch.create((float) settings.clipNorm()));
      input.add(BatchInput.method(scratch, "update"));
      // Its result belongs to the first input's manager, the model's: closed here or never.
      try (NDList norm = block.forward(new ParameterStore(scratch, false), input, true)) {
        return norm.singletonOrThrow().getFloat();
      }
    } finally {
      JniUtils.setGradMode(before);
    }
  }

  PtSymbolBlock block() {
    return block;
  }

  /** Lends arrays for a step that its caller takes apart. */
  NDManager scratch() {
    return manager.newSubManager();
  }

  private static NDArray named(NDArray array, String name) {
    array.setName(name);
    return array;
  }

  /**
   * Reads sentences with the weights as they are now, dropout off.
   *
   * @return as {@link TokenClassifier#logProbabilities}
   */
  public List<float[]> logProbabilities(List<List<String>> sentences, BatchLayout layout) {
    JniUtils.enableInferenceMode(block);
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(false);
    try {
      Device device = model.getNDManager().getDevice();
      return new SentenceReader(
              tokenizer,
              scheme.tagCount(),
              base.config().maxPositions(),
              0,
              NativeForward.plain(model),
              () -> NativeMemory.release(device))
          .read(sentences, layout)
          .logProbabilities();
    } finally {
      JniUtils.setGradMode(before);
    }
  }

  /**
   * Writes the model as a checkpoint that HuggingFace opens.
   *
   * @param folder an existing, empty folder
   * @param lineage what goes into {@code winnow.json}
   * @return the hash of the weights
   */
  public String write(Path folder, Map<String, ?> lineage) throws IOException {
    return CheckpointWriter.write(folder, base, scheme, weights(), lineage);
  }

  /** The weights as they are now, by bare tensor name. */
  private Map<String, Tensor> weights() {
    Map<String, List<String>> parts = base.architecture().attributes(base.config());
    Map<String, List<Long>> shapes = base.architecture().shapes(base.config(), scheme.tagCount());
    Map<String, Tensor> weights = new LinkedHashMap<>();
    for (Pair<String, Parameter> parameter : block.getDirectParameters()) {
      FloatBuffer values = FloatBuffer.wrap(parameter.getValue().getArray().toFloatArray());
      for (String name : parts.get(parameter.getKey())) {
        int size = Math.toIntExact(Tensor.elements(shapes.get(name)));
        weights.put(name, new Tensor(shapes.get(name), values.slice(values.position(), size)));
        values.position(values.position() + size);
      }
    }
    return weights;
  }

  private static boolean decays(String attribute) {
    return !attribute.endsWith("bias") && !attribute.contains("LayerNorm");
  }

  @Override
  public void close() {
    manager.close();
    model.close();
    tokenizer.close();
  }
}
