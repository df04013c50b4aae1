package io.winnow.model.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.json.JsonFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
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
public final class Safetensors {

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
  public static Safetensors open(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return open(file.toString(), in, Files.size(file));
    }
  }

  /** As {@link #open(Path)}, wherever the file lies; no byte after the header is read. */
  public static Safetensors open(String file, InputStream in, long size) throws IOException {
    if (size < LENGTH_BYTES) {
      throw new InvalidModelException(
          "%s is no safetensors file: it has %d bytes, the header's length alone takes %d"
              .formatted(file, size, LENGTH_BYTES));
    }
    long headerBytes = little(in.readNBytes(LENGTH_BYTES)).getLong();
    if (headerBytes <= 1 || headerBytes > MAX_HEADER_BYTES) {
      throw new InvalidModelException(
          "%s is no safetensors file: its first 8 bytes give a header of %d bytes, of at most %d"
              .formatted(file, headerBytes, MAX_HEADER_BYTES));
    }
    String promise = "its first 8 bytes announce a header of %d";
    requireAll(file, promise, headerBytes, size - LENGTH_BYTES);
    String text = new String(in.readNBytes((int) headerBytes), StandardCharsets.UTF_8);
    Map<String, Entry> entries = entries(file, text);
    long dataStart = LENGTH_BYTES + headerBytes;
    long data = entries.values().stream().mapToLong(Entry::end).max().orElse(0);
    requireAll(file, "its header promises %d bytes of tensors", data, size - dataStart);
    return new Safetensors(file, entries, dataStart);
  }

  private static void requireAll(String file, String promise, long promised, long there) {
    if (promised > there) {
      throw new InvalidModelException(
          "%s is cut short: %s, %d are there; copy it again"
              .formatted(file, promise.formatted(promised), there));
    }
  }

  public Set<String> names() {
    return entries.keySet();
  }

  /**
   * The shape of one tensor, from the header alone.
   *
   * @throws InvalidModelException if there is no such tensor, its type is no F32, F16 or BF16, or
   *     it is larger than 2 GiB
   */
  public List<Long> shape(String name) {
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

  /** One tensor, in single precision; fails where {@link #shape} does. */
  public Tensor tensor(String name) throws IOException {
    Entry entry = readable(name);
    long begin = dataStart + entry.begin();
    try (FileChannel channel = FileChannel.open(Path.of(file))) {
      ByteBuffer raw =
          channel
              .map(FileChannel.MapMode.READ_ONLY, begin, entry.end() - entry.begin())
              .order(ByteOrder.LITTLE_ENDIAN);
      return new Tensor(
          entry.shape(),
          entry.type().equals(SINGLE)
              ? raw.asFloatBuffer()
              : Tensor.HalfFormat.valueOf(entry.type()).widen(raw.asShortBuffer()));
    }
  }

  /** Writes single-precision tensors, in the map's order, as HuggingFace expects them. */
  public static void write(Path file, Map<String, Tensor> tensors) throws IOException {
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
    byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
    // Padded with spaces so that the data begins on a multiple of 8, as the format asks.
    byte[] padded = Arrays.copyOf(json, (json.length + 7) / 8 * 8);
    Arrays.fill(padded, json.length, padded.length, (byte) ' ');
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      OutputStream out = Channels.newOutputStream(channel);
      out.write(little(new byte[LENGTH_BYTES]).putLong(padded.length).array());
      out.write(padded);
      ByteBuffer chunk = little(new byte[FLOATS_AT_ONCE * Float.BYTES]);
      for (Tensor tensor : tensors.values()) {
        FloatBuffer values = tensor.values();
        while (values.hasRemaining()) {
          int count = Math.min(FLOATS_AT_ONCE, values.remaining());
          chunk.asFloatBuffer().put(values.slice(values.position(), count));
          values.position(values.position() + count);
          out.write(chunk.array(), 0, count * Float.BYTES);
        }
      }
      channel.force(true);
    }
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static Map<String, Entry> entries(String file, String header) {
    Map<String, Entry> entries = new TreeMap<>();
    try {
      JsonNode root = JsonFormat.MAPPER.readTree(header);
      if (!(root instanceof ObjectNode tensors)) {
        throw new InvalidModelException(
            "%s is no safetensors file: its header is JSON, but no object".formatted(file));
      }
      tensors.remove("__metadata__");
      tensors.fields().forEachRemaining(it -> entries.put(it.getKey(), entry(file, it)));
    } catch (JsonProcessingException e) {
      throw new InvalidModelException(file + " is no safetensors file: its header is no JSON", e);
    }
    return entries;
  }

  private static Entry entry(String file, Map.Entry<String, JsonNode> field) {
    JsonNode node = field.getValue();
    JsonNode offsets = node.path("data_offsets");
    List<Long> shape = new ArrayList<>();
    node.path("shape").forEach(size -> shape.add(count(size)));
    String type = node.path("dtype").asText();
    long begin = count(offsets.path(0));
    long end = count(offsets.path(1));
    boolean sound = begin >= 0 && end >= begin && end - begin == bytes(type, shape);
    if (!sound || !node.path("shape").isArray()) {
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
    return new Entry(type, shape, begin, end);
  }

  /** A whole number that is not negative; -1 for anything else. */
  private static long count(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToLong() ? Math.max(-1, node.asLong()) : -1;
  }

  /** What a tensor takes; -1 where a size is none or they are more than a long counts. */
  private static long bytes(String type, List<Long> shape) {
    long each =
        switch (type) {
          case "F64", "I64", "U64" -> 8;
          case "F32", "I32", "U32" -> 4;
          case "F16", "BF16", "I16", "U16" -> 2;
          default -> 1;
        };
    try {
      return shape.contains(-1L) ? -1 : Math.multiplyExact(each, Tensor.elements(shape));
    } catch (ArithmeticException e) {
      return -1;
    }
  }
}
