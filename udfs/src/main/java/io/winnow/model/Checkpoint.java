package io.winnow.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.files.Sha256;
import io.winnow.json.JsonFormat;
import io.winnow.model.family.Families;
import io.winnow.model.family.Family;
import io.winnow.model.family.ModelConfig;
import io.winnow.model.files.Dtype;
import io.winnow.model.files.InvalidModelException;
import io.winnow.model.files.Safetensors;
import io.winnow.model.files.Tensor;
import io.winnow.model.files.TensorBytes;
import io.winnow.model.files.Weights;
import io.winnow.model.graph.ClassifierHead;
import io.winnow.model.graph.Encoder;
import io.winnow.model.graph.EncoderSize;
import io.winnow.model.graph.Weight;
import io.winnow.model.tags.HeadTags;
import io.winnow.model.tags.TagScheme;
import io.winnow.model.tokenizer.TokenizerFiles;
import io.winnow.text.LabelScheme;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A HuggingFace checkpoint folder: {@code config.json}, {@code model.safetensors}, {@code
 * tokenizer.json}; of an encoder alone or of a token classifier.
 */
public final class Checkpoint {

  public static final String CONFIG = "config.json";
  public static final String WEIGHTS = "model.safetensors";
  public static final String TOKENIZER = "tokenizer.json";
  public static final List<String> FILES = List.of(CONFIG, WEIGHTS, TOKENIZER);

  public static final String LINEAGE = "winnow.json";

  /** The key of {@link #LINEAGE} that holds {@link #sha256}. */
  public static final String WEIGHTS_SHA256 = "weights_sha256";

  /** The key of {@link #LINEAGE} that holds the code of the {@link TagScheme} that a head means. */
  public static final String TAG_SCHEME = "tag_scheme";

  /** What a model is opened with beside {@link #FILES}, where it is there. */
  public static final List<String> BESIDE =
      Stream.concat(TokenizerFiles.BESIDE.stream(), Stream.of(LINEAGE)).toList();

  private static final List<String> CARRIED_OVER =
      List.of("tokenizer_config.json", "special_tokens_map.json", "added_tokens.json", "vocab.txt");

  /** The standard deviation of BERT's initial weights. */
  private static final double HEAD_DEVIATION = 0.02;

  private final Path folder;
  private final JsonNode json;
  private final Family family;
  private final Weights weights;
  private final Map<String, String> namesByBareName = new TreeMap<>();
  private final Head head;
  private final Encoder encoder;

  private Checkpoint(Path folder, JsonNode json) throws IOException {
    Path configFile = folder.resolve(CONFIG);
    this.folder = folder;
    this.json = json;
    this.weights = Safetensors.open(folder.resolve(WEIGHTS));
    try {
      this.family = Families.of(json, weights.names());
      weights.names().forEach(name -> namesByBareName.put(family.bareName(name), name));
      this.head = Head.of(headRows(), configFile, json, toldScheme(folder.resolve(LINEAGE)));
      this.encoder = family.encoder(new ModelConfig(json), rows(head));
    } catch (IllegalArgumentException e) {
      throw new InvalidModelException(configFile + ": " + e.getMessage(), e);
    }
  }

  private OptionalInt headRows() {
    return namesByBareName.containsKey(Head.WEIGHT)
        ? OptionalInt.of(Math.toIntExact(weights.shape(namesByBareName.get(Head.WEIGHT)).get(0)))
        : OptionalInt.empty();
  }

  /** What Winnow trained is IOB2, also where it did not yet write that down. */
  private static Optional<TagScheme> toldScheme(Path lineage) {
    if (!Files.isRegularFile(lineage)) {
      return Optional.empty();
    }
    String code = readJson(lineage).path(TAG_SCHEME).asText(TagScheme.IOB2.code());
    return Optional.of(
        TagScheme.ofCode(code)
            .orElseThrow(
                () ->
                    new InvalidModelException(
                        "%s: %s is '%s'; it must be iob1 or iob2"
                            .formatted(lineage, TAG_SCHEME, code))));
  }

  /**
   * What {@link #CONFIG} in a folder holds.
   *
   * @throws InvalidModelException if it is no JSON
   */
  public static JsonNode readConfig(Path folder) {
    return readJson(folder.resolve(CONFIG));
  }

