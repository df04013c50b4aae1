package io.winnow.model;

import static java.util.stream.Collectors.toMap;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.ParameterStore;
import ai.djl.util.Pair;
import io.winnow.model.files.InvalidModelException;
import io.winnow.model.files.Safetensors;
import io.winnow.model.files.Tensor;
import io.winnow.model.graph.Weight.Stored;
import io.winnow.text.LabelScheme;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A pretrained encoder with a new head, in training. One thread uses it. Several may train in a JVM
 * at a time; what dropout drops then depends on their interleaving, because libtorch has one random
 * number generator.
 */
public final class TrainableClassifier implements AutoCloseable {

  /** Frequent enough to keep the process small, rare enough to cost nothing. */
  private static final int STEPS_BETWEEN_TRIMS = 20;

  public enum HeadOrigin {
    /** Drawn at random: it knows nothing yet. */
    RANDOM,
    /**
     * The checkpoint's own, which has the very types; of another scheme than IOB2, it begins with
     * the rows of its labels that mean the same.
     */
    CHECKPOINT
  }

  private final Checkpoint base;
  private final HeadOrigin head;
  private final LabelScheme scheme;
  private final FineTuning settings;
  private final Precision precision;
  private final Model model;
  private final PtSymbolBlock block;
  private final SubwordTokenizer tokenizer;
  private final NDManager manager;
  private final TrainedWeights weights;
  private int steps;

  private TrainableClassifier(
      Checkpoint base, HeadOrigin head, LabelScheme scheme, FineTuning settings, Device device)
      throws IOException {
    this.base = base;
    this.head = head;
    this.scheme = scheme;
    this.settings = settings;
    this.precision = settings.precision().on(device);
    TorchScriptModule module =
        TorchScriptModule.of(
            base,
            precision.forTraining(),
            settings.dropout(),
            head == HeadOrigin.CHECKPOINT
                ? HeadWeights.iob2(base)
                : HeadWeights.drawn(base, scheme, settings.seed()));
    this.model = Torch.load(module, device, Torch.Use.TRAINING);
    this.block = (PtSymbolBlock) model.getBlock();
    this.tokenizer = SubwordTokenizer.open(base.folder());
    this.manager = model.getNDManager().newSubManager();
    this.weights =
        new TrainedWeights(
            manager,
            block.getDirectParameters(),
            base.encoder(scheme.tagCount()),
            settings.layerDecay());
  }

  /**
   * @param folder a checkpoint; a head that it has is left aside
   * @throws InvalidModelException if the folder can't be used
   */
  public static TrainableClassifier of(
      Path folder, LabelScheme scheme, FineTuning settings, Device device) throws IOException {
    return new TrainableClassifier(
        Checkpoint.open(folder), HeadOrigin.RANDOM, scheme, settings, device);
  }

  /** As {@link #of}, but a head that the checkpoint has for these very types is trained on. */
  public static TrainableClassifier continuing(
      Path folder, LabelScheme scheme, FineTuning settings, Device device) throws IOException {
    Checkpoint checkpoint = Checkpoint.open(folder);
    boolean fits = checkpoint.labelScheme().map(scheme::equals).orElse(false);
    return new TrainableClassifier(
        checkpoint, fits ? HeadOrigin.CHECKPOINT : HeadOrigin.RANDOM, scheme, settings, device);
  }

  public HeadOrigin head() {
    return head;
  }

  /** What the matrix products run in: never {@link Precision#AUTO}. */
  public Precision precision() {
    return precision;
  }

  /**
   * Cuts a labelled sentence as {@link #step} takes it, into windows of at most so many sub-words.
   * Words without a sub-word are in none, and their targets count for nothing.
   */
  public List<Window.Labelled> windows(
      List<String> words, WordTargets targets, int longest, int overlap) {
    int room = Math.min(longest, base.size().window());
    return Window.of(tokenizer.encode(words), tokenizer, room, overlap).stream()
        .map(window -> new Window.Labelled(window, targets.of(window.places())))
        .toList();
  }

  /**
   * One step on one batch: mean cross-entropy over its words, gradients, clipping, AdamW. Where a
   * target is a distribution q, a word's cross-entropy is -sum over tags of q ln p.
   *
   * @return the loss before the step, in nats a word
   * @throws DivergedException if loss or gradients are no longer finite: the weights are lost
   */
  public float step(List<Window.Labelled> batch, double learningRate) {
    if (batch.isEmpty()) {
      throw new IllegalArgumentException("A step needs a batch of at least one window");
    }
    return NativeDoor.inside(() -> stepInside(batch, learningRate));
  }

