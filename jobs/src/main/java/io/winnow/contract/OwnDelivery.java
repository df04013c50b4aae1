package io.winnow.contract;

import io.winnow.contract.ReturnManifestValidator.ReturnManifest;
import io.winnow.contract.ReturnManifestValidator.ReturnManifest.ReturnFile;
import io.winnow.contract.parquet.PlainFiles;
import io.winnow.json.JsonFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Returns that we put into an inbox ourselves: imports, and those of simulated annotators. With a
 * key each is signed, and in a folder of its own, since a signed manifest names all that is in its
 * folder.
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

  /** Makes a finished file visible there, whole and with its signature. */
  void deliver(Path unfinished, Path place) throws IOException {
    if (key.isEmpty()) {
      rename(unfinished, place);
      return;
    }
    Path folder = place.getParent();
    // No name that somebody could foresee, and lay a link to a place of ours there.
    Path begun = new Path(folder.getParent(), "_" + UUID.randomUUID());
    fs.mkdirs(begun);
    byte[] manifest =
        JsonFormat.MAPPER.writeValueAsBytes(
            new ReturnManifest(
                List.of(new ReturnFile(place.getName(), PlainFiles.sha256(fs, unfinished), null))));
    write(new Path(begun, Contract.MANIFEST), manifest);
    write(
        new Path(begun, Contract.MANIFEST_SIGNATURE),
        (key.get().sign(manifest) + "\n").getBytes(StandardCharsets.UTF_8));
    rename(unfinished, new Path(begun, place.getName()));
    rename(begun, folder);
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