  private static JsonNode readJson(Path file) {
    try {
      return JsonFormat.MAPPER.readTree(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new InvalidModelException(file + " is no JSON: " + e.getMessage(), e);
    }
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
    Checkpoint checkpoint = new Checkpoint(folder, readConfig(folder));
    checkpoint.checkShapes();
    return checkpoint;
  }

  /** The message for a folder that lacks some of {@link #FILES}. */
  public static String incomplete(Object folder, List<String> missing) {
    return ("%s is no model folder: it has no %s; Winnow needs %s, which 'winnow model import"
            + " FOLDER' makes of any form that save_pretrained writes")
        .formatted(folder, String.join(", no ", missing), String.join(", ", FILES));
  }

  private void checkShapes() {
    Path file = folder.resolve(WEIGHTS);
    encoder
        .shapes()
        .forEach(
            (name, wanted) -> {
              boolean isThere = namesByBareName.containsKey(name);
              boolean isNewHead = family.isHead(name) && labelScheme().isEmpty();
              if (isNewHead && (!isThere || name.startsWith(ClassifierHead.NAME))) {
                return;
              }
              if (!isThere) {
                throw new InvalidModelException(
                    "%s has no tensor '%s', which config.json's %s with %d layers needs"
                        .formatted(file, name, family.modelType(), size().layers()));
              }
              List<Long> shape = weights.shape(namesByBareName.get(name));
              if (!shape.equals(wanted)) {
                throw new InvalidModelException(
                    "%s: tensor '%s' has shape %s, config.json asks for %s"
                        .formatted(file, name, shape, wanted));
              }
            });
  }

  private static int rows(Head head) {
    return head instanceof Head.Usable usable ? usable.size() : 0;
  }

  /**
   * Checks, by their header alone, that {@link #WEIGHTS} are whole, wherever they lie.
   *
   * @param in at the file's first byte
   * @param size the whole file's bytes
   */
  public static void checkWeights(String file, InputStream in, long size) throws IOException {
    Safetensors.open(file, in, size);
  }

  public Path folder() {
    return folder;
  }

  public EncoderSize size() {
    return encoder.size();
  }

  public Path tokenizerFile() {
    return folder.resolve(TOKENIZER);
  }

  /**
   * What the labels of a token classifier's head mean; nothing where {@link #whyNoHead} says that
   * there is no head or none that Winnow can use.
   */
  public Optional<HeadTags> headTags() {
    return head instanceof Head.Usable usable ? Optional.of(usable.tags()) : Optional.empty();
  }

  /** The entity types of {@link #headTags}. */
  public Optional<LabelScheme> labelScheme() {
    return headTags().map(HeadTags::labels);
  }

  /** Why there are no {@link #headTags} and what to do, as a clause; nothing where there are. */
  public Optional<String> whyNoHead() {
    return head instanceof Head.Unusable none ? Optional.of(none.reason()) : Optional.empty();
  }

  /** SHA-256 of the weights' file, in hexadecimal: the model's identity. */
  public String sha256() throws IOException {
    return Sha256.of(Files.newInputStream(folder.resolve(WEIGHTS)));
  }

  /** {@code model_type}, such as {@code bert}. */
  public String modelType() {
    return family.modelType();
  }

  /** With the head that the checkpoint has. */
  Encoder encoder() {
    return encoder;
  }

  /** The same encoder with a head for so many tags. */
  Encoder encoder(int tags) {
    return family.encoder(new ModelConfig(json), tags);
  }

  /** As the file names them. */
  Weights weights() {
    return weights;
  }

  /** A tensor's name without the family's prefix. */
  String bareName(String checkpointName) {
    return family.bareName(checkpointName);
  }

  /** A weight by its name without the family's prefix, such as {@code classifier.bias}. */
  public Tensor tensor(String bareName) throws IOException {
    return weights.tensor(namesByBareName.get(bareName));
  }

  /** The head's tensors by bare name, a row for each of {@link HeadTags#tags}. */
  Map<String, Tensor> head() throws IOException {
    if (headTags().isEmpty()) {
      return Map.of();
    }
    List<Integer> rows = headTags().get().rows();
    return Map.of(
        Head.WEIGHT, tensor(Head.WEIGHT).rows(rows),
        Head.BIAS, tensor(Head.BIAS).rows(rows));
  }

  /**
   * The head's tensors as training on with IOB2 begins: a row for each tag of {@link #labelScheme},
   * the mean of those of the labels that mean it.
   */
  Map<String, Tensor> iob2Head() throws IOException {
    List<List<Integer>> rows = headTags().orElseThrow().iob2Rows();
    return Map.of(
        Head.WEIGHT, means(tensor(Head.WEIGHT), rows),
        Head.BIAS, means(tensor(Head.BIAS), rows));
  }

  private static Tensor means(Tensor tensor, List<List<Integer>> rows) {
    List<Long> shape = new ArrayList<>(tensor.shape());
    shape.set(0, (long) rows.size());
    FloatBuffer means = FloatBuffer.allocate(Math.toIntExact(Tensor.elements(shape)));
    int width = means.capacity() / rows.size();
    for (List<Integer> some : rows) {
      FloatBuffer chosen = tensor.rows(some).values();
      for (int i = 0; i < width; i++) {
        float sum = 0;
        for (int row = 0; row < some.size(); row++) {
          sum += chosen.get(chosen.position() + row * width + i);
        }
        means.put(sum / some.size());
      }
    }
    return new Tensor(shape, means.flip());
  }

  /**
   * A head that knows nothing yet, drawn at random; the seed fixes it. Of a head with several
   * layers, what the checkpoint has is not among it.
   */
  Map<String, Tensor> newHead(LabelScheme scheme, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, Tensor> drawn = new LinkedHashMap<>();
    for (Weight weight : encoder(scheme.tagCount()).head().weights().toList()) {
      Weight.Stored tensor = weight.tensors().get(0);
      boolean isKept =
          namesByBareName.containsKey(tensor.name())
              && !tensor.name().startsWith(ClassifierHead.NAME);
      if (!isKept) {
        drawn.put(tensor.name(), drawn(weight.role(), tensor, random));
      }
    }
    return drawn;
  }

  private static Tensor drawn(Weight.Role role, Weight.Stored tensor, SplittableRandom random) {
    float[] values = new float[Math.toIntExact(Tensor.elements(tensor.shape()))];
    if (role == Weight.Role.HEAD_MATRIX) {
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (random.nextGaussian() * HEAD_DEVIATION);
      }
    } else if (tensor.name().endsWith("norm.weight")) {
      Arrays.fill(values, 1);
    }
    return new Tensor(tensor.shape(), FloatBuffer.wrap(values));
  }

