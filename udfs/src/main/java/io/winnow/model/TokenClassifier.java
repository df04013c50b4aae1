package io.winnow.model;

import ai.djl.Device;
import ai.djl.Model;
import io.winnow.text.LabelScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A trained token classifier, ready to read sentences. Several threads may share one; the weights
 * lie in native memory until it is closed.
 */
public final class TokenClassifier implements AutoCloseable {

  private final Model model;
  private final SubwordTokenizer tokenizer;
  private final LabelScheme scheme;
  private final Precision precision;
  private final SentenceReader reader;

  private TokenClassifier(
      Model model,
      SubwordTokenizer tokenizer,
      LabelScheme scheme,
      Precision precision,
      int longest) {
    this.model = model;
    this.tokenizer = tokenizer;
    this.scheme = scheme;
    this.precision = precision;
    this.reader = new SentenceReader(model, tokenizer, scheme.tagCount(), longest);
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
    Compute compute = settled == Precision.BF16 ? Compute.BF16_WEIGHTS : Compute.FP32;
    SubwordTokenizer tokenizer = SubwordTokenizer.open(checkpoint.tokenizerFile());
    try {
      Model model =
          Torch.load(ModuleCompiler.withOwnHead(checkpoint, compute), device, Torch.Use.READING);
      return new TokenClassifier(
          model, tokenizer, scheme, settled, checkpoint.config().maxPositions());
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
   */
  public List<float[]> logProbabilities(List<List<String>> sentences, BatchLayout layout) {
    return read(sentences, layout).logProbabilities();
  }

  /** As {@link #logProbabilities}, with what it cost. */
  public Reading read(List<List<String>> sentences, BatchLayout layout) {
    return reader.read(sentences, layout);
  }

  @Override
  public void close() {
    model.close();
    tokenizer.close();
  }
}
