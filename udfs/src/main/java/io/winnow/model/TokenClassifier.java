package io.winnow.model;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.winnow.text.LabelScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * A trained token classifier, ready for inference. Several threads may share one; the weights lie
 * in native memory until it is closed.
 */
public final class TokenClassifier implements AutoCloseable {

  private final Model model;
  private final SubwordTokenizer tokenizer;
  private final LabelScheme scheme;
  private final Precision precision;
  private final Checkpoint checkpoint;
  private final ConcurrentMap<InferenceOptions, NDArray> masks = new ConcurrentHashMap<>();

  private TokenClassifier(
      Model model,
      SubwordTokenizer tokenizer,
      LabelScheme scheme,
      Precision precision,
      Checkpoint checkpoint) {
    this.model = model;
    this.tokenizer = tokenizer;
    this.scheme = scheme;
    this.precision = precision;
    this.checkpoint = checkpoint;
  }

  /**
   * @param folder a checkpoint with a head
   * @param precision {@link Precision#AUTO} is settled here, see {@link #precision()}
   * @throws InvalidModelException if the folder can't be used
   */
  public static TokenClassifier load(Path folder, Precision precision, Device device)
      throws IOException {
    Checkpoint checkpoint = Checkpoint.open(folder);
    LabelScheme scheme =
        checkpoint
            .labelScheme()
            .orElseThrow(
                () ->
                    new InvalidModelException(
                        "%s has no head that can score: %s; train it first"
                            .formatted(folder, checkpoint.whyNoHead().orElseThrow())));
    Precision settled = precision.on(device);
    Compute compute = Compute.forInference(settled, device);
    SubwordTokenizer tokenizer = SubwordTokenizer.open(checkpoint.tokenizerFile());
    try {
      TorchScriptModule module = ModuleCompiler.compile(checkpoint, compute, 0, checkpoint.head());
      Model model = Torch.load(module, device, Torch.Use.INFERENCE);
      return new TokenClassifier(model, tokenizer, scheme, settled, checkpoint);
    } catch (IOException | RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }

  public LabelScheme scheme() {
    return scheme;
  }

  /** What the model runs in: never {@link Precision#AUTO}. */
  public Precision precision() {
    return precision;
  }

  /** {@link #predict} with log-probabilities alone, for sentences that must all have them. */
  public List<float[]> logProbabilities(List<List<String>> sentences, BatchLayout layout) {
    return predict(sentences, layout, InferenceOptions.PLAIN).logProbabilities();
  }

  /**
   * Predicts the tags of sentences' words. A sentence for which that fails is set aside and hinders
   * no other: a batch that does not fit into memory is done in halves, and a sentence is set aside
   * if a window of it does not fit even alone.
   *
   * @param sentences each a list of words, in any order and of any length
   * @param layout how they are cut and batched; changes results by rounding alone
   * @throws InvalidModelException if passes with dropout are asked of a model without dropout
   */
  public Prediction.Result predict(
      List<List<String>> sentences, BatchLayout layout, InferenceOptions options) {
    Device device = model.getNDManager().getDevice();
    return new SentencePredictor(
            tokenizer,
            scheme.tagCount(),
            checkpoint.config().maxPositions(),
            options.dropoutPasses(),
            forward(options),
            () -> NativeMemory.release(device))
        .predict(sentences, layout);
  }

  private ForwardPass forward(InferenceOptions options) {
    return options.dropoutPasses() == 0 && options.pooling() == InferenceOptions.Pooling.NONE
        ? ForwardPass.plain(model)
        : ForwardPass.withDropout(
            model, masks.computeIfAbsent(options, this::masks), options.pooling());
  }

  /** Lies in the model's memory until the model is closed. */
  private NDArray masks(InferenceOptions options) {
    EncoderConfig config = checkpoint.config();
    double dropout = config.dropout();
    if (options.dropoutPasses() > 0 && !(dropout > 0 && dropout < 1)) {
      throw new InvalidModelException(
          "%s has hidden_dropout_prob %s in its config.json, so that %d passes with dropout would tell nothing; it must lie between 0 and 1, or ask for 0 passes"
              .formatted(checkpoint.folder(), dropout, options.dropoutPasses()));
    }
    int sites = config.dropoutSites();
    return model
        .getNDManager()
        .create(
            options.dropoutMasks(sites, config.hidden(), dropout),
            new Shape(options.dropoutPasses(), sites, config.hidden()));
  }

  @Override
  public void close() {
    model.close();
    tokenizer.close();
  }
}
