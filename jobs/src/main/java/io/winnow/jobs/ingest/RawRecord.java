package io.winnow.jobs.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.json.JsonFormat;
import io.winnow.offsets.OffsetPlaces;
import io.winnow.offsets.OffsetVote;
import io.winnow.text.OffsetUnit;
import io.winnow.text.Sentence;
import io.winnow.text.TextAlignment;
import io.winnow.text.Word;
import io.winnow.text.WordEdges;
import io.winnow.text.WordSplitter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One record of an input, nothing checked yet. Null stands for what is not given; text or words
 * are.
 *
 * @param sourceId the input's own id
 * @param gold not looked at before it is asked for
 * @param remarks what was seen in reading it
 * @param metadata its other fields; empty: none
 */
record RawRecord(
    String sourceId,
    String text,
    List<GivenWord> words,
    RecordGold gold,
    List<Remark> remarks,
    ObjectNode metadata) {

  /** One without metadata. */
  RawRecord(
      String sourceId, String text, List<GivenWord> words, RecordGold gold, List<Remark> remarks) {
    this(sourceId, text, words, gold, remarks, JsonFormat.MAPPER.createObjectNode());
  }

  /**
   * A word as an input gives it.
   *
   * @param text null: what stands at its place
   * @param start first character in the text, in the input's own unit; null if not given
   * @param end one past the last character; null if not given
   */
  record GivenWord(String text, Integer start, Integer end) {

    static GivenWord of(String text) {
      return new GivenWord(text, null, null);
    }

    boolean isPlaced() {
      return start != null && end != null;
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
    return new RawRecord(sourceId, text, words, gold, seen, metadata);
  }

  RawRecord withMetadata(ObjectNode fields) {
    return new RawRecord(sourceId, text, words, gold, remarks, fields);
  }

  /**
   * Places the words given, or splits the text into words. Blanks and characters that can't be seen
   * are no part of a word at its ends.
   *
   * @param source the source's name
   * @param unit what offsets of words count; others are taken if all words fit them
   * @throws IllegalArgumentException if the record contradicts itself; says how
   */
  Sentence sentence(String source, OffsetUnit unit) {
    if (words == null) {
      return new Sentence(Sentence.idOf(source, text), text, WordSplitter.split(text));
    }
    return text == null
        ? Sentence.ofWords(source, trimmedWords())
        : new Sentence(Sentence.idOf(source, text), text, placed(unit));
  }

  /** What spans and the places of words tell of the unit of offsets. */
  List<OffsetVote> wordVotes() {
    return words == null || text == null ? List.of() : GivenOffsets.votes(text, words);
  }

  /** Whether it is a mark of direction alone: tokenizers of tweets make a word of it. */
  private static boolean isMark(String word) {
    int at = 0;
    while (at < word.length() && (word.charAt(at) == '\u200E' || word.charAt(at) == '\u200F')) {
      at++;
    }
    return at > 0 && at == word.length();
  }

  private List<String> trimmedWords() {
    List<String> trimmed = new ArrayList<>(words.size());
    for (GivenWord word : words) {
      trimmed.add(isMark(word.text()) ? word.text() : WordEdges.trimmed(word.text()));
      if (trimmed.get(trimmed.size() - 1).isEmpty()) {
        throw new IllegalArgumentException(
            "word %d of %d is empty".formatted(trimmed.size(), words.size()));
      }
    }
    return trimmed;
  }

  /**
   * By the offsets given, if every word has one: in this unit, or in another that all words fit;
   * else each word at its first place after the word before.
   */
  private List<Word> placed(OffsetUnit unit) {
    if (!words.stream().allMatch(GivenWord::isPlaced)) {
      return search();
    }
    OffsetPlaces places = OffsetPlaces.of(text);
    return Stream.concat(Stream.of(unit), Stream.of(OffsetUnit.values()))
        .filter(it -> IntStream.range(0, words.size()).allMatch(i -> isFit(places, it, i)))
        .findFirst()
        .map(it -> IntStream.range(0, words.size()).mapToObj(i -> word(places, it, i)).toList())
        .orElseThrow(() -> misplaced(places, unit));
  }

  private boolean isFit(OffsetPlaces places, OffsetUnit unit, int i) {
    GivenWord word = words.get(i);
    int start = places.utf16(unit, word.start());
    int end = places.utf16(unit, word.end());
    boolean isBehind = i == 0 || words.get(i - 1).end() <= word.start();
    return isBehind
        && start >= 0
        && end >= start
        && (word.text() == null || TextAlignment.isSame(text.substring(start, end), word.text()));
  }

  private Word word(OffsetPlaces places, OffsetUnit unit, int i) {
    GivenWord word = words.get(i);
    int start =
        WordEdges.start(text, places.utf16(unit, word.start()), places.utf16(unit, word.end()));
    int end = WordEdges.end(text, start, places.utf16(unit, word.end()));
    if (start == end) {
      throw new IllegalArgumentException("word %d of %d is empty".formatted(i + 1, words.size()));
    }
    return new Word(text.substring(start, end), start, end);
  }

  private IllegalArgumentException misplaced(OffsetPlaces places, OffsetUnit unit) {
    int i = 0;
    while (isFit(places, unit, i)) {
      i++;
    }
    GivenWord word = words.get(i);
    String found = unit.cut(text, word.start(), word.end());
    return new IllegalArgumentException(
        "word %d %sis said to stand at [%d,%d), %s"
            .formatted(
                i + 1,
                word.text() == null ? "" : "'%s' ".formatted(word.text()),
                word.start(),
                word.end(),
                found == null || word.text() == null
                    ? "which does not fit the text or the word before"
                    : "the text has '%s' there".formatted(found)));
  }

  private List<Word> search() {
    List<Word> placed = new ArrayList<>(words.size());
    int from = 0;
    for (String word : trimmedWords()) {
      int at = text.indexOf(word, from);
      if (at < 0) {
        throw new IllegalArgumentException(
            "word %d '%s' is not in the text after character %d of %d"
                .formatted(placed.size() + 1, word, from, text.length()));
      }
      from = at + word.length();
      placed.add(new Word(word, at, from));
    }
    return placed;
  }
}
