package io.winnow.model.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes what {@code torch.save} writes, whole or with something wrong in it. */
final class TorchFiles {

  private TorchFiles() {}

  /** A storage's name, class and count of numbers, as pickles refer to it. */
  static Pickle storage(Pickle pickle, String key, String type, long size) {
    pickle.op(Pickle.MARK).string("storage").global("torch", type).string(key).string("cpu");
    return pickle.number(size).op(Pickle.TUPLE, Pickle.BINPERSID);
  }

  /** A tensor that views a storage. */
  static Pickle tensor(
      Pickle pickle,
      String key,
      String type,
      long size,
      long offset,
      List<Long> shape,
      List<Long> strides) {
    pickle.global("torch._utils", "_rebuild_tensor_v2").op(Pickle.MARK);
    storage(pickle, key, type, size).number(offset).numbers(shape).numbers(strides);
    pickle.op(Pickle.NEWFALSE).global("collections", "OrderedDict");
    return pickle.op(Pickle.EMPTY_TUPLE, Pickle.REDUCE, Pickle.TUPLE, Pickle.REDUCE);
  }

  /** A pickle of a dict with one tensor, called w. */
  static byte[] one(String type, long size, long offset, List<Long> shape, List<Long> strides) {
    Pickle pickle = new Pickle().op(Pickle.EMPTY_DICT).string("w");
    return tensor(pickle, "0", type, size, offset, shape, strides).op(Pickle.SETITEM).finish();
  }

  /** A pickle of a dict of tensors, each with a storage of its own: "0", "1" and so on. */
  static byte[] stateDict(Map<String, ? extends TensorBytes> tensors) {
    Pickle pickle = new Pickle().op(Pickle.EMPTY_DICT, Pickle.MARK);
    int key = 0;
    for (Map.Entry<String, ? extends TensorBytes> entry : tensors.entrySet()) {
      TensorBytes tensor = entry.getValue();
      String type =
          switch (tensor.dtype()) {
            case F32 -> "FloatStorage";
            case F16 -> "HalfStorage";
            case BF16 -> "BFloat16Storage";
            default -> "DoubleStorage";
          };
      tensor(
          pickle.string(entry.getKey()),
          Integer.toString(key++),
          type,
          tensor.elements(),
          0,
          tensor.shape(),
          StoredTensor.rowMajor(tensor.shape()));
    }
    return pickle.op(Pickle.SETITEMS).finish();
  }

  /** The storages of {@link #stateDict}. */
  static List<byte[]> storages(Map<String, ? extends TensorBytes> tensors) throws IOException {
    List<byte[]> storages = new ArrayList<>();
    for (TensorBytes tensor : tensors.values()) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      tensor.writeTo(Channels.newChannel(out));
      storages.add(out.toByteArray());
    }
    return storages;
  }

  /** A whole archive. */
  static Path archive(Path file, Map<String, ? extends TensorBytes> tensors) throws IOException {
    return archive(file, stateDict(tensors), storages(tensors).toArray(byte[][]::new));
  }

  static Path archive(Path file, byte[] pickle, byte[]... storages) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("archive/data.pkl", pickle);
    entries.put("archive/version", "3\n".getBytes());
    for (byte[] storage : storages) {
      entries.put("archive/data/" + (entries.size() - 2), storage);
    }
    return zip(file, entries);
  }

  static Path zip(Path file, Map<String, byte[]> entries) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.setMethod(ZipOutputStream.STORED);
      for (Map.Entry<String, byte[]> content : entries.entrySet()) {
        CRC32 crc = new CRC32();
        crc.update(content.getValue());
        ZipEntry entry = new ZipEntry(content.getKey());
        entry.setSize(content.getValue().length);
        entry.setCrc(crc.getValue());
        entry.setTimeLocal(LocalDateTime.of(2000, 1, 1, 0, 0));
        zip.putNextEntry(entry);
        zip.write(content.getValue());
      }
    }
    return file;
  }

  /** A whole file of the older form; the tensors are F32. */
  static Path legacy(Path file, Map<String, ? extends TensorBytes> tensors) throws IOException {
    return legacy(file, stateDict(tensors), storages(tensors));
  }

  static Path legacy(Path file, byte[] pickle, List<byte[]> storages) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(legacyHead(pickle, storages.size()));
    for (byte[] storage : storages) {
      out.writeBytes(count(storage.length / Float.BYTES));
      out.writeBytes(storage);
    }
    return Files.write(file, out.toByteArray());
  }

  /** All pickles of a file of the older form. */
  static byte[] legacyHead(byte[] pickle, int storages) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    // LONG1 of 10 bytes: 0x1950a86a20f9469cfc6c.
    out.writeBytes(
        new byte[] {
          (byte) 0x80,
          2,
          (byte) 0x8a,
          10,
          0x6c,
          (byte) 0xfc,
          (byte) 0x9c,
          0x46,
          (byte) 0xf9,
          0x20,
          0x6a,
          (byte) 0xa8,
          0x50,
          0x19,
          '.'
        });
    out.writeBytes(new Pickle().number(1001).finish());
    out.writeBytes(new Pickle().op(Pickle.EMPTY_DICT).finish());
    out.writeBytes(pickle);
    Pickle keys = new Pickle().op(Pickle.EMPTY_LIST, Pickle.MARK);
    for (int key = 0; key < storages; key++) {
      keys.string(Integer.toString(key));
    }
    out.writeBytes(keys.op(Pickle.APPENDS).finish());
    return out.toByteArray();
  }

  /** What stands before a storage there. */
  static byte[] count(long numbers) {
    return ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(numbers).array();
  }
}
