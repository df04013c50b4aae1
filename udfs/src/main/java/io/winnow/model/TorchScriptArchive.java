package io.winnow.model;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a {@link TorchScriptModule} as the archive that libtorch's {@code torch::jit::load} opens:
 * a ZIP, nothing compressed, of source, pickled attributes and raw weights (PyTorch,
 * docs/source/jit/serialization.md).
 */
final class TorchScriptArchive {

  private static final String TOP = "model/";

  /** Under older ones libtorch takes operators as they were then: gelu without approximation. */
  private static final String VERSION = "10\n";

  private static final byte[] NO_CONSTANTS = {(byte) 0x80, 2, ')', '.'};
  private static final int FLOATS_AT_ONCE = 1 << 16;

  private TorchScriptArchive() {}

  static void write(TorchScriptModule module, Path file) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setMethod(ZipOutputStream.STORED);
      put(zip, "data.pkl", attributes(module));
      put(zip, "code/__torch__.py", module.source().getBytes(StandardCharsets.UTF_8));
      put(zip, "constants.pkl", NO_CONSTANTS);
      put(zip, "version", VERSION.getBytes(StandardCharsets.UTF_8));
      put(zip, "byteorder", "little".getBytes(StandardCharsets.UTF_8));
      int key = 0;
      for (TorchScriptModule.Weight weight : module.weights().values()) {
        put(zip, "data/" + key++, bytes(weight));
      }
    }
  }

  private static byte[] attributes(TorchScriptModule module) {
    Pickle pickle = new Pickle();
    pickle.global("__torch__", module.className()).emptyTuple().newObject();
    pickle.emptyDictionary().mark();
    int key = 0;
    for (Map.Entry<String, TorchScriptModule.Weight> weight : module.weights().entrySet()) {
      pickle.string(weight.getKey());
      tensor(pickle, Integer.toString(key++), weight.getValue());
    }
    pickle.string("training").yes();
    pickle.string("_is_full_backward_hook").none();
    module.floats().forEach((name, value) -> pickle.string(name).number(value));
    return pickle.setItems().build().finish();
  }

  /** torch._utils._rebuild_tensor_v2(storage, offset, shape, strides, requires_grad, hooks). */
  private static void tensor(Pickle pickle, String key, TorchScriptModule.Weight weight) {
    List<Long> shape = joinedShape(weight.parts());
    String storage = weight.storage().torchName;
    pickle.global("torch._utils", "_rebuild_tensor_v2").mark();
    pickle.mark().string("storage").global("torch", storage).string(key).string("cpu");
    pickle.number(Tensor.elements(shape)).tuple().persistentId();
    pickle.number(0).numbers(shape).numbers(strides(shape)).yes();
    pickle.global("collections", "OrderedDict").emptyTuple().reduce();
    pickle.tuple().reduce();
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

  private static List<Long> joinedShape(List<Tensor> parts) {
    List<Long> shape = new ArrayList<>(parts.get(0).shape());
    shape.set(0, parts.stream().mapToLong(part -> part.shape().get(0)).sum());
    return shape;
  }

  private static byte[] bytes(TorchScriptModule.Weight weight) {
    long elements = weight.parts().stream().mapToLong(Tensor::elements).sum();
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.toIntExact(elements * weight.storage().bytesEach))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (Tensor part : weight.parts()) {
      FloatBuffer values = part.values();
      switch (weight.storage()) {
        case FLOAT32 -> {
          int count = values.remaining();
          bytes.asFloatBuffer().put(values);
          bytes.position(bytes.position() + count * Float.BYTES);
        }
        case BFLOAT16 -> {
          float[] chunk = new float[Math.min(FLOATS_AT_ONCE, values.remaining())];
          while (values.hasRemaining()) {
            int count = Math.min(chunk.length, values.remaining());
            values.get(chunk, 0, count);
            for (int i = 0; i < count; i++) {
              bytes.putShort(HalfFormat.toBf16(chunk[i]));
            }
          }
        }
      }
    }
    return bytes.array();
  }

  private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    ZipEntry entry = new ZipEntry(TOP + name);
    entry.setSize(bytes.length);
    entry.setCompressedSize(bytes.length);
    entry.setCrc(crc.getValue());
    entry.setTime(0);
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }
}
