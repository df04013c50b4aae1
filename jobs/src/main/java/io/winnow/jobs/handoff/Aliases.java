package io.winnow.jobs.handoff;

import io.winnow.contract.VendorKey;
import io.winnow.workspace.RunId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The names that a round's sentences go out under where control items are mixed in, or private
 * matter is replaced. They look like sentence ids, but a sentence id can be computed by whoever
 * guesses the source's name and the text: it would show which rows are control items, and whether a
 * guess at what was replaced is right. Aliases have nothing of the sentence in them. They are
 * HMAC-SHA256 of the place in the round under a secret of the workspace: its seed and the id of the
 * run that made its corpus, neither of which leaves it.
 */
record Aliases(byte[] secret, int round) {

  /** As many as {@link io.winnow.text.Sentence} has. */
  private static final int BYTES = 16;

  /**
   * @param corpus the run that made the workspace's corpus
   */
  static Aliases of(long seed, RunId corpus, int round) {
    byte[] run = utf8(corpus.value());
    return new Aliases(
        ByteBuffer.allocate(Long.BYTES + run.length).putLong(seed).put(run).array(), round);
  }

  /**
   * @param row place among all that goes out in the round, from 0
   * @return 32 hexadecimal digits
   */
  String of(int row) {
    return HexFormat.of().formatHex(hash("record", row), 0, BYTES);
  }

  /** A number for other values that the vendor must not be able to compute, such as positions. */
  long number(String purpose) {
    return ByteBuffer.wrap(hash(purpose, 0)).getLong();
  }

  private byte[] hash(String purpose, int row) {
    byte[] numbers = ByteBuffer.allocate(2 * Integer.BYTES).putInt(round).putInt(row).array();
    return VendorKey.hmac(secret, utf8(purpose + "\0"), numbers);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
