package io.winnow.model;

import io.winnow.text.LabelScheme;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** Makes a checkpoint into a TorchScript module. */
final class ModuleCompiler {

  /** The standard deviation of BERT's initial weights. */
  private static final double HEAD_DEVIATION = 0.02;

  private ModuleCompiler() {}

  /**
   * @param dropout share of hidden values dropped while the module is in training
   * @param head by bare name: {@link Checkpoint#head} or {@link #newHead}
   */
  static TorchScriptModule compile(
      Checkpoint checkpoint, Compute compute, double dropout, Map<String, Tensor> head)
      throws IOException {
    Architecture architecture = checkpoint.architecture();
    Set<String> factors = architecture.factors(checkpoint.config());
    Map<String, TorchScriptModule.Weight> weights = new LinkedHashMap<>();
    for (Map.Entry<String, List<String>> attribute :
        architecture.attributes(checkpoint.config()).entrySet()) {
      List<Tensor> parts = new ArrayList<>();
      for (String name : attribute.getValue()) {
        parts.add(head.containsKey(name) ? head.get(name) : checkpoint.tensor(name));
      }
      TorchScriptModule.Storage storage =
          factors.contains(attribute.getKey())
              ? compute.factorStorage()
              : TorchScriptModule.Storage.FLOAT32;
      weights.put(attribute.getKey(), new TorchScriptModule.Weight(parts, storage));
    }
    return new TorchScriptModule(
        EncoderSource.CLASS,
        architecture.source(checkpoint.config(), compute),
        weights,
        Map.of("dropout", dropout));
  }

  /** A head that knows nothing yet, drawn at random; the seed fixes it. */
  static Map<String, Tensor> newHead(Checkpoint checkpoint, LabelScheme scheme, long seed) {
    int hidden = checkpoint.config().hidden();
    SplittableRandom random = new SplittableRandom(seed);
    float[] weight = new float[scheme.tagCount() * hidden];
    for (int i = 0; i < weight.length; i++) {
      weight[i] = (float) (random.nextGaussian() * HEAD_DEVIATION);
    }
    float[] bias = new float[scheme.tagCount()];
    return Map.of(
        Head.WEIGHT, Tensor.of(weight, scheme.tagCount(), hidden),
        Head.BIAS, Tensor.of(bias, scheme.tagCount()));
  }
}
