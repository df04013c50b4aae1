package io.winnow.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.contract.InboxFiles.InboxFile;
import io.winnow.contract.VendorKey.VendorKeyMissingException;
import io.winnow.contract.parquet.PlainFiles;
import io.winnow.files.Sha256;
import io.winnow.json.JsonFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Validates returns against the manifests that a vendor may put beside them. A folder of the inbox,
 * at any depth, needs neither {@code manifest.json} nor {@code manifest.sig}. A signed manifest
 * covers all files of its folder: a file there that it does not name is a breach. A copy of a
 * manifest that we sent says nothing of the return, but a signature beside it must be right.
 */
public final class ReturnManifestValidator {

  /** Enough for 50,000 files; a longer manifest is not read. */
  static final int LONGEST_MANIFEST = 16 << 20;

  private static final int LONGEST_SIGNATURE = 1 << 10;

  /** What only our own manifests have. */
  private static final String OURS = "annotators_per_sentence";

  private final FileSystem fs;
  private final Optional<VendorKey> key;

  /**
   * @param key what signatures are verified by
   */
  public ReturnManifestValidator(FileSystem fs, Optional<VendorKey> key) {
    this.fs = PlainFiles.plain(fs);
    this.key = key;
  }

  /**
   * Reads every file that a manifest names once, in constant memory.
   *
   * @param inbox need not exist
   * @param files what is to be merged of it, see {@link InboxFiles#list}
   * @throws ContractBreachException if a manifest can't be read, is signed wrongly, names a place
   *     outside its folder, or says of a file what is not so; names the manifest and both values
   * @throws VendorKeyMissingException if something is signed and there is no key
   */
  public void validate(Path inbox, Collection<InboxFile> files) throws IOException {
    if (!fs.exists(inbox)) {
      return;
    }
    SortedMap<String, Set<String>> folders = new TreeMap<>();
    collect(inbox, "", folders);
    for (InboxFile file : files) {
      String name = below(inbox, file.path());
      folders.keySet().stream()
          .filter(name::startsWith)
          .max(Comparator.comparingInt(String::length))
          .ifPresent(home -> folders.get(home).add(name.substring(home.length())));
    }
    for (Map.Entry<String, Set<String>> folder : folders.entrySet()) {
      validateFolder(inbox, folder.getKey(), folder.getValue());
    }
  }

  /** Folders with a manifest or a signature, as prefixes of names below the inbox. */
  private void collect(Path folder, String prefix, Map<String, Set<String>> folders)
      throws IOException {
    boolean vouched = false;
    for (FileStatus status : fs.listStatus(folder)) {
      String name = status.getPath().getName();
      if (status.isDirectory()) {
        if (!name.startsWith("_") && !name.startsWith(".")) {
          collect(status.getPath(), prefix + name + "/", folders);
        }
      } else {
        vouched |= name.equals(Contract.MANIFEST) || name.equals(Contract.MANIFEST_SIGNATURE);
      }
    }
    if (vouched) {
      folders.put(prefix, new TreeSet<>());
    }
  }

  private void validateFolder(Path inbox, String folder, Set<String> inThere) throws IOException {
    Path place = folder.isEmpty() ? inbox : new Path(inbox, folder);
    String name = folder + Contract.MANIFEST;
    Path signature = new Path(place, Contract.MANIFEST_SIGNATURE);
    boolean signed = fs.exists(signature);
    if (!fs.exists(new Path(place, Contract.MANIFEST))) {
      throw ContractBreachException.manifest(
          folder + Contract.MANIFEST_SIGNATURE,
          "it signs %s, which is missing".formatted(name),
          null);
    }
    byte[] json = bytes(place, folder, Contract.MANIFEST, LONGEST_MANIFEST);
    if (signed) {
      verify(json, place, folder);
    }
    Optional<ReturnManifest> manifest = parse(name, json);
    if (manifest.isEmpty()) {
      return;
    }
    ListedFiles listed = new ListedFiles(fs, place, name);
    for (ReturnManifest.ReturnFile file : manifest.get().files()) {
      listed.requireAsSaid(file);
      inThere.remove(file.name());
    }
    if (signed && !inThere.isEmpty()) {
      throw ContractBreachException.manifest(
          name,
          "it is signed and names %d files, but not %s, which lies beside them"
              .formatted(manifest.get().files().size(), String.join(", ", inThere)),
          null);
    }
  }

  /** Never says what the right signature is: whoever reads the message could use it. */
  private void verify(byte[] json, Path place, String folder) throws IOException {
    String name = folder + Contract.MANIFEST_SIGNATURE;
    byte[] file = bytes(place, folder, Contract.MANIFEST_SIGNATURE, LONGEST_SIGNATURE);
    VendorKey with = key.orElseThrow(() -> new VendorKeyMissingException(name));
    String signature = new String(file, StandardCharsets.UTF_8).strip();
    if (!with.signed(json, signature)) {
      throw ContractBreachException.manifest(
          folder + Contract.MANIFEST,
          "its signature in %s, '%s', is not that of its bytes (SHA-256 %s) under the key agreed on"
              .formatted(name, shortened(signature), Sha256.of(json)),
          null);
    }
  }

  private static Optional<ReturnManifest> parse(String name, byte[] json) throws IOException {
    try {
      JsonNode tree = JsonFormat.LENIENT.readTree(json);
      if (tree.has(OURS)) {
        return Optional.empty();
      }
      if (!tree.path("files").isArray()) {
        throw ContractBreachException.manifest(
            name,
            "it has no list of files; leave it out, or see " + Contract.MANIFEST_SCHEMA,
            null);
      }
      return Optional.of(JsonFormat.LENIENT.readValue(tree, ReturnManifest.class));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw ContractBreachException.manifest(
          name, "it is no JSON of that kind (%s)".formatted(firstLine(e)), e);
    }
  }

  private byte[] bytes(Path place, String folder, String name, int longest) throws IOException {
    Path path = new Path(place, name);
    long length = fs.getFileStatus(path).getLen();
    if (length > longest) {
      throw ContractBreachException.manifest(
          folder + name, "it has %d bytes, %d are enough".formatted(length, longest), null);
    }
    return PlainFiles.bytes(fs, path);
  }

  private String below(Path inbox, Path file) {
    String folder = fs.makeQualified(inbox).toString();
    String root = folder.endsWith("/") ? folder : folder + "/";
    String path = fs.makeQualified(file).toString();
    if (!path.startsWith(root)) {
      throw new IllegalArgumentException("%s does not lie in the inbox %s".formatted(file, inbox));
    }
    return path.substring(root.length());
  }

  private static String shortened(String text) {
    return text.length() <= 64 ? text : text.substring(0, 64) + "...";
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  /**
   * What a vendor says that a return holds, in a {@code manifest.json} beside it. Other fields may
   * stand there too.
   *
   * @param files each file of the return
   */
  public record ReturnManifest(List<ReturnFile> files) {

    /**
     * One file.
     *
     * @param name its path from the manifest's folder, with {@code /} between folders
     * @param sha256 64 hexadecimal digits
     * @param rows null if the vendor doesn't say
     */
    public record ReturnFile(String name, String sha256, Long rows) {}

    public ReturnManifest {
      files = List.copyOf(files);
    }
  }
}
