package io.winnow.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.files.Sha256;
import io.winnow.json.JsonFormat;
import io.winnow.text.LabelScheme;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A HuggingFace checkpoint folder: {@code config.json}, {@code model.safetensors}, {@code
 * tokenizer.json}; of an encoder alone or of a token classifier.
 */
public final class Checkpoint {

  public static final String CONFIG = "config.json";
  public static final String WEIGHTS = "model.safetensors";
  public static final String TOKENIZER = "tokenizer.json";
  public static final List<String> FILES = List.of(CONFIG, WEIGHTS, TOKENIZER);

  private final Path folder;
  private final JsonNode json;
  private final Architecture architecture;
  private final EncoderConfig config;
  private final Safetensors weights;
  private final Map<String, String> namesByBareName;
  private final Head head;

  private Checkpoint(Path folder, JsonNode json, Safetensors weights) {
    Path configFile = folder.resolve(CONFIG);
    this.folder = folder;
    this.json = json;
    this.architecture = Architectures.of(configFile, json.path("model_type").asText("(none)"));
    this.config = EncoderConfig.read(configFile, json);
    this.weights = weights;
    this.namesByBareName = new TreeMap<>();
    weights.names().forEach(name -> namesByBareName.put(architecture.bareName(name), name));
    this.head = Head.of(namesByBareName.keySet(), json);
    architecture.check(configFile, json);
  }

  /**
   * Opens a folder and checks that everything an encoder needs is there and has the right shape.
   *
   * @throws InvalidModelException that names the file, its error and what to do
   */
  public static Checkpoint open(Path folder) throws IOException {
    List<String> missing =
        FILES.stream().filter(file -> !Files.isRegularFile(folder.resolve(file))).toList();
    if (!missing.isEmpty()) {
      throw new InvalidModelException(incomplete(folder, missing));
    }
    Path configFile = folder.resolve(CONFIG);
    JsonNode json;
    try {
      json = JsonFormat.MAPPER.readTree(Files.readAllBytes(configFile));
    } catch (IOException e) {
      throw new InvalidModelException(configFile + " is no JSON: " + e.getMessage(), e);
    }
    Checkpoint checkpoint = new Checkpoint(folder, json, Safetensors.open(folder.resolve(WEIGHTS)));
    checkpoint.checkShapes();
    return checkpoint;
  }

  /** The message for a folder that lacks some of {@link #FILES}. */
  public static String incomplete(Object folder, List<String> missing) {
    return "%s is no model folder: it has no %s; Winnow needs %s, as save_pretrained writes them"
        .formatted(folder, String.join(", no ", missing), String.join(", ", FILES));
  }

  /**
   * Checks, by their header alone, that {@link #WEIGHTS} are whole, wherever they lie.
   *
   * @param file for messages
   * @param in at the file's first byte
   * @param size the whole file's bytes
   * @throws InvalidModelException if they aren't
   */
  public static void checkWeights(String file, InputStream in, long size) throws IOException {
    Safetensors.check(file, in, size);
  }

  public Path folder() {
    return folder;
  }

  public EncoderConfig config() {
    return config;
  }

  public Path tokenizerFile() {
    return folder.resolve(TOKENIZER);
  }

  /**
   * The tags of a token classifier's head; nothing where {@link #whyNoHead} says that there is no
   * head or none that Winnow can use.
   */
  public Optional<LabelScheme> labelScheme() {
    return head instanceof Head.Usable usable ? Optional.of(usable.scheme()) : Optional.empty();
  }

  /** Why there is no {@link #labelScheme}, as a clause; nothing where there is one. */
  public Optional<String> whyNoHead() {
    return head instanceof Head.Unusable none ? Optional.of(none.reason()) : Optional.empty();
  }

  /** SHA-256 of the weights' file, in hexadecimal: the model's identity. */
  public String sha256() throws IOException {
    return Sha256.of(Files.newInputStream(folder.resolve(WEIGHTS)));
  }

  Architecture architecture() {
    return architecture;
  }

  JsonNode json() {
    return json;
  }

  /**
   * Reads a weight.
   *
   * @param bareName its name without the architecture's prefix, such as {@code classifier.bias}
   */
  public Tensor tensor(String bareName) throws IOException {
    return weights.tensor(namesByBareName.get(bareName));
  }

  /** The head's tensors by bare name, a row for each tag of {@link #labelScheme}, in its order. */
  Map<String, Tensor> head() throws IOException {
    if (!(head instanceof Head.Usable usable)) {
      return Map.of();
    }
    return Map.of(
        Head.WEIGHT, tensor(Head.WEIGHT).rows(usable.rows()),
        Head.BIAS, tensor(Head.BIAS).rows(usable.rows()));
  }

  private void checkShapes() {
    Path file = folder.resolve(WEIGHTS);
    int tags = labelScheme().map(LabelScheme::tagCount).orElse(0);
    for (Map.Entry<String, List<Long>> wanted : architecture.shapes(config, tags).entrySet()) {
      String name = wanted.getKey();
      if (tags == 0 && name.startsWith("classifier.")) {
        continue;
      }
      if (!namesByBareName.containsKey(name)) {
        throw new InvalidModelException(
            "%s has no tensor '%s', which config.json's %s with %d layers needs"
                .formatted(file, name, architecture.modelType(), config.layers()));
      }
      List<Long> shape = weights.shape(namesByBareName.get(name));
      if (!shape.equals(wanted.getValue())) {
        throw new InvalidModelException(
            "%s: tensor '%s' has shape %s, config.json asks for %s"
                .formatted(file, name, shape, wanted.getValue()));
      }
    }
  }
}
