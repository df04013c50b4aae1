package io.winnow.contract;

import io.winnow.contract.VendorKey.VendorKeyMissingException;
import io.winnow.contract.parquet.ParquetRows;
import io.winnow.foreign.ForeignFile;
import io.winnow.foreign.PassedOver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.fs.FileSystem;

/**
 * Validates returns against the manifests that a vendor may put beside them. A folder of the inbox,
 * at any depth, needs neither {@code manifest.json} nor {@code manifest.sig}, unless signatures are
 * required. A signed manifest covers all files of its folder: a file there that it does not name is
 * a breach. A copy of a manifest that we sent says nothing of the return, but a signature beside it
 * must be right.
 *
 * @param fs of the copies that were taken
 * @param key what signatures are verified by
 * @param source what reads returns whose rows a manifest counts
 */
public record ReturnManifestValidator(
    FileSystem fs,
    Optional<VendorKey> key,
    Signatures signatures,
    ParquetRows.Source source,
    ReturnLimits limits) {

  /**
   * Holds what manifests say against what was taken; reads no return again, but for its rows.
   *
   * @return what must wait, as a file that its manifest names, or the manifest, is not finished
   * @throws ContractBreachException if a manifest can't be read, is signed wrongly, names a place
   *     outside its folder, or says of a file what is not so; names the manifest and both values;
   *     or if no signed manifest names a return, and one is required
   * @throws VendorKeyMissingException if something is signed and there is no key
   */
  public List<PassedOver> validate(TakenInbox inbox) throws IOException {
    List<PassedOver> waiting = new ArrayList<>();
    SortedSet<String> unsigned = new TreeSet<>(inbox.returns().keySet());
    for (Map.Entry<String, Set<String>> folder : folders(inbox).entrySet()) {
      VendorManifest manifest = new VendorManifest(fs, source, limits, inbox, folder.getKey());
      Set<String> returns = new TreeSet<>(folder.getValue());
      manifest
          .validate(folder.getValue(), key, unsigned::remove)
          .ifPresent(
              reason ->
                  returns.forEach(
                      name -> waiting.add(new PassedOver(folder.getKey() + name, reason))));
    }
    waiting.forEach(it -> unsigned.remove(it.name()));
    if (key.isPresent() && signatures == Signatures.REQUIRED && !unsigned.isEmpty()) {
      throw ContractBreachException.unsigned(inbox.home(), unsigned);
    }
    return waiting;
  }

  /** The folders that have a manifest or its signature, and what was taken of each. */
  private static SortedMap<String, Set<String>> folders(TakenInbox inbox) {
    SortedMap<String, Set<String>> folders = new TreeMap<>();
    for (ForeignFile file : inbox.found().files()) {
      String folder = file.name().substring(0, file.name().lastIndexOf('/') + 1);
      String name = file.name().substring(folder.length());
      if (name.equals(Contract.MANIFEST) || name.equals(Contract.MANIFEST_SIGNATURE)) {
        folders.put(folder, new TreeSet<>());
      }
    }
    for (String name : inbox.returns().keySet()) {
      folders.keySet().stream()
          .filter(name::startsWith)
          .max(Comparator.comparingInt(String::length))
          .ifPresent(home -> folders.get(home).add(name.substring(home.length())));
    }
    return folders;
  }

  /** What a vendor says that a return holds. Other fields may stand there too. */
  public record ReturnManifest(List<ReturnFile> files) {

    /**
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
