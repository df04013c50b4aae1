package io.winnow.text;

import io.winnow.files.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Names a sentence by what it says and where it comes from, so that the same input gives the same
 * ids on any cluster, in any order, on any day.
 */
public final class SentenceId {

  private static final int DIGITS = 32;

  private SentenceId() {}

  /**
   * @param source the source's name, such as a data set's; not a path that may move
   * @param text the sentence
   * @return 32 hexadecimal digits: the first 128 bits of SHA-256 over source, a zero byte and text
   *     in UTF-8
   */
  public static String of(String source, String text) {
    MessageDigest sha = Sha256.digest();
    sha.update(source.getBytes(StandardCharsets.UTF_8));
    sha.update((byte) 0);
    sha.update(text.getBytes(StandardCharsets.UTF_8));
    return Sha256.hex(sha.digest()).substring(0, DIGITS);
  }
}
