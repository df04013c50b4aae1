package io.winnow.jobs.ingest;

import io.winnow.jobs.ingest.RawRecord.GivenWord;
import io.winnow.text.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds where given words stand in a given text. */
final class WordPlaces {

  private WordPlaces() {}

  /**
   * By the offsets given, if in one unit (UTF-16 or code points) every word stands where they say;
   * else each word at its first place after the word before.
   *
   * @throws IllegalArgumentException if a word does not stand there
   */
  static List<Word> find(String text, List<GivenWord> words) {
    if (!words.isEmpty() && words.stream().allMatch(GivenWord::isPlaced)) {
      Optional<List<Word>> placed = utf16(text, words).or(() -> codePoints(text, words));
      if (placed.isPresent()) {
        return placed.get();
      }
    }
    return search(text, words);
  }

  private static Optional<List<Word>> utf16(String text, List<GivenWord> words) {
    List<Word> placed = new ArrayList<>(words.size());
    int from = 0;
    for (GivenWord word : words) {
      if (word.start() < from
          || word.end() - word.start() != word.text().length()
          || !text.startsWith(word.text(), word.start())) {
        return Optional.empty();
      }
      from = word.end();
      placed.add(new Word(word.text(), word.start(), from));
    }
    return Optional.of(placed);
  }

  private static Optional<List<Word>> codePoints(String text, List<GivenWord> words) {
    int length = text.codePointCount(0, text.length());
    List<GivenWord> inUtf16 = new ArrayList<>(words.size());
    int codePoint = 0;
    int at = 0;
    for (GivenWord word : words) {
      if (word.start() < codePoint || word.start() > length) {
        return Optional.empty();
      }
      at = text.offsetByCodePoints(at, word.start() - codePoint);
      codePoint = word.start();
      inUtf16.add(new GivenWord(word.text(), at, at + word.text().length()));
    }
    return utf16(text, inUtf16);
  }

  private static List<Word> search(String text, List<GivenWord> words) {
    List<Word> placed = new ArrayList<>(words.size());
    int from = 0;
    for (GivenWord word : words) {
      int at = text.indexOf(word.text(), from);
      if (at < 0) {
        throw new IllegalArgumentException(
            "word %d '%s' does not stand in the text after character %d of %d"
                .formatted(placed.size() + 1, word.text(), from, text.length()));
      }
      from = at + word.text().length();
      placed.add(new Word(word.text(), at, from));
    }
    return placed;
  }
}
