package io.winnow.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.contract.ReturnManifestValidator.ReturnManifest;
import io.winnow.contract.ReturnManifestValidator.ReturnManifest.ReturnFile;
import io.winnow.contract.VendorKey.VendorKeyMissingException;
import io.winnow.contract.parquet.ParquetIn;
import io.winnow.contract.parquet.PlainFiles;
import io.winnow.files.Sha256;
import io.winnow.json.JsonFormat;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The manifest in a folder of an inbox, its signature, and the files that it names.
 *
 * @param folder no name leads out of it
 * @param prefix the folder's name below the inbox, with a slash after it; empty for the inbox
 */
record VendorManifest(FileSystem fs, Path folder, String prefix) {

  /** Enough for 50,000 files; a longer manifest is not read. */
  static final int LONGEST_MANIFEST = 16 << 20;

  private static final int LONGEST_SIGNATURE = 1 << 10;

  /** What only our own manifests have. */
  private static final String OURS = "annotators_per_sentence";

  /**
   * @param unnamed what is to be merged of the folder; the names that the manifest has are taken
   *     out
   * @throws ContractBreachException see {@link ReturnManifestValidator#validate}
   */
  void validate(Set<String> unnamed, Optional<VendorKey> key) throws IOException {
    boolean signed = fs.exists(new Path(folder, Contract.MANIFEST_SIGNATURE));
    if (!fs.exists(new Path(folder, Contract.MANIFEST))) {
      throw ContractBreachException.manifest(
          prefix + Contract.MANIFEST_SIGNATURE,
          "it signs %s, which is missing".formatted(prefix + Contract.MANIFEST),
          null);
    }
    byte[] json = bytes(Contract.MANIFEST, LONGEST_MANIFEST);
    if (signed) {
      requireSigned(json, key);
    }
    Optional<ReturnManifest> manifest = parse(json);
    if (manifest.isPresent()) {
      List<ReturnFile> files = manifest.get().files();
      for (ReturnFile file : files) {
        requireAsSaid(file);
        unnamed.remove(file.name());
      }
      if (signed && !unnamed.isEmpty()) {
        throw breach(
            "it is signed and names %d files, but not %s, which is in the same folder",
            files.size(), String.join(", ", unnamed));
      }
    }
  }

  /** Never says what the right signature is: whoever reads the message could use it. */
  private void requireSigned(byte[] json, Optional<VendorKey> key) throws IOException {
    String name = prefix + Contract.MANIFEST_SIGNATURE;
    byte[] file = bytes(Contract.MANIFEST_SIGNATURE, LONGEST_SIGNATURE);
    String signature = new String(file, StandardCharsets.UTF_8).strip();
    if (!key.orElseThrow(() -> new VendorKeyMissingException(name)).signed(json, signature)) {
      String shown = signature.length() <= 64 ? signature : signature.substring(0, 64) + "...";
      throw breach(
          "its signature in %s, '%s', does not match its bytes (SHA-256 %s) under the agreed key",
          name, shown, Sha256.of(json));
    }
  }

  private Optional<ReturnManifest> parse(byte[] json) throws IOException {
    try {
      JsonNode tree = JsonFormat.LENIENT.readTree(json);
      if (tree.has(OURS)) {
        return Optional.empty();
      }
      if (!tree.path("files").isArray()) {
        throw breach("it has no list of files; leave it out, or see %s", Contract.MANIFEST_SCHEMA);
      }
      return Optional.of(JsonFormat.LENIENT.readValue(tree, ReturnManifest.class));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw ContractBreachException.manifest(
          prefix + Contract.MANIFEST, "it is no JSON of that kind (%s)".formatted(reason), e);
    }
  }

  private byte[] bytes(String name, int longest) throws IOException {
    Path path = new Path(folder, name);
    long length = fs.getFileStatus(path).getLen();
    if (length > longest) {
      throw ContractBreachException.manifest(
          prefix + name,
          "it has %d bytes, at most %d are allowed".formatted(length, longest),
          null);
    }
    return PlainFiles.bytes(fs, path);
  }

  private void requireAsSaid(ReturnFile file) throws IOException {
    Optional<String> objection = objection(file.name());
    if (objection.isPresent()) {
      String shown = String.valueOf(file.name()).replaceAll("\\p{Cntrl}", "?");
      throw breach("it names the file '%s', which %s", shown, objection.get());
    }
    if (file.sha256() == null) {
      throw breach("it gives no sha256 of %s", file.name());
    }
    Path path = new Path(folder, file.name());
    requireThere(file, path);
    String found = PlainFiles.sha256(fs, path);
    if (!found.equals(file.sha256().strip().toLowerCase(Locale.ROOT))) {
      throw breach(
          "it says that %s has SHA-256 %s, the file there has %s",
          file.name(), file.sha256(), found);
    }
    if (file.rows() != null) {
      long rows = rows(file, path);
      if (rows != file.rows()) {
        throw breach(
            "it says that %s has %d rows, the file there has %d", file.name(), file.rows(), rows);
      }
    }
  }

  private void requireThere(ReturnFile file, Path path) throws IOException {
    try {
      // Of all file systems only a local disk has links that could lead out of the folder.
      if (fs.getUri().getScheme().equals("file") && !real(path).startsWith(real(folder))) {
        throw breach("it names %s, which is a link to a place outside %s", file.name(), folder);
      }
      if (!fs.getFileStatus(path).isFile()) {
        throw breach("it names %s, which is no file", file.name());
      }
    } catch (FileNotFoundException | NoSuchFileException e) {
      throw breach("it names %s, which is missing from %s", file.name(), folder);
    }
  }

  private static java.nio.file.Path real(Path local) throws IOException {
    return new File(local.toUri().getPath()).toPath().toRealPath();
  }

  private long rows(ReturnFile file, Path path) {
    try (ParquetIn parquet = ParquetIn.open(fs, path)) {
      return parquet.rows();
    } catch (IOException | RuntimeException e) {
      throw ContractBreachException.unreadable(
          file.name(),
          "its manifest counts rows, but it is no Parquet file, or not a whole one (%s)"
              .formatted(e.getMessage()),
          e);
    }
  }

  private ContractBreachException breach(String what, Object... values) {
    return ContractBreachException.manifest(
        prefix + Contract.MANIFEST, what.formatted(values), null);
  }

  /**
   * What is wrong with a name: it must never lead out of the inbox. Empty if it leads to a place
   * below its folder on every file system. Names are taken literally: {@code %2e} is no dot.
   */
  static Optional<String> objection(String name) {
    if (name == null || name.isEmpty()) {
      return Optional.of("is empty");
    }
    if (name.chars().anyMatch(Character::isISOControl)) {
      return Optional.of("holds a control character");
    }
    if (name.contains("\\")) {
      return Optional.of("holds a backslash");
    }
    if (name.contains(":")) {
      return Optional.of("is a URI or names a drive");
    }
    if (name.startsWith("/")) {
      return Optional.of("is an absolute path");
    }
    return Stream.of(name.split("/", -1))
        .map(VendorManifest::partObjection)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> partObjection(String part) {
    if (part.isBlank()) {
      return Optional.of("has an empty part");
    }
    if (part.strip().equals(".") || part.strip().equals("..")) {
      return Optional.of("leads out of its folder");
    }
    if (part.startsWith("_") || part.startsWith(".")) {
      return Optional.of("has a part that begins with '_' or '.', which is never read");
    }
    return Optional.empty();
  }
}
