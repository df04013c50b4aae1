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
 * A trained token classifier, ready to read sentences. Several threads may share one; the weights
 * lie in native memory until it is closed.
 */
public final class TokenClassifier implements AutoCloseable {

  private final Model model;
  private final SubwordTokenizer tokenizer;
  private final LabelScheme scheme;
  private final Precision precision;
  private final Checkpoint checkpoint;
  private final ConcurrentMap<Survey, NDArray> masks = new ConcurrentHashMap<>();

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
    Compute compute = Compute.forReading(settled, device);
    SubwordTokenizer tokenizer = SubwordTokenizer.open(checkpoint.tokenizerFile());
    try {
      Model model =
          Torch.load(ModuleCompiler.withOwnHead(checkpoint, compute), device, Torch.Use.READING);
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

  /**
   * Reads sentences.
   *
   * @param sentences each a list of words, in any order and of any length
   * @param layout how they are cut and batched
   * @return for each sentence [words, tags] natural-log probabilities, row-major
   * @throws IllegalStateException if a sentence can't be read
   */
  public List<float[]> logProbabilities(List<List<String>> sentences, BatchLayout layout) {
    return read(sentences, layout, Survey.PLAIN).logProbabilities();
  }

  /**
   * Reads sentences. One that can't be read is set aside and hinders no other: a batch that does
   * not fit into memory is read in halves, and a sentence is set aside if a window of it does not
   * fit even alone.
   *
   * @param sentences each a list of words, in any order and of any length
   * @param layout how they are cut and batched; changes results by rounding alone
   * @throws InvalidModelException if passes with dropout are asked of a model without dropout
   */
  public Reading read(List<List<String>> sentences, BatchLayout layout, Survey asked) {
    Device device = model.getNDManager().getDevice();
    return new SentenceReader(
            tokenizer,
            scheme.tagCount(),
            checkpoint.config().maxPositions(),
            asked.dropoutPasses(),
            forward(asked),
            () -> NativeMemory.release(device))
        .read(sentences, layout);
  }

  private Forward forward(Survey asked) {
    return asked.dropoutPasses() == 0 && asked.pooling() == Survey.Pooling.NONE
        ? NativeForward.plain(model)
        : NativeForward.survey(model, masks.computeIfAbsent(asked, this::masks), asked.pooling());
  }

  /** Lies in the model's memory until the model is closed. */
  private NDArray masks(Survey asked) {
    EncoderConfig config = checkpoint.config();
    double dropout = config.dropout();
    if (asked.dropoutPasses() > 0 && !(dropout > 0 && dropout < 1)) {
      throw new InvalidModelException(
          "%s has hidden_dropout_prob %s in its config.json, so that %d passes with dropout would tell nothing; it must lie between 0 and 1, or ask for 0 passes"
              .formatted(checkpoint.folder(), dropout, asked.dropoutPasses()));
    }
    int sites = checkpoint.architecture().dropoutSites(config);
    return model
        .getNDManager()
        .create(
            DropoutMasks.draw(asked, sites, config.hidden(), dropout),
            new Shape(asked.dropoutPasses(), sites, config.hidden()));
  }

  @Override
  public void close() {
    model.close();
    tokenizer.close();
  }
}
