package io.winnow.model.files;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * A file of {@code torch.save}, such as {@code pytorch_model.bin}: a ZIP archive of PyTorch 1.6 and
 * later, or the older row of pickles. No code in it runs.
 */
public final class TorchFile {

  private static final byte[] ZIP = {'P', 'K', 3, 4};
  private static final byte[] TAR = "ustar".getBytes(StandardCharsets.US_ASCII);
  private static final int TAR_PLACE = 257;
  private static final int BEGIN_BYTES = 262;

  /** A file's tensors may share storages, as tied weights do; more than so often is a bomb. */
  private static final int MAX_SHARING = 8;

  private TorchFile() {}

  /** Where the file has a storage, and in which order of bytes. */
  record Extent(long position, ByteOrder order) {}

  /**
   * Reads what the tensors are and checks that their numbers are there, against the archive's
   * CRC-32 where there is one.
   *
   * @throws InvalidModelException if the file is damaged, holds something else than tensors, or
   *     asks for code
   */
  public static Weights open(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      byte[] begin =
          ChannelBytes.read(channel, 0, (int) Math.min(BEGIN_BYTES, channel.size())).array();
      GitLfs.refusePointer(file.toString(), begin);
      if (has(begin, 0, ZIP)) {
        return new TorchArchive(file, channel).weights();
      }
      if (begin.length > 0 && (begin[0] & 0xff) == Pickle.PROTO) {
        return new TorchLegacyFile(file, channel).weights();
      }
      throw new InvalidModelException(
          has(begin, TAR_PLACE, TAR)
              ? ("%s is a tar archive of PyTorch before 0.1.10; in Python, load it with torch.load"
                      + " and save it again")
                  .formatted(file)
              : "%s is no file of torch.save: its %d bytes begin with %s; copy it again"
                  .formatted(
                      file,
                      channel.size(),
                      HexFormat.of().formatHex(begin, 0, Math.min(4, begin.length))));
    }
  }

  private static boolean has(byte[] bytes, int at, byte[] part) {
    return bytes.length >= at + part.length
        && Arrays.equals(bytes, at, at + part.length, part, 0, part.length);
  }

  /** The views as tensors of the file. */
  static Weights weights(
      Path file, Map<String, TorchPickle.View> views, Map<String, Extent> extents)
      throws IOException {
    Map<String, StoredTensor> tensors = new TreeMap<>();
    long bytes = 0;
    long size = Files.size(file);
    for (Map.Entry<String, TorchPickle.View> entry : views.entrySet()) {
      TorchPickle.View view = entry.getValue();
      Extent extent = extents.get(view.storage().key());
      Dtype type = view.storage().dtype();
      StoredTensor tensor =
          new StoredTensor(
              file,
              extent.position() + view.offset() * type.width(),
              extent.order(),
              type,
              view.shape(),
              view.strides());
      if (!tensor.isPlain() && tensor.span() > Integer.MAX_VALUE / type.width()) {
        throw new InvalidModelException(
            "%s: tensor '%s' lies in %d numbers of %d bytes, not row by row; Winnow reads at most %d"
                    .formatted(file, entry.getKey(), tensor.span(), type.width(), Integer.MAX_VALUE)
                + " bytes of such; in Python, save it after contiguous()");
      }
      bytes += tensor.bytes();
      if (bytes / MAX_SHARING > size) {
        throw new InvalidModelException(
            "%s: its tensors share their storages so often that they would take over %d bytes; the"
                    .formatted(file, bytes)
                + " file has %d".formatted(size));
      }
      tensors.put(entry.getKey(), tensor);
    }
    return new Weights(file.toString(), tensors);
  }
}
