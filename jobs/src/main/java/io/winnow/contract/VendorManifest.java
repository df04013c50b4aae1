package io.winnow.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.contract.ReturnManifestValidator.ReturnManifest;
import io.winnow.contract.ReturnManifestValidator.ReturnManifest.ReturnFile;
import io.winnow.contract.VendorKey.VendorKeyMissingException;
import io.winnow.contract.parquet.ParquetRows;
import io.winnow.contract.parquet.ReaderLostException;
import io.winnow.display.Excerpt;
import io.winnow.files.Sha256;
import io.winnow.foreign.FileName;
import io.winnow.foreign.ForeignFile;
import io.winnow.foreign.OneReading;
import io.winnow.foreign.OneReading.ChangingException;
import io.winnow.foreign.Reasons;
import io.winnow.json.JsonFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;

/**
 * The manifest in a folder of an inbox, its signature, and the files that it names.
 *
 * @param fs of the copies
 * @param folder its name below the inbox, with a slash after it; empty for the inbox. No name leads
 *     out of it
 */
record VendorManifest(
    FileSystem fs,
    ParquetRows.Source source,
    ReturnLimits limits,
    TakenInbox inbox,
    String folder) {

  /** Enough for 50,000 files; a longer manifest is not read. */
  static final int LONGEST_MANIFEST = 16 << 20;

  private static final int LONGEST_SIGNATURE = 1 << 10;

  /** What only our own manifests have. */
  private static final String OURS = "annotators_per_sentence";

  /**
   * @param unnamed what is to be merged of the folder; the names that the manifest has are taken
   *     out
   * @param vouched gets what a right signature vouches for, by name below the inbox
   * @return why the folder must wait, if it must
   * @throws ContractBreachException see {@link ReturnManifestValidator#validate}
   */
  Optional<String> validate(Set<String> unnamed, Optional<VendorKey> key, Consumer<String> vouched)
      throws IOException {
    try {
      boolean signed = inbox.file(folder + Contract.MANIFEST_SIGNATURE).isPresent();
      byte[] json = bytes(Contract.MANIFEST, LONGEST_MANIFEST);
      if (signed) {
        requireSigned(json, key);
      }
      Optional<ReturnManifest> manifest = parse(json);
      if (manifest.isEmpty()) {
        return Optional.empty();
      }
      List<ReturnFile> files = manifest.get().files();
      Optional<String> waits = validate(files, signed, unnamed);
      if (signed && waits.isEmpty()) {
        files.forEach(file -> vouched.accept(folder + FileName.shown(file.name())));
      }
      return waits;
    } catch (ChangingException e) {
      return Optional.of("waits for %s, which %s".formatted(name(), e.getMessage()));
    }
  }

  private Optional<String> validate(List<ReturnFile> files, boolean signed, Set<String> unnamed)
      throws IOException {
    for (ReturnFile file : files) {
      requireName(file);
    }
    Optional<String> unfinished =
        files.stream()
            .flatMap(
                file ->
                    inbox.waiting().stream()
                        .filter(it -> it.name().equals(folder + FileName.shown(file.name()))))
            .findFirst()
            .map(it -> "waits: %s names %s".formatted(name(), it));
    if (unfinished.isPresent()) {
      return unfinished;
    }
    for (ReturnFile file : files) {
      requireAsSaid(file);
      unnamed.remove(FileName.shown(file.name()));
    }
    if (signed && !unnamed.isEmpty()) {
      throw breach(
          "it is signed and names %d files, but not %s, which is in the same folder",
          files.size(), Excerpt.list(unnamed));
    }
    return Optional.empty();
  }

  /** Never says what the right signature is: whoever reads the message could use it. */
  private void requireSigned(byte[] json, Optional<VendorKey> key) throws IOException {
    String name = inbox.home() + folder + Contract.MANIFEST_SIGNATURE;
    byte[] file = bytes(Contract.MANIFEST_SIGNATURE, LONGEST_SIGNATURE);
    String signature = new String(file, StandardCharsets.UTF_8).strip();
    if (!key.orElseThrow(() -> new VendorKeyMissingException(name)).signed(json, signature)) {
      throw breach(
          "its signature in %s, '%s', does not match its bytes (SHA-256 %s) under the agreed key",
          name, Excerpt.of(signature, 64), Sha256.of(json));
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
          name(), "it is no JSON of that kind (%s)".formatted(Excerpt.of(reason)), e);
    }
  }

  private byte[] bytes(String name, int longest) throws IOException {
    ForeignFile file =
        inbox
            .file(folder + name)
            .orElseThrow(
                () ->
                    ContractBreachException.manifest(
                        inbox.home() + folder + Contract.MANIFEST_SIGNATURE,
                        "it signs %s, which %s"
                            .formatted(name(), inbox.reason(folder + name).orElse("is missing")),
                        null));
    if (file.found().length() > longest) {
      throw ContractBreachException.manifest(
          inbox.home() + folder + name,
          "it has %d bytes, at most %d are allowed".formatted(file.found().length(), longest),
          null);
    }
    try {
      return OneReading.bytes(file);
    } catch (ChangingException e) {
      throw e;
    } catch (IOException e) {
      throw ContractBreachException.manifest(
          inbox.home() + folder + name, "it can't be read (%s)".formatted(Reasons.of(e)), e);
    }
  }

  private void requireName(ReturnFile file) {
    Optional<String> objection = objection(file.name());
    if (objection.isPresent()) {
      String shown = Excerpt.of(String.valueOf(file.name()));
      throw breach("it names the file '%s', which %s", shown, objection.get());
    }
    if (file.sha256() == null) {
      throw breach("it gives no sha256 of %s", shown(file));
    }
  }

  private void requireAsSaid(ReturnFile file) throws IOException {
    String place = folder + FileName.shown(file.name());
    String found = sha256(file, place);
    if (!found.equals(file.sha256().strip().toLowerCase(Locale.ROOT))) {
      throw breach(
          "it says that %s has SHA-256 %s, the file there has %s",
          shown(file), Excerpt.of(file.sha256()), found);
    }
    if (file.rows() != null) {
      long rows = rows(file, inbox.returns().get(place));
      if (rows != file.rows()) {
        throw breach(
            "it says that %s has %d rows, the file there has %d", shown(file), file.rows(), rows);
      }
    }
  }

  /** Of what was taken; a manifest may also name documentation, which is no return. */
  private String sha256(ReturnFile file, String place) throws IOException {
    Delivery taken = inbox.returns().get(place);
    if (taken != null) {
      return taken.sha256();
    }
    Optional<ForeignFile> beside = inbox.file(place);
    Optional<String> reason = inbox.reason(place);
    if (reason.isPresent() || beside.isEmpty()) {
      throw breach("it names %s, which %s", shown(file), reason.orElseGet(() -> absence(place)));
    }
    return OneReading.sha256(beside.get());
  }

  private String absence(String place) {
    boolean isFolder =
        inbox.found().files().stream().anyMatch(it -> it.name().startsWith(place + "/"));
    return isFolder ? "is no file" : "is missing from its folder";
  }

  private long rows(ReturnFile file, Delivery taken) {
    if (taken == null) {
      throw breach("it counts the rows of %s, which is no return", shown(file));
    }
    try (ParquetRows parquet = source.open(fs, taken.path(), limits.ofOneFile())) {
      return parquet.rows();
    } catch (ReaderLostException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw ContractBreachException.unreadable(
          shown(file),
          "its manifest counts rows, but it is no Parquet file, or not a whole one (%s)"
              .formatted(ContractBreachException.reason(e)),
          e);
    }
  }

  private static String shown(ReturnFile file) {
    return Excerpt.of(file.name());
  }

  private String name() {
    return inbox.home() + folder + Contract.MANIFEST;
  }

  private ContractBreachException breach(String what, Object... values) {
    return ContractBreachException.manifest(name(), what.formatted(values), null);
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
