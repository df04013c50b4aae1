package io.winnow.contract;

import io.winnow.text.Sentence;
import io.winnow.text.Word;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.parquet.bytes.BytesUtils;

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
    ByteArrayOutputStream out = new ByteArrayOutputStream(1 + 2 * words.size() + text.length());
    try {
      BytesUtils.writeUnsignedVarInt(words.size(), out);
      int units = 0;
      for (Word word : words) {
        BytesUtils.writeUnsignedVarInt(text.codePointCount(units, word.start()), out);
        BytesUtils.writeUnsignedVarInt(text.codePointCount(word.start(), word.end()), out);
        units = word.end();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    return new SentText(out.toByteArray());
  }

  public int wordCount() {
    return number(new ByteArrayInputStream(packed));
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
    ByteArrayInputStream in = new ByteArrayInputStream(packed);
    int[] starts = new int[number(in)];
    int[] ends = new int[starts.length];
    int at = 0;
    for (int word = 0; word < starts.length; word++) {
      starts[word] = at + number(in);
      ends[word] = starts[word] + number(in);
      at = ends[word];
    }
    return new PlacedWords(new String(in.readAllBytes(), StandardCharsets.UTF_8), starts, ends);
  }

  private static int number(ByteArrayInputStream in) {
    try {
      return BytesUtils.readUnsignedVarInt(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
}
