package io.winnow.model;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.winnow.model.files.InvalidModelException;
import io.winnow.model.files.Tensor;
import io.winnow.model.graph.Compute;
import io.winnow.model.graph.EncoderSize;
import io.winnow.model.tags.HeadTags;
import io.winnow.model.tags.Iob2Rows;
import io.winnow.text.LabelScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * A trained token classifier, ready for inference. Several threads may share one; the weights lie
 * in native memory until it is closed.
 */
public final class TokenClassifier implements AutoCloseable {

  /**
   * What passes with dropout drop of a model that was pretrained without, as ALBERT and ModernBERT
   * are: BERT's share.
   */
  private static final double USUAL_DROPOUT = 0.1;

  private final Model model;
  private final SubwordTokenizer tokenizer;
  private final HeadTags tags;
  private final Optional<SchemeEvidence> evidence;
  private final Precision precision;
  private final Checkpoint checkpoint;
  private final ConcurrentMap<InferenceOptions, NDArray> masks = new ConcurrentHashMap<>();

  private TokenClassifier(
      Checkpoint checkpoint,
      HeadTags labels,
      Map<String, Tensor> head,
      Precision precision,
      Device device)
      throws IOException {
    this.checkpoint = checkpoint;
    this.precision = precision.on(device);
    this.tokenizer = SubwordTokenizer.open(checkpoint.folder());
    try {
      Compute compute = this.precision.forInference(device);
      TorchScriptModule module = TorchScriptModule.of(checkpoint, compute, 0, head);
      this.model = Torch.load(module, device, Torch.Use.INFERENCE);
    } catch (IOException | RuntimeException e) {
      tokenizer.close();
      throw e;
    }
    try {
      this.evidence = labels.scheme().isPresent() ? Optional.empty() : Optional.of(found(labels));
      this.tags = evidence.map(it -> labels.meant(it.scheme())).orElse(labels);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * @param folder a checkpoint with a head; if its labels may be IOB1 or IOB2 and no {@link
   *     Checkpoint#LINEAGE} tells which, its predictions on a few built-in texts do
   * @param precision {@link Precision#AUTO} is settled here, see {@link #precision()}
   * @throws InvalidModelException if the folder can't be used
   */
  public static TokenClassifier load(Path folder, Precision precision, Device device)
      throws IOException {
    Checkpoint checkpoint = Checkpoint.open(folder);
    HeadTags labels =
        checkpoint
            .headTags()
            .orElseThrow(
                () ->
                    new InvalidModelException(
                        "%s has no head that can score: %s"
                            .formatted(folder, checkpoint.whyNoHead().orElseThrow())));
    return new TokenClassifier(checkpoint, labels, HeadWeights.of(checkpoint), precision, device);
  }

  /** With a head that the checkpoint does not have, see {@link HeadWeights#drawn}. */
  static TokenClassifier withHead(
      Checkpoint checkpoint,
      LabelScheme scheme,
      Map<String, Tensor> head,
      Precision precision,
      Device device)
      throws IOException {
    return new TokenClassifier(checkpoint, HeadTags.iob2(scheme), head, precision, device);
  }

  private SchemeEvidence found(HeadTags labels) {
    BatchLayout layout = BatchLayout.DEFAULT;
    return SchemeEvidence.of(
        texts ->
            predictor(labels.tags().size(), layout, InferenceOptions.PLAIN).predict(texts, layout));
  }

  /** The entity types; predictions are over their IOB2 tags, whatever the head's own are. */
  public LabelScheme scheme() {
    return tags.labels();
  }

  /** What the head's own labels mean; their scheme is settled. */
  public HeadTags tags() {
    return tags;
  }

  /** How the head's own labels are read, and what tells that: a sentence without its period. */
  public String labelsRead() {
    return evidence.map(it -> "%s (%s)".formatted(tags.explained(), it)).orElseGet(tags::explained);
  }

  /** Never {@link Precision#AUTO}. */
  public Precision precision() {
    return precision;
  }

  /** For sentences that must all have a prediction. */
  public List<float[]> logProbabilities(List<List<String>> sentences, BatchLayout layout) {
    return predict(sentences, layout, InferenceOptions.PLAIN).logProbabilities();
  }

  /**
   * Predicts the tags of sentences' words. A sentence for which that fails is set aside and hinders
   * no other: a batch that does not fit into memory is done in halves, and a sentence is set aside
   * if a window of it does not fit even alone. A head of another scheme than IOB2 gives rows over
   * IOB2 tags, too: see {@link Iob2Rows}.
   *
   * @param layout how they are cut and batched; changes results by rounding alone
   */
  public Prediction.Result predict(
      List<List<String>> sentences, BatchLayout layout, InferenceOptions options) {
    Prediction.Result predicted =
        predictor(tags.tags().size(), layout, options).predict(sentences, layout);
    return tags.isIob2() ? predicted : predicted.with(new Iob2Rows(tags)::of);
  }

  private SentencePredictor predictor(int size, BatchLayout layout, InferenceOptions options) {
    boolean isPlain =
        options.dropoutPasses() == 0 && options.pooling() == InferenceOptions.Pooling.NONE;
    return new SentencePredictor(
        tokenizer,
        size,
        layout.window(checkpoint.size().window()),
        options.dropoutPasses(),
        isPlain
            ? ForwardPass.plain(model)
            : ForwardPass.withDropout(
                model, masks.computeIfAbsent(options, this::masks), options.pooling()),
        () -> NativeMemory.release(model.getNDManager().getDevice()));
  }

  /** Lies in the model's memory until the model is closed. */
  private NDArray masks(InferenceOptions options) {
    EncoderSize size = checkpoint.size();
    double dropout = size.dropout() > 0 ? size.dropout() : USUAL_DROPOUT;
    int sites = size.dropoutSites();
    float[] masks = options.dropoutMasks(sites, size.hidden(), dropout);
    Shape shape = new Shape(options.dropoutPasses(), sites, size.hidden());
    return model.getNDManager().create(masks, shape);
  }

  @Override
  public void close() {
    model.close();
    tokenizer.close();
  }
}
