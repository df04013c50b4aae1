package io.winnow.exchange;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What went out, and may come back.
 *
 * @param labels the entity types of the hand-off
 */
public record SentBatches(LabelScheme labels, SentSentences sentences) {

  /** A sentence on its way: the same one may go out in several batches. */
  record SentKey(String recordId, String batchId) {}

  /**
   * @param outbox as it was handed off
   * @throws io.winnow.contract.ContractBreachException if it is not as it was handed off
   */
  public static SentBatches read(FileSystem fs, Path outbox) throws IOException {
    OutboxReader.Outbox sent = OutboxReader.read(fs, outbox);
    return new SentBatches(sent.manifest().labelScheme(), sent.lookup());
  }

  Optional<SentSentence> find(SentKey key) {
    return key.recordId() == null || key.batchId() == null
        ? Optional.empty()
        : sentences.find(key.recordId(), key.batchId());
  }

  boolean hasSuggestions(SentKey key) {
    return find(key).filter(sentence -> !sentence.suggestions().isEmpty()).isPresent();
  }

  /**
   * Whether an answer is exactly what was suggested.
   *
   * @param types how the workspace calls the answer's types
   */
  boolean isSuggested(SentKey key, ReturnedAnnotation answer, TypeMap types) {
    Optional<SentSentence> sentence = find(key);
    return hasSuggestions(key)
        && sentence
            .flatMap(it -> words(answer, it))
            .map(types::of)
            .filter(spans -> sorted(spans).equals(sorted(sentence.get().suggestions())))
            .isPresent();
  }

  private static List<EntitySpan> sorted(List<EntitySpan> spans) {
    return spans.stream().sorted().toList();
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
}
