package io.winnow.model.tokenizer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.BitSet;
import java.util.Deque;
import java.util.Optional;

/**
 * A compiled normaliser of sentencepiece: the size of a double-array trie (Aoe 1989; the
 * darts-clone library's layout), the trie, and the texts, each ended by a 0, that its values point
 * to. Native code follows it without looking where it leads, and ends the process where that is
 * nowhere.
 */
final class Charsmap {

  /** Bytes of what one character becomes; the longest in Unicode has 33. */
  private static final int LONGEST = 1_000;

  private static final int SIZE_BYTES = 4;
  private static final int LABELS = 256;

  private final IntBuffer trie;
  private final ByteBuffer texts;

  private Charsmap(ByteBuffer bytes) {
    int size = bytes.getInt();
    this.texts = bytes.slice(SIZE_BYTES + size, bytes.capacity() - SIZE_BYTES - size);
    this.trie = bytes.slice(SIZE_BYTES, size).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
  }

  /**
   * @param base64 as tokenizer.json has it
   * @return what is wrong with it, as a clause
   */
  static Optional<String> problem(String base64) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return Optional.of("is no Base64");
    }
    if (!Base64.getEncoder().encodeToString(bytes).equals(base64)) {
      return Optional.of("is no Base64");
    }
    ByteBuffer all = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int size = bytes.length < SIZE_BYTES ? -1 : all.getInt(0);
    if (size < SIZE_BYTES || size % SIZE_BYTES != 0 || size > bytes.length - SIZE_BYTES) {
      return Optional.of(
          "has %,d bytes and says that %,d are a trie".formatted(bytes.length, size));
    }
    return new Charsmap(all).problem();
  }

  private Optional<String> problem() {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(texts.duplicate());
    } catch (CharacterCodingException e) {
      return Optional.of("has texts that are no UTF-8");
    }
    BitSet seen = new BitSet();
    Deque<Integer> left = new ArrayDeque<>();
    left.push(offset(trie.get(0)));
    while (!left.isEmpty()) {
      int from = left.pop();
      if (from < 0 || (from | LABELS - 1) >= trie.capacity()) {
        return Optional.of("has a trie that leads beyond its %,d units".formatted(trie.capacity()));
      }
      for (int label = 1; label < LABELS; label++) {
        int unit = trie.get(from ^ label);
        if (label(unit) == label) {
          int to = from ^ label ^ offset(unit);
          boolean isEnd = (unit >>> 8 & 1) == 1;
          if (isEnd && !(to >= 0 && to < trie.capacity() && isText(trie.get(to) & 0x7fffffff))) {
            return Optional.of("has a trie that leads to no text");
          }
          if (!seen.get(Math.max(0, to))) {
            seen.set(Math.max(0, to));
            left.push(to);
          }
        }
      }
    }
    return Optional.empty();
  }

  private static int offset(int unit) {
    return unit >>> 10 << ((unit & 1 << 9) >>> 6);
  }

  private static int label(int unit) {
    return unit & 0x800000ff;
  }

  /** Whether one begins there, between characters, and ends soon. */
  private boolean isText(int place) {
    if (place > texts.capacity()) {
      return false;
    }
    int end = place;
    while (end < texts.capacity() && texts.get(end) != 0) {
      end++;
    }
    boolean isInCharacter = place < texts.capacity() && (texts.get(place) & 0xc0) == 0x80;
    return !isInCharacter && end - place <= LONGEST;
  }
}
