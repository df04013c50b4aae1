package io.winnow.contract;

import static io.winnow.contract.Contract.ELEMENT;
import static io.winnow.contract.Contract.LIST;

import io.winnow.annotation.ConfidentSpan;
import io.winnow.text.EntitySpan;
import io.winnow.text.Word;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;

/**
 * A sentence as a row of {@link Contract#BATCH}, and back; the one place where UTF-16 turns into
 * code points.
 */
final class BatchRow {

  private BatchRow() {}

  /**
   * @param position place in the batch, from 1
   * @throws IllegalArgumentException if a word or a suggestion lies outside the sentence
   */
  static Group of(OutboundSentence sentence, String batchId, int position) {
    Group row = new SimpleGroup(Contract.BATCH);
    row.add(Contract.RECORD_ID, sentence.recordId());
    row.add(Contract.BATCH_ID, batchId);
    row.add(Contract.POSITION, position);
    row.add(Contract.TEXT, sentence.text());
    addWords(row.addGroup(Contract.WORDS), sentence);
    addSuggestions(row.addGroup(Contract.SUGGESTIONS), sentence);
    addVersions(row.addGroup(Contract.VERSIONS), sentence.versions());
    return row;
  }

  private static void addVersions(Group list, List<List<EntitySpan>> versions) {
    for (List<EntitySpan> version : versions) {
      Group spans = list.addGroup(LIST).addGroup(ELEMENT).addGroup(Contract.SPANS);
      version.forEach(span -> addSpan(spans.addGroup(LIST).addGroup(ELEMENT), span));
    }
  }

  private static void addSpan(Group element, EntitySpan span) {
    element.add(Contract.START_WORD, span.startWord());
    element.add(Contract.END_WORD, span.endWord());
    element.add(Contract.TYPE, span.type());
  }

  private static void addWords(Group list, OutboundSentence sentence) {
    String text = sentence.text();
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
      int end = start + text.codePointCount(word.start(), word.end());
      Group element = list.addGroup(LIST).addGroup(ELEMENT);
      element.add(Contract.TEXT, word.text());
      element.add(Contract.START, start);
      element.add(Contract.END, end);
      units = word.end();
      codePoints = end;
    }
  }

  private static void addSuggestions(Group list, OutboundSentence sentence) {
    for (ConfidentSpan suggestion : sentence.suggestions()) {
      if (suggestion.span().endWord() > sentence.words().size()) {
        throw new IllegalArgumentException(
            "Cannot hand off record %s: suggestion %s reaches beyond its %d words"
                .formatted(sentence.recordId(), suggestion.span(), sentence.words().size()));
      }
      Group element = list.addGroup(LIST).addGroup(ELEMENT);
      addSpan(element, suggestion.span());
      element.add(Contract.CONFIDENCE, suggestion.confidence());
    }
  }

  /** The inverse of {@link #of}. */
  static OutboundSentence sentence(Group row) {
    String text = row.getString(Contract.TEXT, 0);
    return new OutboundSentence(
        row.getString(Contract.RECORD_ID, 0),
        text,
        words(row.getGroup(Contract.WORDS, 0), text),
        suggestions(row.getGroup(Contract.SUGGESTIONS, 0)),
        versions(row.getGroup(Contract.VERSIONS, 0)));
  }

  private static List<List<EntitySpan>> versions(Group list) {
    List<List<EntitySpan>> versions = new ArrayList<>();
    for (int i = 0; i < list.getFieldRepetitionCount(LIST); i++) {
      Group spans = list.getGroup(LIST, i).getGroup(ELEMENT, 0).getGroup(Contract.SPANS, 0);
      List<EntitySpan> version = new ArrayList<>();
      for (int j = 0; j < spans.getFieldRepetitionCount(LIST); j++) {
        version.add(span(spans.getGroup(LIST, j).getGroup(ELEMENT, 0)));
      }
      versions.add(version);
    }
    return versions;
  }

  private static EntitySpan span(Group element) {
    return new EntitySpan(
        element.getInteger(Contract.START_WORD, 0),
        element.getInteger(Contract.END_WORD, 0),
        element.getString(Contract.TYPE, 0));
  }

  private static List<Word> words(Group list, String text) {
    List<Word> words = new ArrayList<>();
    int units = 0;
    int codePoints = 0;
    for (int i = 0; i < list.getFieldRepetitionCount(LIST); i++) {
      Group element = list.getGroup(LIST, i).getGroup(ELEMENT, 0);
      int start =
          text.offsetByCodePoints(units, element.getInteger(Contract.START, 0) - codePoints);
      codePoints = element.getInteger(Contract.END, 0);
      units = text.offsetByCodePoints(start, codePoints - element.getInteger(Contract.START, 0));
      words.add(new Word(element.getString(Contract.TEXT, 0), start, units));
    }
    return words;
  }

  private static List<ConfidentSpan> suggestions(Group list) {
    List<ConfidentSpan> suggestions = new ArrayList<>();
    for (int i = 0; i < list.getFieldRepetitionCount(LIST); i++) {
      Group element = list.getGroup(LIST, i).getGroup(ELEMENT, 0);
      suggestions.add(new ConfidentSpan(span(element), element.getDouble(Contract.CONFIDENCE, 0)));
    }
    return suggestions;
  }
}
