package io.winnow.jobs.ingest;

import io.winnow.text.EntitySpan;
import io.winnow.text.Sentence;
import io.winnow.text.SentenceSplitter;
import io.winnow.text.Word;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a record of running text into its sentences. A word or an entity is never cut: where one
 * would be, the two sentences are one.
 *
 * @param pieces in reading order; one, unchanged, where nothing is cut
 * @param acrossParagraphs texts of entities that go over the end of a paragraph
 */
record RunningText(List<Piece> pieces, List<String> acrossParagraphs) {

  /**
   * A sentence of the record.
   *
   * @param start its first character in the record's text, in UTF-16 units
   * @param spans in the sentence's words; null if they are not known
   */
  record Piece(int start, Sentence sentence, List<EntitySpan> spans) {}

  /**
   * @param spans none overlap; null if they are not known
   */
  static RunningText of(String source, Sentence record, List<EntitySpan> spans) {
    List<Word> words = record.words();
    boolean[] isInside = new boolean[words.size() + 1];
    if (spans != null) {
      for (EntitySpan span : spans) {
        for (int word = span.startWord() + 1; word < span.endWord(); word++) {
          isInside[word] = true;
        }
      }
    }
    List<String> across = new ArrayList<>();
    List<Piece> pieces = new ArrayList<>();
    Place from = new Place(0, 0);
    int word = 0;
    for (int end : SentenceSplitter.ends(record.text())) {
      while (word < words.size() && words.get(word).end() <= end) {
        word++;
      }
      boolean isBetween =
          word > from.word() && word < words.size() && words.get(word).start() >= end;
      if (isBetween && isInside[word]) {
        addAcross(across, record, spans, word, end);
      } else if (isBetween) {
        Place to = new Place(end, word);
        pieces.add(piece(source, record, spans, from, to));
        from = to;
      }
    }
    if (pieces.isEmpty()) {
      return new RunningText(List.of(new Piece(0, record, spans)), across);
    }
    pieces.add(piece(source, record, spans, from, new Place(record.text().length(), words.size())));
    return new RunningText(List.copyOf(pieces), List.copyOf(across));
  }

  /** Between two characters and two words. */
  private record Place(int character, int word) {}

  private static void addAcross(
      List<String> across, Sentence record, List<EntitySpan> spans, int word, int end) {
    if (SentenceSplitter.isParagraphEnd(record.text(), end)) {
      spans.stream()
          .filter(span -> span.startWord() < word && word < span.endWord())
          .map(span -> record.text(span))
          .forEach(across::add);
    }
  }

  private static Piece piece(
      String source, Sentence record, List<EntitySpan> spans, Place from, Place to) {
    int first = from.word();
    int last = to.word();
    int start = from.character();
    int end = to.character();
    while (isBlank(record.text().charAt(start))) {
      start++;
    }
    while (isBlank(record.text().charAt(end - 1))) {
      end--;
    }
    int shift = start;
    String text = record.text().substring(start, end);
    List<Word> its =
        record.words().subList(first, last).stream()
            .map(word -> new Word(word.text(), word.start() - shift, word.end() - shift))
            .toList();
    List<EntitySpan> kept =
        spans == null
            ? null
            : spans.stream()
                .filter(span -> first <= span.startWord() && span.endWord() <= last)
                .map(
                    span ->
                        new EntitySpan(
                            span.startWord() - first, span.endWord() - first, span.type()))
                .toList();
    return new Piece(start, new Sentence(Sentence.idOf(source, text), text, its), kept);
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }
}
