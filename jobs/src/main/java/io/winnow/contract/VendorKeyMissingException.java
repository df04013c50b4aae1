package io.winnow.contract;

/** Something is signed, and the key to verify it by was not given. */
public final class VendorKeyMissingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  VendorKeyMissingException(String signature) {
    super(
        "Cannot verify %s: the key is missing; set WINNOW_VENDOR_KEY to the one that the vendor signs with"
            .formatted(signature));
  }
}
