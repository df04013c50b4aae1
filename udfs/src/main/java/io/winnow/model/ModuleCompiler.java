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

  /** A token classifier with the head that the checkpoint has. */
  static TorchScriptModule withOwnHead(Checkpoint checkpoint, Compute compute) throws IOException {
    return compile(checkpoint, compute, 0, checkpoint.head());
  }

  /** The checkpoint's encoder and a new head, drawn at random. */
  static TorchScriptModule withNewHead(
      Checkpoint checkpoint, LabelScheme scheme, Compute compute, double dropout, long seed)
      throws IOException {
    return compile(checkpoint, compute, dropout, newHead(checkpoint.config(), scheme, seed));
  }

  /** The checkpoint with the head that it has, to train on. */
  static TorchScriptModule withOwnHead(Checkpoint checkpoint, Compute compute, double dropout)
      throws IOException {
    return compile(checkpoint, compute, dropout, checkpoint.head());
  }

  private static TorchScriptModule compile(
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
        architecture.className(),
        architecture.source(checkpoint.config(), compute),
        weights,
        Map.of("dropout", dropout));
  }

  private static Map<String, Tensor> newHead(EncoderConfig config, LabelScheme scheme, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] weight = new float[scheme.tagCount() * config.hidden()];
    for (int i = 0; i < weight.length; i++) {
      weight[i] = (float) (random.nextGaussian() * HEAD_DEVIATION);
    }
    float[] bias = new float[scheme.tagCount()];
    return Map.of(
        Head.WEIGHT, Tensor.of(weight, scheme.tagCount(), config.hidden()),
        Head.BIAS, Tensor.of(bias, scheme.tagCount()));
  }
}
