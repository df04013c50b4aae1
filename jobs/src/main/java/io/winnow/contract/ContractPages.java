package io.winnow.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The contract as vendors read it: pages beside the code, copied into every outbox. */
final class ContractPages {

  private ContractPages() {}

  /**
   * @param name {@link Contract#PAGE} or {@link Contract#MANIFEST_SCHEMA}
   */
  static byte[] bytes(String name) {
    try (InputStream in = ContractPages.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not on the class path: build again");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + name, e);
    }
  }
}
