package io.winnow.contract;

import io.winnow.files.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key that Winnow and a vendor share. It signs manifests by HMAC-SHA256 (RFC 2104, FIPS 198-1);
 * as manifests name the SHA-256 of every file, a signature vouches for the files too.
 */
public final class VendorKey {

  private static final String HMAC = "HmacSHA256";

  private final byte[] key;

  private VendorKey(byte[] key) {
    this.key = key;
  }

  /**
   * @param secret any text that is not blank; its UTF-8 bytes, as they are, are the key
   * @throws IllegalArgumentException if it is blank
   */
  public static VendorKey of(String secret) {
    if (secret.isBlank()) {
      throw new IllegalArgumentException("A vendor's key is blank: give one, or none at all");
    }
    return new VendorKey(secret.getBytes(StandardCharsets.UTF_8));
  }

  /** The signature, 64 hexadecimal digits in lower case. */
  public String sign(byte[] bytes) {
    return Sha256.hex(hmac(key, bytes));
  }

  /**
   * Takes the same time for any wrong signature.
   *
   * @param signature 64 hexadecimal digits, in either case; anything else is wrong
   */
  public boolean signed(byte[] bytes, String signature) {
    try {
      return MessageDigest.isEqual(hmac(key, bytes), HexFormat.of().parseHex(signature));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** HMAC-SHA256 (RFC 2104, FIPS 198-1) of all parts one after another. */
  public static byte[] hmac(byte[] key, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("Every Java has " + HMAC, e);
    }
  }

  /** Does not show the key: it must not get into a log. */
  @Override
  public String toString() {
    return "VendorKey[...]";
  }

  /** Something is signed, and the key to verify it by was not given. */
  public static final class VendorKeyMissingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    VendorKeyMissingException(String signature) {
      super(
          "Cannot verify %s: the key is missing; set WINNOW_VENDOR_KEY to the one that the vendor signs with"
              .formatted(signature));
    }
  }
}
