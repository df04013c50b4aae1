package io.winnow.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.json.JsonFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A safetensors file (github.com/huggingface/safetensors, format 0.4): 8 bytes of header length,
 * little-endian, a JSON header with type, shape and byte range of each tensor, then the bytes.
 *
 * <p>DJL reads and writes the format too, but leaves out the {@code format: pt} that HuggingFace's
 * {@code from_pretrained} asks for and fails on a truncated file with an array index error.
 */
final class Safetensors {

  private static final String SINGLE = "F32";
  private static final List<String> READABLE = List.of(SINGLE, "F16", "BF16");
  private static final int LENGTH_BYTES = 8;
  private static final int MAX_HEADER_BYTES = 100 << 20;
  private static final int FLOATS_AT_ONCE = 1 << 16;

  private final String file;
  private final Map<String, Entry> entries;
  private final long dataStart;

  private record Entry(String type, List<Long> shape, long begin, long end) {}

  private Safetensors(String file, Map<String, Entry> entries, long dataStart) {
    this.file = file;
    this.entries = entries;
    this.dataStart = dataStart;
  }

  /**
   * Reads the header and checks that every byte it promises is there.
   *
   * @throws InvalidModelException if the file is cut short or is no safetensors file
   */
  static Safetensors open(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return open(file.toString(), in, Files.size(file));
    }
  }

  /**
   * As {@link #open}, wherever the file lies; no byte after the header is read.
   *
   * @param file for messages
   * @param in at the file's first byte
   * @param size the whole file's bytes
   */
  static void check(String file, InputStream in, long size) throws IOException {
    open(file, in, size);
  }

  private static Safetensors open(String file, InputStream in, long size) throws IOException {
    if (size < LENGTH_BYTES) {
      throw new InvalidModelException(
          "%s is no safetensors file: it has %d bytes, the header's length alone takes %d"
              .formatted(file, size, LENGTH_BYTES));
    }
    long headerBytes =
        ByteBuffer.wrap(in.readNBytes(LENGTH_BYTES)).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (headerBytes <= 1 || headerBytes > MAX_HEADER_BYTES) {
      throw new InvalidModelException(
          "%s is no safetensors file: its first 8 bytes give a header of %d bytes, of at most %d"
              .formatted(file, headerBytes, MAX_HEADER_BYTES));
    }
    if (LENGTH_BYTES + headerBytes > size) {
      throw cutShort(
          file, "its first 8 bytes promise a header of %d", headerBytes, size - LENGTH_BYTES);
    }
    String text = new String(in.readNBytes((int) headerBytes), StandardCharsets.UTF_8);
    Map<String, Entry> entries = entries(file, text);
    long dataStart = LENGTH_BYTES + headerBytes;
    long data = entries.values().stream().mapToLong(Entry::end).max().orElse(0);
    if (data > size - dataStart) {
      throw cutShort(file, "its header promises %d bytes of tensors", data, size - dataStart);
    }
    return new Safetensors(file, entries, dataStart);
  }

  Set<String> names() {
    return entries.keySet();
  }

  /**
   * The shape of one tensor, from the header alone.
   *
   * @throws InvalidModelException if there is no such tensor or {@link #tensor} can't read it
   */
  List<Long> shape(String name) {
    return readable(name).shape();
  }

  private Entry readable(String name) {
    Entry entry = entries.get(name);
    if (entry == null) {
      throw new InvalidModelException("%s has no tensor '%s'".formatted(file, name));
    }
    if (!READABLE.contains(entry.type())) {
      throw new InvalidModelException(
          "%s: tensor '%s' has type %s; Winnow reads %s"
              .formatted(file, name, entry.type(), String.join(", ", READABLE)));
    }
    long bytes = entry.end() - entry.begin();
    if (bytes > Integer.MAX_VALUE) {
      throw new InvalidModelException(
          "%s: tensor '%s' has %d bytes; Winnow reads at most %d in one tensor"
              .formatted(file, name, bytes, Integer.MAX_VALUE));
    }
    return entry;
  }

  /**
   * One tensor; types F32, F16 and BF16 come out as single precision.
   *
   * @throws InvalidModelException if there is no such tensor, its type is another, or it is larger
   *     than 2 GiB
   */
  Tensor tensor(String name) throws IOException {
    Entry entry = readable(name);
    long bytes = entry.end() - entry.begin();
    try (FileChannel channel = FileChannel.open(Path.of(file))) {
      ByteBuffer raw =
          channel
              .map(FileChannel.MapMode.READ_ONLY, dataStart + entry.begin(), bytes)
              .order(ByteOrder.LITTLE_ENDIAN);
      FloatBuffer values =
          entry.type().equals(SINGLE)
              ? raw.asFloatBuffer()
              : widen(raw, Tensor.HalfFormat.valueOf(entry.type()));
      return new Tensor(entry.shape(), values);
    }
  }

  /** Writes single-precision tensors, in the map's order, as HuggingFace expects them. */
  static void write(Path file, Map<String, Tensor> tensors) throws IOException {
    ObjectNode header = JsonFormat.MAPPER.createObjectNode();
    header.putObject("__metadata__").put("format", "pt");
    long at = 0;
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      ObjectNode node = header.putObject(entry.getKey()).put("dtype", SINGLE);
      entry.getValue().shape().forEach(node.putArray("shape")::add);
      long end = at + Float.BYTES * entry.getValue().elements();
      node.putArray("data_offsets").add(at).add(end);
      at = end;
    }
    // Padded with spaces so that the data begins on a multiple of 8, as the format asks.
    StringBuilder text = new StringBuilder(header.toString());
    while (text.toString().getBytes(StandardCharsets.UTF_8).length % 8 != 0) {
      text.append(' ');
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer length = ByteBuffer.allocate(LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
      writeFully(channel, length.putLong(bytes.length).flip());
      writeFully(channel, ByteBuffer.wrap(bytes));
      for (Tensor tensor : tensors.values()) {
        write(channel, tensor.values());
      }
      channel.force(true);
    }
  }

  private static void write(FileChannel channel, FloatBuffer values) throws IOException {
    ByteBuffer chunk =
        ByteBuffer.allocate(FLOATS_AT_ONCE * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    while (values.hasRemaining()) {
      int count = Math.min(FLOATS_AT_ONCE, values.remaining());
      chunk.clear();
      chunk.asFloatBuffer().put(values.slice(values.position(), count));
      values.position(values.position() + count);
      writeFully(channel, chunk.limit(count * Float.BYTES));
    }
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static Map<String, Entry> entries(String file, String header) {
    Map<String, Entry> entries = new TreeMap<>();
    try {
      JsonNode root = JsonFormat.MAPPER.readTree(header);
      if (!root.isObject()) {
        throw new InvalidModelException(
            "%s is no safetensors file: its header is JSON, but no object".formatted(file));
      }
      root.fields()
          .forEachRemaining(
              field -> {
                if (!field.getKey().equals("__metadata__")) {
                  entries.put(field.getKey(), entry(file, field.getKey(), field.getValue()));
                }
              });
    } catch (JsonProcessingException e) {
      throw new InvalidModelException(file + " is no safetensors file: its header is no JSON", e);
    }
    return entries;
  }

  private static Entry entry(String file, String name, JsonNode node) {
    JsonNode offsets = node.path("data_offsets");
    List<Long> shape = new ArrayList<>();
    node.path("shape").forEach(size -> shape.add(count(size)));
    Entry entry =
        new Entry(
            node.path("dtype").asText(), shape, count(offsets.path(0)), count(offsets.path(1)));
    boolean sound =
        node.path("shape").isArray()
            && entry.begin() >= 0
            && entry.end() >= entry.begin()
            && entry.end() - entry.begin() == bytes(entry.type(), shape);
    if (!sound) {
      throw new InvalidModelException(
          "%s: tensor '%s' of type %s and shape %s does not fit its bytes [%s,%s)"
              .formatted(
                  file,
                  name,
                  entry.type(),
                  node.path("shape"),
                  offsets.path(0).asText(),
                  offsets.path(1).asText()));
    }
    return entry;
  }

  /** A whole number that is not negative; -1 for anything else. */
  private static long count(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToLong() ? Math.max(-1, node.asLong()) : -1;
  }

  /** What a tensor takes; -1 where a size is none or they are more than a long counts. */
  private static long bytes(String type, List<Long> shape) {
    if (shape.contains(-1L)) {
      return -1;
    }
    long each =
        switch (type) {
          case "F64", "I64", "U64" -> 8;
          case "F32", "I32", "U32" -> 4;
          case "F16", "BF16", "I16", "U16" -> 2;
          default -> 1;
        };
    try {
      return Math.multiplyExact(each, Tensor.elements(shape));
    } catch (ArithmeticException e) {
      return -1;
    }
  }

  private static FloatBuffer widen(ByteBuffer raw, Tensor.HalfFormat format) {
    float[] values = new float[raw.remaining() / 2];
    for (int i = 0; i < values.length; i++) {
      values[i] = format.widen(raw.getShort(2 * i));
    }
    return FloatBuffer.wrap(values);
  }

  private static InvalidModelException cutShort(
      String file, String promise, long expected, long there) {
    return new InvalidModelException(
        "%s is cut short: %s, %d are there; copy it again"
            .formatted(file, promise.formatted(expected), there));
  }
}
