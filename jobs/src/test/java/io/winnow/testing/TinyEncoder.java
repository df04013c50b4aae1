package io.winnow.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.winnow.model.OnnxEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * A BERT of random weights, two layers of width 32, as a HuggingFace folder. It knows nothing, but
 * reads, trains and is written as any other, in no time. The bytes of its safetensors file are put
 * together here, by the format's description, and not by the code under test.
 */
public final class TinyEncoder {

  public static final int LAYERS = 2;
  public static final int HIDDEN = 32;

  private static final String HEAD = "classifier";
  private static final int INNER = 64;

  /** Of 30,522, which begin with signs and letters and go on with what English has most of. */
  private static final int VOCABULARY = 8192;

  private static final int POSITIONS = 512;
  private static final double SPREAD = 0.05;
  private static final String CONFIG =
      """
      {"architectures": ["BertModel"], "model_type": "bert", "hidden_size": %d,
       "num_hidden_layers": %d, "num_attention_heads": 2, "intermediate_size": %d,
       "hidden_act": "gelu", "hidden_dropout_prob": 0.1, "layer_norm_eps": 1e-12,
       "max_position_embeddings": %d, "type_vocab_size": 2, "vocab_size": %d%s}
      """;

  private TinyEncoder() {}

  /** Writes it into a new folder. */
  public static Path write(Path folder) throws IOException {
    return write(folder, Map.of());
  }

  /**
   * Writes it with a head that thinks the same of every word.
   *
   * @param logits of each tag, in the order of the tags' ids
   */
  public static Path writeTagger(Path folder, LinkedHashMap<String, Float> logits)
      throws IOException {
    return write(folder, logits);
  }

  private static Path write(Path folder, Map<String, Float> logits) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("config.json"),
        CONFIG.formatted(HIDDEN, LAYERS, INNER, POSITIONS, VOCABULARY, labels(logits.keySet())));
    Files.write(folder.resolve("tokenizer.json"), Tokenizer.JSON);
    try (OutputStream out = Files.newOutputStream(folder.resolve("model.safetensors"))) {
      writeWeights(out, logits);
    }
    return folder;
  }

  /** The bundled encoder's with the beginning of its vocabulary. */
  private static final class Tokenizer {

    static final byte[] JSON = json();

    private static byte[] json() {
      ObjectMapper mapper = new ObjectMapper();
      try (InputStream in =
          OnnxEncoder.class.getResourceAsStream("/all-minilm-l6-v2-tokenizer.json")) {
        JsonNode tokenizer = mapper.readTree(in);
        for (Iterator<JsonNode> id = tokenizer.at("/model/vocab").elements(); id.hasNext(); ) {
          if (id.next().asInt() >= VOCABULARY) {
            id.remove();
          }
        }
        return mapper.writeValueAsBytes(tokenizer);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void writeWeights(OutputStream out, Map<String, Float> logits) throws IOException {
    Map<String, int[]> shapes = shapes();
    if (!logits.isEmpty()) {
      pair(shapes, HEAD, logits.size(), HIDDEN);
    }
    StringBuilder header = new StringBuilder("{\"__metadata__\":{\"format\":\"pt\"}");
    long at = 0;
    for (Map.Entry<String, int[]> tensor : shapes.entrySet()) {
      long end = at + 4L * Arrays.stream(tensor.getValue()).reduce(1, Math::multiplyExact);
      header.append(
          ",\"%s\":{\"dtype\":\"F32\",\"shape\":[%s],\"data_offsets\":[%d,%d]}"
              .formatted(
                  tensor.getKey(),
                  Arrays.stream(tensor.getValue())
                      .mapToObj(Integer::toString)
                      .collect(Collectors.joining(",")),
                  at,
                  end));
      at = end;
    }
    byte[] json = header.append('}').toString().getBytes(StandardCharsets.UTF_8);
    out.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).array());
    out.write(json);
    Random random = new Random(7);
    for (Map.Entry<String, int[]> tensor : shapes.entrySet()) {
      out.write(
          tensor.getKey().startsWith(HEAD)
              ? head(tensor.getValue(), logits.values())
              : values(tensor.getKey(), tensor.getValue(), random));
    }
  }

  /** Weights of 0: the bias alone speaks. */
  private static byte[] head(int[] shape, Collection<Float> logits) {
    int count = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    ByteBuffer bytes = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
    if (shape.length == 1) {
      logits.forEach(bytes::putFloat);
    }
    return bytes.array();
  }

  private static String labels(Collection<String> tags) {
    if (tags.isEmpty()) {
      return "";
    }
    AtomicInteger id = new AtomicInteger();
    return tags.stream()
        .map(tag -> "\"%d\": \"%s\"".formatted(id.getAndIncrement(), tag))
        .collect(Collectors.joining(", ", ", \"id2label\": {", "}"));
  }

  private static byte[] values(String name, int[] shape, Random random) {
    int count = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    ByteBuffer bytes = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
    boolean isNormScale = name.endsWith("LayerNorm.weight");
    for (int i = 0; i < count; i++) {
      bytes.putFloat(isNormScale ? 1f : (float) (SPREAD * random.nextGaussian()));
    }
    return bytes.array();
  }

  private static Map<String, int[]> shapes() {
    Map<String, int[]> shapes = new LinkedHashMap<>();
    shapes.put("embeddings.word_embeddings.weight", new int[] {VOCABULARY, HIDDEN});
    shapes.put("embeddings.position_embeddings.weight", new int[] {POSITIONS, HIDDEN});
    shapes.put("embeddings.token_type_embeddings.weight", new int[] {2, HIDDEN});
    pair(shapes, "embeddings.LayerNorm", HIDDEN);
    for (int layer = 0; layer < LAYERS; layer++) {
      String prefix = "encoder.layer." + layer + ".";
      pair(shapes, prefix + "attention.self.query", HIDDEN, HIDDEN);
      pair(shapes, prefix + "attention.self.key", HIDDEN, HIDDEN);
      pair(shapes, prefix + "attention.self.value", HIDDEN, HIDDEN);
      pair(shapes, prefix + "attention.output.dense", HIDDEN, HIDDEN);
      pair(shapes, prefix + "attention.output.LayerNorm", HIDDEN);
      pair(shapes, prefix + "intermediate.dense", INNER, HIDDEN);
      pair(shapes, prefix + "output.dense", HIDDEN, INNER);
      pair(shapes, prefix + "output.LayerNorm", HIDDEN);
    }
    return shapes;
  }

  /** A weight of this shape and a bias as long as its first side. */
  private static void pair(Map<String, int[]> shapes, String name, int... shape) {
    shapes.put(name + ".weight", shape);
    shapes.put(name + ".bias", new int[] {shape[0]});
  }
}
