package io.winnow.contract;

import io.winnow.contract.InboxFiles.InboxFile;
import io.winnow.contract.VendorKey.VendorKeyMissingException;
import io.winnow.contract.parquet.PlainFiles;
import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Validates returns against the manifests that a vendor may put beside them. A folder of the inbox,
 * at any depth, needs neither {@code manifest.json} nor {@code manifest.sig}. A signed manifest
 * covers all files of its folder: a file there that it does not name is a breach. A copy of a
 * manifest that we sent says nothing of the return, but a signature beside it must be right.
 *
 * @param key what signatures are verified by
 */
public record ReturnManifestValidator(FileSystem fs, Optional<VendorKey> key) {

  public ReturnManifestValidator {
    fs = PlainFiles.plain(fs);
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
    SortedMap<String, Set<String>> folders = new TreeMap<>();
    for (InboxFile file : InboxFiles.all(fs, inbox)) {
      String name = file.path().getName();
      if (name.equals(Contract.MANIFEST) || name.equals(Contract.MANIFEST_SIGNATURE)) {
        folders.put(
            file.name().substring(0, file.name().length() - name.length()), new TreeSet<>());
      }
    }
    for (InboxFile file : files) {
      String name = below(inbox, file.path());
      folders.keySet().stream()
          .filter(name::startsWith)
          .max(Comparator.comparingInt(String::length))
          .ifPresent(home -> folders.get(home).add(name.substring(home.length())));
    }
    for (Map.Entry<String, Set<String>> folder : folders.entrySet()) {
      String prefix = folder.getKey();
      Path place = prefix.isEmpty() ? inbox : new Path(inbox, prefix);
      new VendorManifest(fs, place, prefix).validate(folder.getValue(), key);
    }
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
