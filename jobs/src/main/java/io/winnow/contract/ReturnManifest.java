package io.winnow.contract;

import java.util.List;

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
