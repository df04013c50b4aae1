package io.winnow.jobs.ingest;

import io.winnow.text.Sentence;
import io.winnow.text.Word;
import io.winnow.text.WordSplitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One record of an input, nothing checked yet. Null stands for what is not given; text or words
 * are.
 *
 * @param sourceId the input's own id
 * @param gold not looked at before it is asked for
 * @param remarks what was seen in reading it
 */
record RawRecord(
    String sourceId, String text, List<GivenWord> words, RecordGold gold, List<Remark> remarks) {

  /**
   * A word as an input gives it.
   *
   * @param start first character in the text, in the input's own unit; null if not given
   * @param end one past the last character; null if not given
   */
  record GivenWord(String text, Integer start, Integer end) {

    static GivenWord of(String text) {
      return new GivenWord(text, null, null);
    }
  }

  static RawRecord ofText(String text) {
    return new RawRecord(null, text, null, null, List.of());
  }

  /**
   * @param gold null if there is none
   */
  static RawRecord ofWords(List<String> words, RecordGold gold) {
    return new RawRecord(null, null, words.stream().map(GivenWord::of).toList(), gold, List.of());
  }

  RawRecord with(List<Remark> seen) {
    return new RawRecord(sourceId, text, words, gold, seen);
  }

  /**
   * Places the words given, or splits the text into words.
   *
   * @param source the source's name
   * @throws IllegalArgumentException if the record contradicts itself; says how
   */
  Sentence sentence(String source) {
    if (words == null) {
      return new Sentence(Sentence.idOf(source, text), text, WordSplitter.split(text));
    }
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).text().isEmpty()) {
        throw new IllegalArgumentException("word %d of %d is empty".formatted(i + 1, words.size()));
      }
    }
    return text == null
        ? Sentence.ofWords(source, words.stream().map(GivenWord::text).toList())
        : new Sentence(Sentence.idOf(source, text), text, placed());
  }

  /**
   * By the offsets given, if in one unit (UTF-16 or code points) every word stands where they say;
   * else each word at its first place after the word before.
   */
  private List<Word> placed() {
    boolean arePlaced = words.stream().allMatch(it -> it.start() != null && it.end() != null);
    return (arePlaced ? utf16(words).or(this::codePoints) : Optional.<List<Word>>empty())
        .orElseGet(this::search);
  }

  private Optional<List<Word>> utf16(List<GivenWord> given) {
    List<Word> placed = new ArrayList<>(given.size());
    int from = 0;
    for (GivenWord word : given) {
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

  private Optional<List<Word>> codePoints() {
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
    return utf16(inUtf16);
  }

  private List<Word> search() {
    List<Word> placed = new ArrayList<>(words.size());
    int from = 0;
    for (GivenWord word : words) {
      int at = text.indexOf(word.text(), from);
      if (at < 0) {
        throw new IllegalArgumentException(
            "word %d '%s' is not in the text after character %d of %d"
                .formatted(placed.size() + 1, word.text(), from, text.length()));
      }
      from = at + word.text().length();
      placed.add(new Word(word.text(), at, from));
    }
    return placed;
  }
}
