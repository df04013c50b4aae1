package io.winnow.contract;

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

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  private VendorKey(SecretKeySpec key) {
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
    return new VendorKey(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
  }

  /** The signature, 64 hexadecimal digits in lower case. */
  public String sign(byte[] bytes) {
    return HexFormat.of().formatHex(mac(bytes));
  }

  /**
   * Takes the same time for any wrong signature.
   *
   * @param signature 64 hexadecimal digits, in either case; anything else is wrong
   */
  public boolean signed(byte[] bytes, String signature) {
    byte[] given;
    try {
      given = HexFormat.of().parseHex(signature);
    } catch (IllegalArgumentException e) {
      return false;
    }
    return MessageDigest.isEqual(mac(bytes), given);
  }

  private byte[] mac(byte[] bytes) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(bytes);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("Every Java has " + ALGORITHM, e);
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
