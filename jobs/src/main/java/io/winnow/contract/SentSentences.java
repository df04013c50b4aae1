package io.winnow.contract;

import io.winnow.annotation.ConfidentSpan;
import io.winnow.text.EntitySpan;
import io.winnow.text.Word;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What went out, by record id. A sentence may have gone out more than once, in other batches. */
public final class SentSentences {

  private final Map<String, List<SentSentence>> byRecord = new HashMap<>();

  public SentSentences(Collection<SentSentence> sentences) {
    for (SentSentence sentence : sentences) {
      byRecord.merge(
          sentence.recordId(),
          List.of(sentence),
          (some, more) -> Stream.concat(some.stream(), more.stream()).toList());
    }
  }

  /** How many answers all sentences are to get. */
  public long answersAsked() {
    return byRecord.values().stream().flatMap(List::stream).mapToLong(SentSentence::asked).sum();
  }

  public Optional<SentSentence> find(String recordId, String batchId) {
    return byRecord.getOrDefault(recordId, List.of()).stream()
        .filter(sentence -> sentence.batchId().equals(batchId))
        .findFirst();
  }

  /** The batches that a record went out in; none for an unknown record. */
  public List<String> batchesOf(String recordId) {
    return byRecord.getOrDefault(recordId, List.of()).stream()
        .map(SentSentence::batchId)
        .distinct()
        .toList();
  }

  /**
   * One sentence that went out to the vendor.
   *
   * @param text what an answer's offsets count in
   * @param suggestions as they went out; none where nobody had any
   * @param asked how many annotators are to answer it
   */
  public record SentSentence(
      String recordId, String batchId, SentText text, List<EntitySpan> suggestions, int asked) {

    /**
     * @param words offsets in UTF-16 units of the text
     */
    public static SentSentence of(String recordId, String batchId, String text, List<Word> words) {
      return new SentSentence(recordId, batchId, SentText.of(text, words), List.of(), 1);
    }

    /** Types of entities come again and again: once each. */
    static SentSentence of(String batchId, OutboundSentence sentence, int asked) {
      return new SentSentence(
          sentence.recordId(),
          batchId,
          SentText.of(sentence.text(), sentence.words()),
          sentence.suggestions().stream()
              .map(ConfidentSpan::span)
              .map(it -> new EntitySpan(it.startWord(), it.endWord(), it.type().intern()))
              .toList(),
          asked);
    }

    /** No span of an answer reaches beyond it. */
    public int wordCount() {
      return text.wordCount();
    }
  }
}
