package io.winnow.model.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code torch.save} writes since PyTorch 1.6: a ZIP archive, nothing compressed, of one
 * folder with {@code data.pkl}, {@code byteorder}, and {@code data/KEY} for each storage (PyTorch,
 * docs/source/notes/serialization.rst).
 */
final class TorchArchive {

  private static final String PICKLE = "/data.pkl";

  private final Path file;
  private final FileChannel channel;
  private final Map<String, ArchiveEntry> entries;
  private final String top;

  TorchArchive(Path file, FileChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    this.entries = ZipDirectory.read(file.toString(), channel);
    this.top = top();
  }

  private String top() {
    List<String> pickles = entries.keySet().stream().filter(it -> it.endsWith(PICKLE)).toList();
    if (pickles.size() != 1) {
      throw new InvalidModelException(
          "%s is a ZIP archive, but none of torch.save: it has %d files data.pkl, not 1"
              .formatted(file, pickles.size()));
    }
    String top = pickles.get(0).substring(0, pickles.get(0).length() - PICKLE.length());
    if (entries.containsKey(top + "/constants.pkl")) {
      throw new InvalidModelException(
          ("%s is a TorchScript archive, a program; in Python, save the weights of the model that"
                  + " it was made from with save_pretrained(FOLDER)")
              .formatted(file));
    }
    return top;
  }

  /** The tensors; every byte of theirs is checked. */
  Weights weights() throws IOException {
    TorchPickle pickle = new TorchPickle(file.toString(), mapped(top + PICKLE));
    ByteOrder order = order();
    Map<String, TorchFile.Extent> extents = new HashMap<>();
    for (TorchPickle.Storage storage : pickle.storages().values()) {
      ArchiveEntry entry = verified(top + "/data/" + storage.key());
      if (entry.size() % storage.dtype().width() != 0
          || entry.size() / storage.dtype().width() != storage.size()) {
        throw new InvalidModelException(
            "%s is damaged: its pickle gives storage '%s' %d numbers of %d bytes, '%s' has %d bytes"
                .formatted(
                    file,
                    storage.key(),
                    storage.size(),
                    storage.dtype().width(),
                    entry.name(),
                    entry.size()));
      }
      extents.put(storage.key(), new TorchFile.Extent(entry.begin(), order));
    }
    return TorchFile.weights(file, pickle.views(), extents);
  }

  /** Files of PyTorch before 2.1 don't say; those of big-endian machines aren't to be had. */
  private ByteOrder order() throws IOException {
    String name = top + "/byteorder";
    if (!entries.containsKey(name)) {
      return ByteOrder.LITTLE_ENDIAN;
    }
    String order = StandardCharsets.UTF_8.decode(mapped(name)).toString();
    return switch (order) {
      case "little" -> ByteOrder.LITTLE_ENDIAN;
      case "big" -> ByteOrder.BIG_ENDIAN;
      default ->
          throw new InvalidModelException(
              "%s: '%s' says '%s'; it is little or big".formatted(file, name, order));
    };
  }

  private ByteBuffer mapped(String name) throws IOException {
    ArchiveEntry entry = verified(name);
    if (entry.size() > PickleInput.MAX_BYTES) {
      throw new InvalidModelException(
          "%s: '%s' has %d bytes, of at most %d"
              .formatted(file, name, entry.size(), PickleInput.MAX_BYTES));
    }
    return channel.map(FileChannel.MapMode.READ_ONLY, entry.begin(), entry.size());
  }

  private ArchiveEntry verified(String name) throws IOException {
    ArchiveEntry entry = entries.get(name);
    if (entry == null) {
      throw new InvalidModelException(
          "%s is damaged: its archive has no '%s'; copy it again".formatted(file, name));
    }
    entry.verify(file.toString(), channel);
    return entry;
  }
}
