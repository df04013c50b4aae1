package io.winnow.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.files.Sha256;
import io.winnow.json.JsonFormat;
import io.winnow.model.family.Families;
import io.winnow.model.family.Family;
import io.winnow.model.family.ModelConfig;
import io.winnow.model.files.InvalidModelException;
import io.winnow.model.files.ModelJson;
import io.winnow.model.files.Safetensors;
import io.winnow.model.files.Tensor;
import io.winnow.model.files.TensorBytes;
import io.winnow.model.files.Weights;
import io.winnow.model.graph.ClassifierHead;
import io.winnow.model.graph.Encoder;
import io.winnow.model.graph.EncoderSize;
import io.winnow.model.tags.HeadTags;
import io.winnow.model.tags.TagScheme;
import io.winnow.model.tokenizer.TokenizerFiles;
import io.winnow.text.LabelScheme;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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

  /** The key of {@link #LINEAGE} that holds the hash of the tokenizer that was tried. */
  public static final String TOKENIZER_SHA256 = "tokenizer_sha256";

  /** The key of {@link #LINEAGE} that holds the code of the {@link TagScheme} that a head means. */
  public static final String TAG_SCHEME = "tag_scheme";

  /** What a model is opened with beside {@link #FILES}, where it is there. */
  public static final List<String> BESIDE =
      Stream.concat(TokenizerFiles.BESIDE.stream(), Stream.of(LINEAGE)).toList();

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
  private static Optional<TagScheme> toldScheme(Path lineage) throws IOException {
    if (!Files.isRegularFile(lineage)) {
      return Optional.empty();
    }
    String code = ModelJson.SETTINGS.read(lineage).path(TAG_SCHEME).asText(TagScheme.IOB2.code());
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
   * @throws InvalidModelException if it is no JSON, or a number in it is none that its key can have
   */
  public static JsonNode readConfig(Path folder) throws IOException {
    Path file = folder.resolve(CONFIG);
    try {
      return new ModelConfig(ModelJson.SETTINGS.read(file)).json();
    } catch (IllegalArgumentException e) {
      throw new InvalidModelException(file + ": " + e.getMessage(), e);
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

  /**
   * How many numbers {@link #WEIGHTS} hold, by their header alone, wherever they lie.
   *
   * @param in at the file's first byte
   * @param size the whole file's bytes
   */
  public static long parameters(String file, InputStream in, long size) throws IOException {
    return Safetensors.open(file, in, size).parameters();
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

  /** {@code config.json}. */
  JsonNode config() {
    return json;
  }

  Family family() {
    return family;
  }

  /** The name that a tensor has in the file, by its bare name; empty if it is not there. */
  Optional<String> storedName(String bareName) {
    return Optional.ofNullable(namesByBareName.get(bareName));
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

  /** As {@link #tensor}, but nothing is read yet. */
  TensorBytes stored(String bareName) {
    return weights.stored(namesByBareName.get(bareName));
  }

  /**
   * Refuses another {@link #TOKENIZER} than the one that {@link #LINEAGE} knows, which was tried
   * before: native code runs what it says.
   *
   * @param folder may have no lineage
   */
  static void requireCheckedTokenizer(Path folder) throws IOException {
    Path lineage = folder.resolve(LINEAGE);
    Path file = folder.resolve(TOKENIZER);
    if (!Files.isRegularFile(lineage) || !Files.isRegularFile(file)) {
      return;
    }
    String known = ModelJson.SETTINGS.read(lineage).path(TOKENIZER_SHA256).asText();
    if (!known.isEmpty() && !known.equals(Sha256.of(Files.newInputStream(file)))) {
      throw new InvalidModelException(
          "%s is not the file that was tried when the model was imported or trained: put that one back, or import the folder again"
              .formatted(file));
    }
  }

  /**
   * Writes {@link #LINEAGE} into a checkpoint, with the hashes of its weights and its tokenizer,
   * and returns that of its weights.
   */
  public static String writeLineage(Path checkpoint, Map<String, ?> lineage) throws IOException {
    String sha256 = open(checkpoint).sha256();
    Map<String, Object> all = new LinkedHashMap<>(lineage);
    all.put(WEIGHTS_SHA256, sha256);
    all.put(TOKENIZER_SHA256, Sha256.of(Files.newInputStream(checkpoint.resolve(TOKENIZER))));
    writeJson(checkpoint.resolve(LINEAGE), all);
    return sha256;
  }

  /**
   * Takes over the lineage of a model that is imported: it tells what its labels mean. Its
   * tokenizer is about to become another file.
   *
   * @param from may have none
   */
  public static void carryLineage(Path from, Path to) throws IOException {
    Path file = from.resolve(LINEAGE);
    if (Files.isRegularFile(file)) {
      ObjectNode lineage =
          ModelJson.SETTINGS.object(file, "remove it, and import the folder again");
      lineage.remove(TOKENIZER_SHA256);
      writeJson(to.resolve(LINEAGE), lineage);
    }
  }

  static void writeJson(Path file, Object content) throws IOException {
    Files.write(
        file, JsonFormat.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(content));
  }
}
