package io.winnow.contract;

import io.winnow.contract.ReturnManifestValidator.ReturnManifest;
import io.winnow.contract.ReturnManifestValidator.ReturnManifest.ReturnFile;
import io.winnow.contract.parquet.PlainFiles;
import io.winnow.foreign.FolderWalk;
import io.winnow.json.JsonFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Returns that we put into an inbox ourselves: imports, and those of simulated annotators. With a
 * key each is signed, and in a folder of its own, since a signed manifest names all that is in its
 * folder. An object store can't move a folder in one step, so the folder is marked as unfinished
 * until all is in it.
 *
 * @param fs without checksum files
 */
record OwnDelivery(FileSystem fs, Optional<VendorKey> key) {

  private static final String ENDING = ".parquet";

  /** Where a return of such a name lies. */
  Path place(Path inbox, String name) {
    return key.isEmpty()
        ? new Path(inbox, name)
        : new Path(inbox, name.replace(ENDING, "") + "/" + name);
  }

  /** Whether a return lies there, whole. */
  boolean isDelivered(Path place) throws IOException {
    removeUnfinished(place);
    return fs.exists(place);
  }

  /** Makes a finished file visible there, whole and with its signature. */
  void deliver(Path unfinished, Path place) throws IOException {
    if (key.isEmpty()) {
      rename(unfinished, place);
      return;
    }
    Path folder = place.getParent();
    removeUnfinished(place);
    if (fs.exists(folder)) {
      throw new IOException("Cannot deliver to %s: it is there already".formatted(folder));
    }
    fs.mkdirs(folder);
    Path mark = new Path(folder, FolderWalk.UNFINISHED);
    write(mark, new byte[0]);
    byte[] manifest =
        JsonFormat.MAPPER.writeValueAsBytes(
            new ReturnManifest(
                List.of(new ReturnFile(place.getName(), PlainFiles.sha256(fs, unfinished), null))));
    write(new Path(folder, Contract.MANIFEST), manifest);
    write(
        new Path(folder, Contract.MANIFEST_SIGNATURE),
        (key.get().sign(manifest) + "\n").getBytes(StandardCharsets.UTF_8));
    rename(unfinished, place);
    fs.delete(mark, false);
  }

  /** What a killed command began is begun anew. */
  private void removeUnfinished(Path place) throws IOException {
    Path folder = place.getParent();
    if (place.getName().equals(folder.getName() + ENDING)
        && fs.exists(new Path(folder, FolderWalk.UNFINISHED))) {
      fs.delete(folder, true);
    }
  }

  private void write(Path file, byte[] content) throws IOException {
    try (OutputStream out = fs.create(file, false)) {
      out.write(content);
    }
  }

  private void rename(Path from, Path to) throws IOException {
    if (!fs.rename(from, to)) {
      throw new IOException("Cannot rename %s to %s".formatted(from, to));
    }
  }
}
