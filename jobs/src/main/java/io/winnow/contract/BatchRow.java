package io.winnow.contract;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.winnow.annotation.ConfidentSpan;
import io.winnow.text.EntitySpan;
import io.winnow.text.Word;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A sentence as a row of {@link Contract#BATCH}; the one place where UTF-16 turns into code points.
 *
 * @param position place in the batch, from 1
 * @param words offsets in code points
 * @param contextBefore null in a batch of version 1.0, as are the other two
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record BatchRow(
    String recordId,
    String batchId,
    int position,
    String text,
    List<Word> words,
    List<Span> suggestions,
    List<Version> versions,
    List<String> contextBefore,
    List<String> contextAfter,
    List<Detail> metadata) {

  /**
   * @param confidence null in a version
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Span(int startWord, int endWord, String type, Double confidence) {

    static Span of(EntitySpan span, Double confidence) {
      return new Span(span.startWord(), span.endWord(), span.type(), confidence);
    }

    EntitySpan span() {
      return new EntitySpan(startWord, endWord, type);
    }
  }

  record Version(List<Span> spans) {}

  /**
   * @param value null if it is not known
   */
  record Detail(String name, String value) {}

  /**
   * @throws IllegalArgumentException if a word or a suggestion lies outside the sentence
   */
  static BatchRow of(OutboundSentence sentence, String batchId, int position) {
    for (ConfidentSpan suggestion : sentence.suggestions()) {
      if (suggestion.span().endWord() > sentence.words().size()) {
        throw new IllegalArgumentException(
            "Cannot hand off record %s: suggestion %s reaches beyond its %d words"
                .formatted(sentence.recordId(), suggestion.span(), sentence.words().size()));
      }
    }
    return new BatchRow(
        sentence.recordId(),
        batchId,
        position,
        sentence.text(),
        words(sentence),
        sentence.suggestions().stream().map(s -> Span.of(s.span(), s.confidence())).toList(),
        sentence.versions().stream()
            .map(spans -> new Version(spans.stream().map(span -> Span.of(span, null)).toList()))
            .toList(),
        sentence.shown().before(),
        sentence.shown().after(),
        sentence.shown().metadata().entrySet().stream()
            .map(field -> new Detail(field.getKey(), field.getValue()))
            .toList());
  }

  private static List<Word> words(OutboundSentence sentence) {
    String text = sentence.text();
    List<Word> words = new ArrayList<>();
    int units = 0;
    int codePoints = 0;
    for (Word word : sentence.words()) {
      if (word.start() < units || word.end() > text.length()) {
        throw new IllegalArgumentException(
            "Cannot hand off record %s: word '%s' at [%d,%d) does not fit after character %d of %d"
                .formatted(
                    sentence.recordId(),
                    word.text(),
                    word.start(),
                    word.end(),
                    units,
                    text.length()));
      }
      int start = codePoints + text.codePointCount(units, word.start());
      codePoints = start + text.codePointCount(word.start(), word.end());
      units = word.end();
      words.add(new Word(word.text(), start, codePoints));
    }
    return words;
  }

  /** The inverse of {@link #of}. */
  OutboundSentence sentence() {
    List<Word> inUnits = new ArrayList<>();
    int units = 0;
    int codePoints = 0;
    for (Word word : words) {
      int start = text.offsetByCodePoints(units, word.start() - codePoints);
      codePoints = word.end();
      units = text.offsetByCodePoints(start, codePoints - word.start());
      inUnits.add(new Word(word.text(), start, units));
    }
    return new OutboundSentence(
        recordId,
        text,
        inUnits,
        suggestions.stream().map(s -> new ConfidentSpan(s.span(), s.confidence())).toList(),
        versions.stream()
            .map(version -> version.spans().stream().map(Span::span).toList())
            .toList(),
        List.of(),
        shown());
  }

  private Shown shown() {
    Map<String, String> details = new LinkedHashMap<>();
    given(metadata).forEach(detail -> details.put(detail.name(), detail.value()));
    return new Shown(given(contextBefore), given(contextAfter), details);
  }

  private static <T> List<T> given(List<T> list) {
    return list == null ? List.of() : list;
  }
}
