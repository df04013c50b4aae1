package io.winnow.bench;

import io.winnow.json.JsonFormat;
import io.winnow.model.Checkpoint;
import io.winnow.model.OnnxEncoder;
import io.winnow.model.family.Families;
import io.winnow.model.family.ModelConfig;
import io.winnow.model.files.Safetensors;
import io.winnow.model.files.Tensor;
import io.winnow.text.LabelScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A family's encoder of some size with weights drawn at random, and the bundled encoder's
 * tokenizer: it costs as much as one that knows something.
 *
 * @param type {@code model_type}
 */
record FamilyShape(String type, int hidden, int layers, int heads, int inner) {

  /** Sub-words at once, special tokens included. */
  static final int WINDOW = 512;

  private static final int VOCABULARY = 30522;
  private static final double DEVIATION = 0.02;

  /**
   * @param name such as {@code roberta:small}, which is MiniLM-L6's shape, or {@code
   *     deberta-v2:base}
   */
  static FamilyShape named(String name) {
    String[] parts = name.split(":");
    boolean isModern = parts[0].equals("modernbert");
    return switch (parts[1]) {
      case "small" -> new FamilyShape(parts[0], 384, 6, 12, isModern ? 576 : 1536);
      case "base" -> new FamilyShape(parts[0], 768, isModern ? 22 : 12, 12, isModern ? 1152 : 3072);
      case "large" ->
          new FamilyShape(parts[0], 1024, isModern ? 28 : 24, 16, isModern ? 2624 : 4096);
      default -> throw new IllegalArgumentException("No shape " + parts[1]);
    };
  }

  /**
   * @param arguments a name, and a new folder to write a token classifier to
   */
  public static void main(String[] arguments) throws IOException {
    named(arguments[0]).write(Encoder.LABELS, Path.of(arguments[1]));
  }

  /** Writes a token classifier from a JVM of its own, so that this one's memory stays as it is. */
  static Path elsewhere(String name) throws IOException, InterruptedException {
    Path folder = BenchFolders.temporary("winnow-bench-model");
    Path log = folder.resolveSibling(folder.getFileName() + ".log");
    Process writer =
        BenchJvm.process(log, ContenderProcess.Program.here(FamilyShape.class, name, folder), List.of())
            .inheritIO()
            .start();
    if (writer.waitFor() != 0) {
      throw new IOException("No model of " + name + " was written");
    }
    return folder;
  }

  /** Writes a token classifier. */
  Path write(LabelScheme scheme) throws IOException {
    return write(scheme, BenchFolders.temporary("winnow-bench-" + type));
  }

  private Path write(LabelScheme scheme, Path folder) throws IOException {
    OnnxEncoder.EMBEDDED.write(folder);
    ModelConfig config = new ModelConfig(JsonFormat.MAPPER.valueToTree(config(scheme)));
    Files.writeString(folder.resolve(Checkpoint.CONFIG), config.json().toString());
    var family = Families.of(config.json(), List.of());
    SplittableRandom random = new SplittableRandom(1);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    family
        .encoder(config, scheme.tagCount())
        .shapes()
        .forEach(
            (name, shape) -> tensors.put(family.checkpointName(name), drawn(name, shape, random)));
    Files.delete(folder.resolve(Checkpoint.WEIGHTS));
    Safetensors.write(folder.resolve(Checkpoint.WEIGHTS), tensors);
    return folder;
  }

  private static Tensor drawn(String name, List<Long> shape, SplittableRandom random) {
    boolean isNorm =
        name.toLowerCase(java.util.Locale.ROOT).contains("norm") && name.endsWith("weight");
    float[] values = new float[Math.toIntExact(Tensor.elements(shape))];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) ((isNorm ? 1 : 0) + DEVIATION * random.nextGaussian());
    }
    return Tensor.of(values, shape.stream().mapToLong(Long::longValue).toArray());
  }

  private Map<String, Object> config(LabelScheme scheme) {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("model_type", type);
    config.put("vocab_size", VOCABULARY);
    config.put("hidden_size", hidden);
    config.put("num_hidden_layers", layers);
    config.put("num_attention_heads", heads);
    config.put("intermediate_size", inner);
    config.put(
        "max_position_embeddings", type.matches(".*roberta|camembert|mpnet") ? WINDOW + 2 : WINDOW);
    Map<String, String> tags = new LinkedHashMap<>();
    scheme.tags().forEach(tag -> tags.put(Integer.toString(tags.size()), tag));
    config.put("id2label", tags);
    switch (type) {
      case "distilbert" ->
          config.putAll(
              Map.of("dim", hidden, "n_layers", layers, "n_heads", heads, "hidden_dim", inner));
      case "electra", "albert" -> config.put("embedding_size", 128);
      case "deberta-v2" ->
          config.putAll(
              Map.of(
                  "relative_attention",
                  true,
                  "position_buckets",
                  256,
                  "norm_rel_ebd",
                  "layer_norm",
                  "share_att_key",
                  true,
                  "pos_att_type",
                  List.of("p2c", "c2p"),
                  "position_biased_input",
                  false,
                  "type_vocab_size",
                  0));
      case "modernbert" -> config.put("max_position_embeddings", 8192);
      default -> config.put("pad_token_id", 1);
    }
    return config;
  }
}
