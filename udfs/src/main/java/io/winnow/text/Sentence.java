package io.winnow.text;

import java.util.ArrayList;
import java.util.List;

/**
 * One record of a corpus.
 *
 * @param id stable name, see {@link SentenceId}
 * @param text the whole sentence
 * @param words its words in reading order; none overlap
 */
public record Sentence(String id, String text, List<Word> words) {

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
    return new Sentence(SentenceId.of(source, text), text, placed);
  }

  /** The words' texts alone. */
  public List<String> wordTexts() {
    return words.stream().map(Word::text).toList();
  }
}
