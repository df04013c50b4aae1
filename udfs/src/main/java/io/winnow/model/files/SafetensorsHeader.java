package io.winnow.model.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The JSON header of a safetensors file: where its tensors lie, checked against each other. */
final class SafetensorsHeader {

  static final String METADATA = "__metadata__";
  static final String FORMAT = "format";

  /** Other frameworks' layouts: other names, matrices transposed. */
  private static final Set<String> FOREIGN_FORMATS = Set.of("tf", "flax");

  private final String file;
  private final Map<String, StoredTensor> tensors = new TreeMap<>();

  /**
   * Reads a header.
   *
   * @param file for messages
   */
  SafetensorsHeader(String file, byte[] header) {
    this.file = file;
    readHeader(header);
    checkPlaces();
  }

  /** By name; places count from the first byte after the header. */
  Map<String, StoredTensor> tensors() {
    return tensors;
  }

  /** How many bytes the tensors take. */
  long bytes() {
    return tensors.values().stream().mapToLong(it -> it.position() + it.bytes()).max().orElse(0);
  }

  private void readHeader(byte[] header) {
    JsonNode root;
    try {
      root = ModelJson.TENSORS.read(file, header);
    } catch (IOException e) {
      throw new InvalidModelException(
          "%s is no safetensors file: its header is no JSON: %s"
              .formatted(file, ModelJson.reason(e)),
          e);
    }
    if (!(root instanceof ObjectNode entries)) {
      throw new InvalidModelException(
          "%s is no safetensors file: its header is JSON, but no object".formatted(file));
    }
    JsonNode metadata = entries.remove(METADATA);
    String format = metadata == null ? "" : metadata.path(FORMAT).asText();
    if (FOREIGN_FORMATS.contains(format)) {
      throw new InvalidModelException(
          ("%s holds another framework's weights, format '%s'; in Python, save them as PyTorch's:"
                  + " AutoModelForTokenClassification.from_pretrained(FOLDER,"
                  + " from_%s=True).save_pretrained(NEW_FOLDER)")
              .formatted(file, format, format));
    }
    entries.fields().forEachRemaining(it -> tensors.put(it.getKey(), tensor(it)));
  }

  private StoredTensor tensor(Map.Entry<String, JsonNode> field) {
    JsonNode node = field.getValue();
    String type = node.path("dtype").asText();
    JsonNode offsets = node.path("data_offsets");
    List<Long> shape = new ArrayList<>();
    node.path("shape").forEach(size -> shape.add(count(size)));
    if (Dtype.named(type).isEmpty() && !type.isEmpty()) {
      throw new InvalidModelException(
          "%s: tensor '%s' has type %s; Winnow reads %s"
              .formatted(file, field.getKey(), type, Dtype.listed(Dtype.OF_WEIGHTS)));
    }
    long begin = count(offsets.path(0));
    long end = count(offsets.path(1));
    boolean sound = begin >= 0 && end >= begin && node.path("shape").isArray();
    if (!sound || type.isEmpty() || end - begin != bytes(Dtype.valueOf(type), shape)) {
      throw new InvalidModelException(
          "%s: tensor '%s' of type %s and shape %s does not fit its bytes [%s,%s)"
              .formatted(
                  file,
                  field.getKey(),
                  type,
                  node.path("shape"),
                  offsets.path(0).asText(),
                  offsets.path(1).asText()));
    }
    return StoredTensor.plain(Path.of(file), begin, Dtype.valueOf(type), shape);
  }

  /** A whole number that is not negative; -1 for anything else. */
  private static long count(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToLong() ? Math.max(-1, node.asLong()) : -1;
  }

  /** What a tensor takes; -1 where a size is none or they are more than a long counts. */
  private static long bytes(Dtype type, List<Long> shape) {
    try {
      return shape.contains(-1L) ? -1 : Math.multiplyExact(type.width(), Tensor.elements(shape));
    } catch (ArithmeticException e) {
      return -1;
    }
  }

  /** No byte belongs to two tensors. */
  private void checkPlaces() {
    List<Map.Entry<String, StoredTensor>> byPlace = new ArrayList<>(tensors.entrySet());
    byPlace.sort(
        Comparator.<Map.Entry<String, StoredTensor>>comparingLong(it -> it.getValue().position())
            .thenComparing(it -> it.getValue().bytes()));
    long end = 0;
    String before = "";
    for (Map.Entry<String, StoredTensor> entry : byPlace) {
      StoredTensor tensor = entry.getValue();
      if (tensor.position() < end && tensor.bytes() > 0) {
        throw new InvalidModelException(
            "%s: tensor '%s' begins at byte %d, where '%s' has not ended: that ends at %d"
                .formatted(file, entry.getKey(), tensor.position(), before, end));
      }
      end = Math.max(end, tensor.position() + tensor.bytes());
      before = entry.getKey();
    }
  }
}
