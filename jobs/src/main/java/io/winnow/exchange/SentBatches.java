package io.winnow.exchange;

import io.winnow.annotation.ConfidentSpan;
import io.winnow.contract.OutboxReader;
import io.winnow.contract.ReturnedAnnotation;
import io.winnow.contract.SentSentences;
import io.winnow.contract.SentSentences.SentSentence;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import io.winnow.text.Sentence;
import io.winnow.text.Tags;
import io.winnow.text.TypeMap;
import io.winnow.text.Word;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** What went out: the sentences that may come back, and what was suggested for them. */
public final class SentBatches {

  private final LabelScheme labels;
  private final SentSentences sentences;

  /** As {@link #written}, which takes a tenth of the memory of the spans. */
  private final Map<SentKey, String> suggestions;

  private SentBatches(
      LabelScheme labels, SentSentences sentences, Map<SentKey, String> suggestions) {
    this.labels = labels;
    this.sentences = sentences;
    this.suggestions = suggestions;
  }

  /** Without suggestions. */
  static SentBatches of(LabelScheme labels, SentSentences sentences) {
    return new SentBatches(labels, sentences, Map.of());
  }

  /** A sentence on its way: the same one may go out in several batches. */
  record SentKey(String recordId, String batchId) {}

  /**
   * @param outbox as it was handed off
   * @throws io.winnow.contract.ContractBreachException if it is not as it was handed off
   */
  public static SentBatches read(FileSystem fs, Path outbox) throws IOException {
    List<SentSentence> sentences = new ArrayList<>();
    Map<SentKey, String> suggestions = new HashMap<>();
    LabelScheme labels =
        OutboxReader.visit(
                fs,
                outbox,
                (batchId, sentence) -> {
                  String recordId = sentence.recordId();
                  sentences.add(
                      SentSentence.of(recordId, batchId, sentence.text(), sentence.words()));
                  if (!sentence.suggestions().isEmpty()) {
                    suggestions.put(
                        new SentKey(recordId, batchId),
                        written(sentence.suggestions().stream().map(ConfidentSpan::span).toList()));
                  }
                })
            .labelScheme();
    return new SentBatches(labels, new SentSentences(sentences), suggestions);
  }

  /** The entity types of the hand-off. */
  public LabelScheme labels() {
    return labels;
  }

  public SentSentences sentences() {
    return sentences;
  }

  Optional<SentSentence> find(SentKey key) {
    return key.recordId() == null || key.batchId() == null
        ? Optional.empty()
        : sentences.find(key.recordId(), key.batchId());
  }

  boolean hasSuggestions(SentKey key) {
    return suggestions.containsKey(key);
  }

  /**
   * Whether an answer is exactly what was suggested.
   *
   * @param types how the workspace calls the answer's types
   */
  boolean isSuggested(SentKey key, ReturnedAnnotation answer, TypeMap types) {
    String suggestion = suggestions.get(key);
    return suggestion != null
        && find(key)
            .flatMap(sentence -> words(answer, sentence))
            .filter(spans -> written(types.of(spans)).equals(suggestion))
            .isPresent();
  }

  /** Empty if they can't be read, or one does not begin and end where words do. */
  private static Optional<List<EntitySpan>> words(
      ReturnedAnnotation answer, SentSentence sentence) {
    if (answer.spans() == null) {
      try {
        return Optional.of(Tags.spans(answer.tags()));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
    Sentence sent = sentence.text().sentence(sentence.recordId());
    Map<Long, Integer> starts = new HashMap<>();
    Map<Long, Integer> ends = new HashMap<>();
    for (int i = 0; i < sent.words().size(); i++) {
      Word word = sent.words().get(i);
      starts.put((long) sent.text().codePointCount(0, word.start()), i);
      ends.put((long) sent.text().codePointCount(0, word.end()), i + 1);
    }
    List<EntitySpan> spans = new ArrayList<>();
    for (ReturnedAnnotation.Span span : answer.spans()) {
      Integer start = starts.get(span.start().longValue());
      Integer end = ends.get(span.end().longValue());
      if (start == null || end == null || end <= start) {
        return Optional.empty();
      }
      spans.add(new EntitySpan(start, end, span.type()));
    }
    return Optional.of(spans);
  }

  private static String written(Collection<EntitySpan> spans) {
    return spans.stream()
        .sorted()
        .map(span -> "%d-%d %s".formatted(span.startWord(), span.endWord(), span.type()))
        .collect(Collectors.joining("\n"));
  }
}
