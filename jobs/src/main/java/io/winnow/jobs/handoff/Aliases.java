package io.winnow.jobs.handoff;

import io.winnow.workspace.RunId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The names that a round's sentences go out under where control items are mixed in. They look like
 * sentence ids, but a sentence id can be computed by whoever guesses the source's name, so it would
 * show which rows are control items. Aliases are HMAC-SHA256 under a secret of the workspace: its
 * seed and the id of the run that made its corpus, neither of which leaves it.
 */
final class Aliases {

  private static final String ALGORITHM = "HmacSHA256";

  /** As many as {@link io.winnow.text.Sentence} has. */
  private static final int BYTES = 16;

  private final SecretKeySpec key;
  private final int round;

  private Aliases(SecretKeySpec key, int round) {
    this.key = key;
    this.round = round;
  }

  /**
   * @param corpus the run that made the workspace's corpus
   */
  static Aliases of(long seed, RunId corpus, int round) {
    byte[] run = corpus.value().getBytes(StandardCharsets.UTF_8);
    byte[] secret = ByteBuffer.allocate(Long.BYTES + run.length).putLong(seed).put(run).array();
    return new Aliases(new SecretKeySpec(secret, ALGORITHM), round);
  }

  /**
   * @param copy counts how often a sentence goes out in the round, from 0
   * @return 32 hexadecimal digits
   */
  String of(String sentenceId, int copy) {
    return HexFormat.of().formatHex(hash("record", sentenceId, copy), 0, BYTES);
  }

  /** A number for other values that the vendor must not be able to compute, such as positions. */
  long number(String purpose) {
    return ByteBuffer.wrap(hash(purpose, "", 0)).getLong();
  }

  private byte[] hash(String purpose, String text, int copy) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(purpose.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      mac.update(ByteBuffer.allocate(2 * Integer.BYTES).putInt(round).putInt(copy).array());
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("Every Java has " + ALGORITHM, e);
    }
  }
}
