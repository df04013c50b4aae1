package io.winnow.model;

import io.winnow.model.files.Dtype;
import io.winnow.model.files.Pickle;
import io.winnow.model.files.Tensor;
import io.winnow.model.files.TensorBytes;
import io.winnow.model.graph.Compute;
import io.winnow.model.graph.Encoder;
import io.winnow.model.graph.EncoderSource;
import io.winnow.model.graph.Weight.Stored;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A model as TorchScript: a class in TorchScript's source form and the values of its attributes.
 */
public record TorchScriptModule(
    String className, String source, Map<String, Weight> weights, Map<String, Double> floats) {

  private static final String TOP = "model/";

  /** Under older ones libtorch takes operators as they were then: gelu without approximation. */
  private static final String VERSION = "10\n";

  private static final byte[] NO_CONSTANTS = {(byte) 0x80, 2, ')', '.'};

  /**
   * @param parts joined along the first dimension
   * @param dtype how the archive keeps them
   */
  public record Weight(List<TensorBytes> parts, Dtype dtype) {

    /** Part after part: a large table of embeddings is never in the heap as a whole. */
    private void writeTo(WritableByteChannel out) throws IOException {
      for (TensorBytes part : parts) {
        part.as(dtype).writeTo(out);
      }
    }
  }

  /** What an entry of the archive holds. */
  private interface Content {
    void writeTo(WritableByteChannel out) throws IOException;
  }

  /** Counts and sums up what is written. */
  private static final class Checksum implements WritableByteChannel {

    private final CRC32 crc = new CRC32();
    private long bytes;

    @Override
    public int write(ByteBuffer from) {
      int count = from.remaining();
      crc.update(from);
      bytes += count;
      return count;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }

  /**
   * Compiles a checkpoint.
   *
   * @param dropout share of hidden values dropped while the module is in training
   * @param head by bare name: see {@link HeadWeights}
   */
  static TorchScriptModule of(
      Checkpoint checkpoint, Compute compute, double dropout, Map<String, Tensor> head)
      throws IOException {
    int tags = Math.toIntExact(head.get(Head.BIAS).elements());
    Encoder encoder = checkpoint.encoder(tags);
    Map<String, Weight> weights = new LinkedHashMap<>();
    for (var weight : encoder.weights()) {
      List<TensorBytes> parts = new ArrayList<>();
      for (Stored tensor : weight.tensors()) {
        String name = tensor.name();
        parts.add(head.containsKey(name) ? head.get(name) : checkpoint.stored(name));
      }
      boolean isHalf = compute.keepsHalf() && weight.role().isFactor();
      weights.put(weight.attribute(), new Weight(parts, isHalf ? Dtype.BF16 : Dtype.F32));
    }
    String source = EncoderSource.of(encoder, compute);
    return new TorchScriptModule(EncoderSource.CLASS, source, weights, Map.of("dropout", dropout));
  }

  /**
   * Writes the archive that libtorch's {@code torch::jit::load} opens: a ZIP, nothing compressed,
   * of source, pickled attributes and raw weights (PyTorch, docs/source/jit/serialization.md).
   */
  void write(Path file) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setMethod(ZipOutputStream.STORED);
      put(zip, "data.pkl", attributes());
      put(zip, "code/__torch__.py", source.getBytes(StandardCharsets.UTF_8));
      put(zip, "constants.pkl", NO_CONSTANTS);
      put(zip, "version", VERSION.getBytes(StandardCharsets.UTF_8));
      put(zip, "byteorder", "little".getBytes(StandardCharsets.UTF_8));
      int key = 0;
      for (Weight weight : weights.values()) {
        put(zip, "data/" + key++, weight::writeTo);
      }
    }
  }

  private byte[] attributes() {
    Pickle pickle = new Pickle().global("__torch__", className);
    pickle.op(Pickle.EMPTY_TUPLE, Pickle.NEWOBJ, Pickle.EMPTY_DICT, Pickle.MARK);
    int key = 0;
    for (Map.Entry<String, Weight> weight : weights.entrySet()) {
      pickle.string(weight.getKey());
      tensor(pickle, Integer.toString(key++), weight.getValue());
    }
    pickle.string("training").op(Pickle.NEWTRUE);
    pickle.string("_is_full_backward_hook").op(Pickle.NONE);
    floats.forEach((name, value) -> pickle.string(name).number(value));
    return pickle.op(Pickle.SETITEMS, Pickle.BUILD).finish();
  }

  /** torch._utils._rebuild_tensor_v2(storage, offset, shape, strides, requires_grad, hooks). */
  private static void tensor(Pickle pickle, String key, Weight weight) {
    List<Long> shape = new ArrayList<>(weight.parts().get(0).shape());
    shape.set(0, weight.parts().stream().mapToLong(part -> part.shape().get(0)).sum());
    pickle.global("torch._utils", "_rebuild_tensor_v2").op(Pickle.MARK, Pickle.MARK);
    pickle.string("storage").global("torch", weight.dtype().storage()).string(key).string("cpu");
    pickle.number(Tensor.elements(shape)).op(Pickle.TUPLE, Pickle.BINPERSID);
    pickle.number(0).numbers(shape).numbers(strides(shape)).op(Pickle.NEWTRUE);
    pickle.global("collections", "OrderedDict").op(Pickle.EMPTY_TUPLE, Pickle.REDUCE);
    pickle.op(Pickle.TUPLE, Pickle.REDUCE);
  }

  private static List<Long> strides(List<Long> shape) {
    List<Long> strides = new ArrayList<>(shape);
    long step = 1;
    for (int i = shape.size() - 1; i >= 0; i--) {
      strides.set(i, step);
      step *= shape.get(i);
    }
    return strides;
  }

  private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    put(zip, name, out -> out.write(ByteBuffer.wrap(bytes)));
  }

  /** An entry's length and checksum stand before it, so what it holds is made twice. */
  private static void put(ZipOutputStream zip, String name, Content content) throws IOException {
    Checksum sum = new Checksum();
    content.writeTo(sum);
    ZipEntry entry = new ZipEntry(TOP + name);
    entry.setSize(sum.bytes);
    entry.setCompressedSize(sum.bytes);
    entry.setCrc(sum.crc.getValue());
    entry.setTime(0);
    zip.putNextEntry(entry);
    content.writeTo(Channels.newChannel(zip));
    zip.closeEntry();
  }
}