  /**
   * Writes a token classifier trained from this one, which gives configuration and tokenizer, as
   * HuggingFace's {@code save_pretrained} does, so that {@code
   * AutoModelForTokenClassification.from_pretrained} opens it. Weights have the types that they
   * have here.
   *
   * @param trained an existing, empty folder
   * @param tensors bare name to weight, all that {@link Encoder#shapes} names
   * @param lineage what goes into {@link #LINEAGE}
   * @return the hash of the weights
   */
  String write(
      Path trained, LabelScheme scheme, Map<String, Tensor> tensors, Map<String, ?> lineage)
      throws IOException {
    Dtype most = weights.dtype().orElse(Dtype.F32);
    Map<String, TensorBytes> named = new LinkedHashMap<>();
    tensors.forEach(
        (bare, tensor) -> {
          String before = namesByBareName.get(bare);
          Dtype type = before == null ? most : weights.dtype(before);
          named.put(family.checkpointName(bare), tensor.as(type));
        });
    Safetensors.write(trained.resolve(WEIGHTS), named);
    ObjectNode trainedConfig = json.deepCopy();
    trainedConfig.put("model_type", family.modelType());
    trainedConfig.putArray("architectures").add(family.tokenClassifierClass());
    // Newer versions of transformers call it dtype.
    trainedConfig.put(json.has("dtype") ? "dtype" : "torch_dtype", most.torchName());
    Head.name(trainedConfig, scheme.tags());
    writeJson(trained.resolve(CONFIG), trainedConfig);
    Files.copy(tokenizerFile(), trained.resolve(TOKENIZER));
    for (String file : CARRIED_OVER) {
      if (Files.exists(folder.resolve(file))) {
        Files.copy(folder.resolve(file), trained.resolve(file));
      }
    }
    Map<String, Object> told = new LinkedHashMap<>(lineage);
    told.put(TAG_SCHEME, TagScheme.IOB2.code());
    return writeLineage(trained, told);
  }

  /** Writes {@link #LINEAGE} into a checkpoint, with the hash of its weights, and returns that. */
  public static String writeLineage(Path checkpoint, Map<String, ?> lineage) throws IOException {
    String sha256 = open(checkpoint).sha256();
    Map<String, Object> all = new LinkedHashMap<>(lineage);
    all.put(WEIGHTS_SHA256, sha256);
    writeJson(checkpoint.resolve(LINEAGE), all);
    return sha256;
  }

  static void writeJson(Path file, Object content) throws IOException {
    Files.write(
        file, JsonFormat.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(content));
  }
}