  private float stepInside(List<Window.Labelled> batch, double learningRate) {
    JniUtils.enableTrainingMode(block);
    // What a step drops depends on its number alone, so that a run can be taken up at any step.
    long seed = settings.seed() ^ ((long) steps << Integer.SIZE);
    int dropoutSeed = new SplittableRandom(seed).nextInt() & Integer.MAX_VALUE;
    model.getNDManager().getEngine().setRandomSeed(dropoutSeed);
    try (NDManager scratch = manager.newSubManager()) {
      // DJL's GradientCollector is one for a JVM; gradients themselves belong to a thread.
      float loss = Torch.withGradients(true, () -> backward(scratch, batch));
      float norm =
          Torch.withGradients(false, () -> weights.update(block, scratch, learningRate, settings));
      if (!Float.isFinite(loss) || !Float.isFinite(norm)) {
        throw new DivergedException(learningRate, loss, norm);
      }
      return loss;
    } finally {
      if (++steps % STEPS_BETWEEN_TRIMS == 0) {
        NativeMemory.trim();
      }
    }
  }

  private float backward(NDManager scratch, List<Window.Labelled> batch) {
    NDList input = ForwardPass.lossInput(scratch, batch, scheme.tagCount());
    NDArray loss = block.forward(new ParameterStore(scratch, false), input, true).get(0);
    NDArray one = loss.getManager().ones(loss.getShape(), loss.getDataType());
    JniUtils.backward((PtNDArray) loss, (PtNDArray) one, false, false);
    return loss.getFloat();
  }

  /** As {@link #predict}, without the places of the words. */
  public List<float[]> logProbabilities(List<List<String>> sentences, BatchLayout layout) {
    return predict(sentences, layout).stream().map(Prediction.Predicted::logProbabilities).toList();
  }

  /**
   * Predicts with the weights as they are now, dropout off.
   *
   * @throws IllegalStateException if that fails for a sentence
   */
  public List<Prediction.Predicted> predict(List<List<String>> sentences, BatchLayout layout) {
    JniUtils.enableInferenceMode(block);
    SentencePredictor predictor =
        new SentencePredictor(
            tokenizer,
            scheme.tagCount(),
            layout.window(base.size().window()),
            0,
            ForwardPass.plain(model),
            () -> NativeMemory.release(model.getNDManager().getDevice()));
    return Torch.withGradients(false, () -> predictor.predict(sentences, layout)).predicted();
  }

  /** Writes the model as {@link TrainedCheckpoint#write} does. */
  public String write(Path folder, Map<String, ?> lineage) throws IOException {
    return new TrainedCheckpoint(base, scheme).write(folder, bareWeights(), lineage);
  }

  /**
   * Writes all that the steps to come depend on: weights, the optimiser's moments, how many steps
   * were taken. Three times the size of the model, as safetensors.
   */
  public void saveState(Path file) throws IOException {
    Safetensors.write(file, weights.state());
  }

  /**
   * Resumes from where {@link #saveState} was called on a classifier of the same checkpoint, scheme
   * and settings: the steps that follow are bit for bit those that would have followed there.
   *
   * @param taken steps that had been taken
   * @throws InvalidModelException if the file is damaged or is another model's
   */
  public void restoreState(Path file, int taken) throws IOException {
    try (NDManager scratch = manager.newSubManager()) {
      weights.restore(scratch, Safetensors.open(file), file);
    }
    steps = taken;
  }

  private Map<String, Tensor> bareWeights() {
    Map<String, List<Stored>> parts =
        base.encoder(scheme.tagCount()).weights().stream()
            .collect(toMap(weight -> weight.attribute(), weight -> weight.tensors()));
    Map<String, Tensor> bare = new LinkedHashMap<>();
    for (Pair<String, Parameter> parameter : block.getDirectParameters()) {
      FloatBuffer values = FloatBuffer.wrap(parameter.getValue().getArray().toFloatArray());
      for (Stored tensor : parts.get(parameter.getKey())) {
        int size = Math.toIntExact(Tensor.elements(tensor.shape()));
        bare.put(tensor.name(), new Tensor(tensor.shape(), values.slice(values.position(), size)));
        values.position(values.position() + size);
      }
    }
    return bare;
  }

  @Override
  public void close() {
    manager.close();
    model.close();
    tokenizer.close();
  }
}
