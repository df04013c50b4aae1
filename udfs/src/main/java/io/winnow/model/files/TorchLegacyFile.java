package io.winnow.model.files;

import io.winnow.model.files.PickleVocabulary.Sequence;
import java.io.EOFException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code torch.save} wrote before PyTorch 1.6, as many older models on the hub are: a row of
 * pickles (magic number, version, machine, state_dict, keys of storages), then each storage, in the
 * keys' order, behind its count of numbers (PyTorch, torch/serialization.py, _legacy_save).
 */
final class TorchLegacyFile {

  private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
  private static final long VERSION = 1001;

  private final Path file;
  private final FileChannel channel;

  TorchLegacyFile(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** The tensors; there is no checksum of their numbers. */
  Weights weights() throws IOException {
    long most = Math.min(channel.size(), 4L * PickleInput.MAX_BYTES);
    ByteBuffer in = channel.map(FileChannel.MapMode.READ_ONLY, 0, most);
    if (!MAGIC.equals(plain(in)) || !Long.valueOf(VERSION).equals(plain(in))) {
      throw new InvalidModelException(
          "%s is a pickle, but none of torch.save; in Python, save the model with".formatted(file)
              + " save_pretrained(FOLDER)");
    }
    // The machine that wrote it: its order of bytes doesn't matter, since numbers are
    // little-endian.
    plain(in);
    TorchPickle pickle = new TorchPickle(file.toString(), in);
    List<Object> keys = plain(in) instanceof Sequence list ? list.items() : List.of();
    return TorchFile.weights(file, pickle.views(), extents(pickle, keys, in.position()));
  }

  private Map<String, TorchFile.Extent> extents(TorchPickle pickle, List<Object> keys, long begin)
      throws IOException {
    Map<String, TorchPickle.Storage> left = new HashMap<>(pickle.storages());
    Map<String, TorchFile.Extent> extents = new HashMap<>();
    long at = begin;
    for (Object key : keys) {
      TorchPickle.Storage storage = key instanceof String name ? left.remove(name) : null;
      if (storage == null) {
        throw damaged("lists a storage that no tensor has");
      }
      long size = count(at);
      if (size != storage.size()) {
        throw damaged(
            "has storage '%s' of %d numbers, its pickle says %d"
                .formatted(storage.key(), size, storage.size()));
      }
      at += Long.BYTES;
      if (size > (channel.size() - at) / storage.dtype().width()) {
        throw new InvalidModelException(
            "%s is cut short: storage '%s' takes %d numbers of %d bytes from byte %d on, the file"
                    .formatted(file, storage.key(), size, storage.dtype().width(), at)
                + " has %d; copy it again".formatted(channel.size()));
      }
      extents.put(storage.key(), new TorchFile.Extent(at, ByteOrder.LITTLE_ENDIAN));
      at += size * storage.dtype().width();
    }
    if (!left.isEmpty() || at != channel.size()) {
      throw damaged(
          "has %d storages and ends at byte %d; its pickle has %d more, the file %d bytes"
              .formatted(keys.size(), at, left.size(), channel.size()));
    }
    return extents;
  }

  private long count(long at) throws IOException {
    try {
      return ChannelBytes.read(channel, at, Long.BYTES).getLong();
    } catch (EOFException e) {
      throw new InvalidModelException(
          "%s is cut short: a storage is missing after byte %d; copy it again".formatted(file, at),
          e);
    }
  }

  /** A pickle that names nothing. */
  private Object plain(ByteBuffer in) {
    return Unpickler.read(file.toString(), in, new PickleVocabulary.Nothing(file.toString()));
  }

  private InvalidModelException damaged(String why) {
    return new InvalidModelException("%s is damaged: it %s; copy it again".formatted(file, why));
  }
}
