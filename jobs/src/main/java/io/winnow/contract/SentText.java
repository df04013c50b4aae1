package io.winnow.contract;

import io.winnow.text.Sentence;
import io.winnow.text.Word;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A sentence's text and where its words lie, in one array of bytes: two bytes a word and the text
 * in UTF-8, about a third of what objects would take. All sentences that went out are in memory
 * together.
 */
public final class SentText {

  private final byte[] packed;

  private SentText(byte[] packed) {
    this.packed = packed;
  }

  /**
   * @param words in reading order, none overlap; offsets in UTF-16 units of the text
   */
  public static SentText of(String text, List<Word> words) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer out = ByteBuffer.allocate(5 + 10 * words.size() + utf8.length);
    write(out, words.size());
    int units = 0;
    for (Word word : words) {
      write(out, text.codePointCount(units, word.start()));
      write(out, text.codePointCount(word.start(), word.end()));
      units = word.end();
    }
    out.put(utf8);
    return new SentText(Arrays.copyOf(out.array(), out.position()));
  }

  public int wordCount() {
    return read(ByteBuffer.wrap(packed));
  }

  /** The words as they stand in the text. */
  public List<String> words() {
    PlacedWords placed = placed();
    return IntStream.range(0, placed.starts().length).mapToObj(placed::word).toList();
  }

  /**
   * The sentence as it was before it was packed.
   *
   * @param id its name
   */
  public Sentence sentence(String id) {
    PlacedWords placed = placed();
    String text = placed.text();
    List<Word> words = new ArrayList<>(placed.starts().length);
    int unit = 0;
    int codePoint = 0;
    for (int word = 0; word < placed.starts().length; word++) {
      int start = text.offsetByCodePoints(unit, placed.starts()[word] - codePoint);
      codePoint = placed.ends()[word];
      unit = text.offsetByCodePoints(start, codePoint - placed.starts()[word]);
      words.add(new Word(text.substring(start, unit), start, unit));
    }
    return new Sentence(id, text, words);
  }

  /** Unpacks it. */
  PlacedWords placed() {
    ByteBuffer in = ByteBuffer.wrap(packed);
    int[] starts = new int[read(in)];
    int[] ends = new int[starts.length];
    int at = 0;
    for (int word = 0; word < starts.length; word++) {
      starts[word] = at + read(in);
      ends[word] = starts[word] + read(in);
      at = ends[word];
    }
    String text = new String(packed, in.position(), in.remaining(), StandardCharsets.UTF_8);
    return new PlacedWords(text, starts, ends);
  }

  /** Seven bits a byte, the lowest first; the highest bit says that more follow. */
  private static void write(ByteBuffer out, int value) {
    int left = value;
    while (left > 0x7f) {
      out.put((byte) (left | 0x80));
      left >>>= 7;
    }
    out.put((byte) left);
  }

  private static int read(ByteBuffer in) {
    int value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      value |= (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SentText text && Arrays.equals(packed, text.packed);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(packed);
  }

  @Override
  public String toString() {
    return placed().text();
  }

  /**
   * A sentence's words by their place in its text.
   *
   * @param starts first character of each word, in code points of the text; ascending
   * @param ends one past the last character of each word, likewise
   */
  record PlacedWords(String text, int[] starts, int[] ends) {

    int length() {
      return text.codePointCount(0, text.length());
    }

    /**
     * @param start in code points; within the text, as is {@code end}
     */
    String cut(int start, int end) {
      int from = text.offsetByCodePoints(0, start);
      return text.substring(from, text.offsetByCodePoints(from, end - start));
    }

    String word(int word) {
      return cut(starts[word], ends[word]);
    }

    /** The word that begins at a character; -1 if none does. */
    int startingAt(int character) {
      int word = firstEndingAfter(character);
      return word < starts.length && starts[word] == character ? word : -1;
    }

    /** The word that ends before a character; -1 if none does. */
    int endingAt(int character) {
      int word = firstEndingAfter(character - 1);
      return word < ends.length && ends[word] == character ? word : -1;
    }

    /** The number of words for none. */
    int firstEndingAfter(int character) {
      int low = 0;
      int high = ends.length;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (ends[middle] > character) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      return low;
    }
  }
}
