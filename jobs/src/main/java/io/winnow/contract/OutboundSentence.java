package io.winnow.contract;

import io.winnow.annotation.ConfidentSpan;
import io.winnow.text.EntitySpan;
import io.winnow.text.Word;
import java.util.List;

/**
 * One sentence on its way to the vendor.
 *
 * @param words offsets in UTF-16 units; {@link BatchWriter} turns them into code points
 * @param suggestions what the model found, in reading order; none where there is no model yet
 * @param versions what annotators have answered before, where they differ; else none
 * @param replaced the kind of each piece of its text in whose place a placeholder stands, such as
 *     {@code EMAIL}; only counted, not sent
 * @param shown what stands beside it, for reading only
 */
public record OutboundSentence(
    String recordId,
    String text,
    List<Word> words,
    List<ConfidentSpan> suggestions,
    List<List<EntitySpan>> versions,
    List<String> replaced,
    Shown shown) {

  /** One that goes out as it is, with nothing beside it. */
  public OutboundSentence(
      String recordId,
      String text,
      List<Word> words,
      List<ConfidentSpan> suggestions,
      List<List<EntitySpan>> versions) {
    this(recordId, text, words, suggestions, versions, List.of(), Shown.NOTHING);
  }

  /** The same with other suggestions. */
  public OutboundSentence withSuggestions(List<ConfidentSpan> other) {
    return new OutboundSentence(recordId, text, words, other, versions, replaced, shown);
  }

  /** Where a suggestion begins, in UTF-16 units of the text. */
  public int start(ConfidentSpan suggestion) {
    return words.get(suggestion.span().startWord()).start();
  }

  /** Where it ends, likewise. */
  public int end(ConfidentSpan suggestion) {
    return words.get(suggestion.span().endWord() - 1).end();
  }

  /** An offset in UTF-16 units as one in code points. */
  public int codePoints(int units) {
    return text.codePointCount(0, units);
  }
}
