package io.winnow.model.files;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.json.JsonFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Safetensors files (github.com/huggingface/safetensors, format 0.4): 8 bytes of header length,
 * little-endian, a JSON header with type, shape and byte range of each tensor, then the bytes.
 *
 * <p>DJL reads and writes the format too, but leaves out the {@code format: pt} that HuggingFace's
 * {@code from_pretrained} asks for and fails on a truncated file with an array index error.
 */
public final class Safetensors {

  /** How the names of such files end. */
  public static final String SUFFIX = ".safetensors";

  private static final int LENGTH_BYTES = 8;
  private static final int MAX_HEADER_BYTES = 100 << 20;

  private Safetensors() {}

  /**
   * Reads the header and checks that every byte it promises is there.
   *
   * @throws InvalidModelException if the file is cut short or is no safetensors file
   */
  public static Weights open(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return open(file.toString(), in, Files.size(file));
    }
  }

  /** As {@link #open(Path)}, wherever the file lies; no byte after the header is read. */
  public static Weights open(String file, InputStream in, long size) throws IOException {
    if (size < LENGTH_BYTES) {
      throw new InvalidModelException(
          "%s is no safetensors file: it has %d bytes, the header's length alone takes %d"
              .formatted(file, size, LENGTH_BYTES));
    }
    byte[] length = in.readNBytes(LENGTH_BYTES);
    GitLfs.refusePointer(file, length);
    long headerBytes = little(length).getLong();
    if (headerBytes <= 1 || headerBytes > MAX_HEADER_BYTES) {
      throw new InvalidModelException(
          "%s is no safetensors file: its first 8 bytes give a header of %d bytes, of at most %d"
              .formatted(file, headerBytes, MAX_HEADER_BYTES));
    }
    String promise = "its first 8 bytes announce a header of %d";
    requireAll(file, promise, headerBytes, size - LENGTH_BYTES);
    byte[] json = in.readNBytes((int) headerBytes);
    long dataStart = LENGTH_BYTES + headerBytes;
    SafetensorsHeader header = new SafetensorsHeader(file, json);
    promise = "its header promises %d bytes of tensors";
    requireAll(file, promise, header.bytes(), size - dataStart);
    Map<String, StoredTensor> tensors = new TreeMap<>(header.tensors());
    tensors.replaceAll((name, it) -> it.movedBy(dataStart));
    return new Weights(file, tensors);
  }

  private static void requireAll(String file, String promise, long promised, long there) {
    if (promised > there) {
      throw new InvalidModelException(
          "%s is cut short: %s, %d are there; copy it again"
              .formatted(file, promise.formatted(promised), there));
    }
  }

  /**
   * Writes tensors as HuggingFace's own writer does: the same bytes for the same tensors. They are
   * ordered by type and name, whatever the map's order, and never all in memory.
   *
   * @param file is created; must not exist
   * @param tensors by name
   */
  public static void write(Path file, Map<String, ? extends TensorBytes> tensors)
      throws IOException {
    List<Map.Entry<String, ? extends TensorBytes>> ordered = new ArrayList<>(tensors.entrySet());
    ordered.sort(
        Comparator.<Map.Entry<String, ? extends TensorBytes>, Dtype>comparing(
                it -> it.getValue().dtype(), Comparator.reverseOrder())
            .thenComparing(Map.Entry::getKey));
    ObjectNode header = JsonFormat.MAPPER.createObjectNode();
    header.putObject(SafetensorsHeader.METADATA).put(SafetensorsHeader.FORMAT, "pt");
    long at = 0;
    for (Map.Entry<String, ? extends TensorBytes> entry : ordered) {
      TensorBytes tensor = entry.getValue();
      ObjectNode node = header.putObject(entry.getKey()).put("dtype", tensor.dtype().name());
      tensor.shape().forEach(node.putArray("shape")::add);
      long end = at + tensor.bytes();
      node.putArray("data_offsets").add(at).add(end);
      at = end;
    }
    byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
    // Padded with spaces so that the data begins on a multiple of 8, as the format asks.
    byte[] padded = Arrays.copyOf(json, (json.length + 7) / 8 * 8);
    Arrays.fill(padded, json.length, padded.length, (byte) ' ');
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer length = little(new byte[LENGTH_BYTES]).putLong(padded.length).flip();
      StoredTensor.writeFully(channel, length);
      StoredTensor.writeFully(channel, ByteBuffer.wrap(padded));
      for (Map.Entry<String, ? extends TensorBytes> entry : ordered) {
        entry.getValue().writeTo(channel);
      }
      channel.force(true);
    }
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
