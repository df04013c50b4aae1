package io.winnow.model;

import io.winnow.json.JsonFormat;
import io.winnow.model.family.Families;
import io.winnow.model.family.ModelConfig;
import io.winnow.model.files.Safetensors;
import io.winnow.model.files.Tensor;
import io.winnow.model.tags.TagScheme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Checkpoints for tests: the bundled encoder, written once a JVM, and small ones at random. */
public final class TestCheckpoints {

  private static final int VOCABULARY = 30522;
  private static final String TOKENIZER = "all-minilm-l6-v2-tokenizer.json";

  private static Path encoder;
  private static SubwordTokenizer tokenizer;

  private TestCheckpoints() {}

  /**
   * What a small checkpoint looks like: 2 layers of width 32, 4 heads.
   *
   * @param tags of the head, in the checkpoint's order; none: no head
   * @param spread standard deviation of the linear layers' weights
   */
  public record Small(
      long seed, int maxPositions, String activation, List<String> tags, double spread) {

    public Small withSeed(long value) {
      return new Small(value, maxPositions, activation, tags, spread);
    }

    public Small withMaxPositions(int value) {
      return new Small(seed, value, activation, tags, spread);
    }

    public Small withActivation(String value) {
      return new Small(seed, maxPositions, value, tags, spread);
    }

    public Small withTags(List<String> value) {
      return new Small(seed, maxPositions, activation, value, spread);
    }

    /** Writes it into an existing, empty folder. */
    public Path write(Path folder) throws IOException {
      return TestCheckpoints.write(folder, config(), tensors());
    }

    /** {@code config.json}. */
    public Map<String, Object> config() {
      Map<String, Object> config = new LinkedHashMap<>();
      config.put("model_type", "bert");
      config.put("hidden_size", 32);
      config.put("num_hidden_layers", 2);
      config.put("num_attention_heads", 4);
      config.put("intermediate_size", 64);
      config.put("max_position_embeddings", maxPositions);
      config.put("vocab_size", VOCABULARY);
      config.put("type_vocab_size", 2);
      config.put("hidden_act", activation);
      if (!tags.isEmpty()) {
        Map<String, String> id2label = new LinkedHashMap<>();
        tags.forEach(tag -> id2label.put(Integer.toString(id2label.size()), tag));
        config.put("id2label", id2label);
      }
      return config;
    }

    /** The weights by bare name. */
    Map<String, Tensor> tensors() {
      ModelConfig config = new ModelConfig(JsonFormat.MAPPER.valueToTree(config()));
      SplittableRandom random = new SplittableRandom(seed);
      Map<String, Tensor> tensors = new LinkedHashMap<>();
      Families.of(config.json(), List.of())
          .encoder(config, tags.size())
          .shapes()
          .forEach((name, shape) -> tensors.put(name, draw(name, shape, random)));
      if (tags.isEmpty()) {
        tensors.remove(Head.WEIGHT);
        tensors.remove(Head.BIAS);
      }
      return tensors;
    }

    private Tensor draw(String name, List<Long> shape, SplittableRandom random) {
      boolean norm = name.contains("LayerNorm");
      double middle = norm && name.endsWith("weight") ? 1 : 0;
      float[] values = new float[Math.toIntExact(Tensor.elements(shape))];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (middle + (norm ? 0.1 : spread) * random.nextGaussian());
      }
      return Tensor.of(values, shape.stream().mapToLong(Long::longValue).toArray());
    }
  }

  /** The usual small one: 128 positions, gelu, no head. */
  public static Small small() {
    return new Small(1, 128, "gelu", List.of(), 0.2);
  }

  /** The folder of the bundled encoder; read-only. */
  public static synchronized Path encoder() throws IOException {
    if (encoder == null) {
      encoder = kept("winnow-encoder");
      OnnxEncoder.EMBEDDED.write(encoder);
    }
    return encoder;
  }

  /** The bundled encoder's tokenizer; not to be closed. */
  static synchronized SubwordTokenizer tokenizer() throws IOException {
    if (tokenizer == null) {
      Path folder = kept("winnow-tokenizer");
      copyTokenizer(folder);
      tokenizer = SubwordTokenizer.open(folder);
    }
    return tokenizer;
  }

  /** The bundled encoder's sub-words; a sub-word's place is its id. */
  static List<String> vocabulary() throws IOException {
    try (InputStream in = OnnxEncoder.resource(TOKENIZER)) {
      String[] words = new String[VOCABULARY];
      JsonFormat.MAPPER
          .readTree(in)
          .path("model")
          .path("vocab")
          .fields()
          .forEachRemaining(entry -> words[entry.getValue().asInt()] = entry.getKey());
      return List.of(words);
    }
  }

  static Path write(Path folder, Map<String, Object> config, Map<String, Tensor> tensors)
      throws IOException {
    Checkpoint.writeJson(folder.resolve(Checkpoint.CONFIG), config);
    Safetensors.write(folder.resolve(Checkpoint.WEIGHTS), tensors);
    // A head drawn at random means nothing: what it predicts can't tell its scheme.
    Checkpoint.writeJson(
        folder.resolve(Checkpoint.LINEAGE), Map.of(Checkpoint.TAG_SCHEME, TagScheme.IOB2.code()));
    copyTokenizer(folder);
    return folder;
  }

  static void copyTokenizer(Path folder) throws IOException {
    try (InputStream in = OnnxEncoder.resource(TOKENIZER)) {
      Files.copy(in, folder.resolve(Checkpoint.TOKENIZER));
    }
  }

  /** A temporary folder that lasts as long as the JVM. */
  static Path kept(String name) throws IOException {
    Path folder = Files.createTempDirectory(name);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
    return folder;
  }

  static void delete(Path folder) {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
