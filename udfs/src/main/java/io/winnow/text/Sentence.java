package io.winnow.text;

import io.winnow.files.Sha256;
import java.util.ArrayList;
import java.util.List;

/**
 * One record of a corpus.
 *
 * @param id stable name, see {@link #idOf}
 * @param text the whole sentence
 * @param words its words in reading order; none overlap
 */
public record Sentence(String id, String text, List<Word> words) {

  private static final int ID_DIGITS = 32;

  public Sentence {
    words = List.copyOf(words);
    int from = 0;
    for (Word word : words) {
      if (word.start() < from || word.end() > text.length()) {
        throw new IllegalArgumentException(
            "Sentence %s: word '%s' at [%d,%d) does not fit after character %d of %d"
                .formatted(id, word.text(), word.start(), word.end(), from, text.length()));
      }
      from = word.end();
    }
  }

  /** A sentence whose words were given without a text: the text is the words, one space between. */
  public static Sentence ofWords(String source, List<String> words) {
    List<Word> placed = new ArrayList<>(words.size());
    int at = 0;
    for (String word : words) {
      placed.add(new Word(word, at, at + word.length()));
      at += word.length() + 1;
    }
    String text = String.join(" ", words);
    return new Sentence(idOf(source, text), text, placed);
  }

  /**
   * Names a sentence by what it says and where it comes from: the same on any cluster, any day.
   *
   * @param source the source's name, such as a data set's; not a path that may move
   * @param text the sentence
   * @return 32 hexadecimal digits: the first 128 bits of SHA-256 over source, a zero byte and text
   *     in UTF-8
   */
  public static String idOf(String source, String text) {
    return Sha256.of(source + '\0' + text).substring(0, ID_DIGITS);
  }

  /** The first character of a span of words. */
  public int start(EntitySpan span) {
    return words.get(span.startWord()).start();
  }

  /** One past the last character of a span of words. */
  public int end(EntitySpan span) {
    return words.get(span.endWord() - 1).end();
  }

  /** A span of words as it stands in the text. */
  public String text(EntitySpan span) {
    return text.substring(start(span), end(span));
  }

  /** The words' texts alone. */
  public List<String> wordTexts() {
    return words.stream().map(Word::text).toList();
  }
}
