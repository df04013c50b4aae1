package io.winnow.annotation;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toList;

import io.winnow.text.EntitySpan;
import io.winnow.text.Sentence;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The annotations of a sentence by annotator, and where they differ; for display.
 *
 * @param versions the different answers, the one that most gave first
 * @param differences the spans that some marked and others did not, in reading order
 * @param skippedBy who did not label the sentence, by name
 */
public record AnnotatorComparison(
    String sentenceId,
    String text,
    List<Version> versions,
    List<Difference> differences,
    List<String> skippedBy) {

  /**
   * One answer.
   *
   * @param annotators who gave it, by name
   * @param marked the text with the spans in brackets, such as {@code Went to [LOC Paris]!}
   */
  public record Version(List<String> annotators, List<EntitySpan> spans, String marked) {}

  /**
   * A span that is not in all answers.
   *
   * @param text its words as they stand in the sentence
   * @param markedBy who marked it, by name
   * @param notMarkedBy who labelled the sentence without it, by name
   */
  public record Difference(
      EntitySpan span, String text, List<String> markedBy, List<String> notMarkedBy) {}

  /** By the first span that differs, a list before its continuations. */
  private static final Comparator<List<EntitySpan>> READING_ORDER =
      Comparator.comparing(spans -> spans.toArray(EntitySpan[]::new), Arrays::compare);

  /**
   * The same for the same annotations in any order.
   *
   * @param annotations of this sentence, at most one an annotator
   * @throws IllegalArgumentException if an annotation is of another sentence, or has a span beyond
   *     its words
   */
  public static AnnotatorComparison of(Sentence sentence, List<Annotation> annotations) {
    annotations.forEach(annotation -> requireFits(sentence, annotation));
    Map<Boolean, List<Annotation>> bySkipped =
        annotations.stream()
            .sorted(Comparator.comparing(Annotation::annotatorId))
            .collect(partitioningBy(answer -> answer.status() == AnnotationStatus.SKIPPED));
    Map<List<EntitySpan>, List<String>> bySpans =
        bySkipped.get(false).stream()
            .collect(
                groupingBy(
                    Annotation::spans,
                    () -> new TreeMap<>(READING_ORDER),
                    mapping(Annotation::annotatorId, toList())));
    List<Version> versions =
        bySpans.entrySet().stream()
            .map(who -> new Version(who.getValue(), who.getKey(), marked(sentence, who.getKey())))
            // Stable: versions that equally many gave stay in reading order.
            .sorted(Comparator.comparingInt(version -> -version.annotators().size()))
            .toList();
    return new AnnotatorComparison(
        sentence.id(),
        sentence.text(),
        versions,
        differences(sentence, versions),
        bySkipped.get(true).stream().map(Annotation::annotatorId).toList());
  }

  private static void requireFits(Sentence sentence, Annotation annotation) {
    if (!annotation.sentenceId().equals(sentence.id())) {
      throw new IllegalArgumentException(
          "Annotator %s's answer is to sentence %s, not to %s"
              .formatted(annotation.annotatorId(), annotation.sentenceId(), sentence.id()));
    }
    for (EntitySpan span : annotation.spans()) {
      if (span.endWord() > sentence.words().size()) {
        throw new IllegalArgumentException(
            "Annotator %s's span %s reaches beyond the %d words of sentence %s"
                .formatted(annotation.annotatorId(), span, sentence.words().size(), sentence.id()));
      }
    }
  }

  private static List<Difference> differences(Sentence sentence, List<Version> versions) {
    return versions.stream()
        .flatMap(version -> version.spans().stream())
        .distinct()
        .sorted()
        .map(
            span ->
                new Difference(
                    span,
                    sentence.text(span),
                    who(versions, spans -> spans.contains(span)),
                    who(versions, spans -> !spans.contains(span))))
        .filter(difference -> !difference.notMarkedBy().isEmpty())
        .toList();
  }

  private static List<String> who(List<Version> versions, Predicate<List<EntitySpan>> which) {
    return versions.stream()
        .filter(version -> which.test(version.spans()))
        .flatMap(version -> version.annotators().stream())
        .sorted()
        .toList();
  }

  /** The text with the spans, of which none overlap, in brackets. */
  private static String marked(Sentence sentence, List<EntitySpan> spans) {
    StringBuilder marked = new StringBuilder(sentence.text());
    for (int i = spans.size() - 1; i >= 0; i--) {
      EntitySpan span = spans.get(i);
      marked.insert(sentence.end(span), ']');
      marked.insert(sentence.start(span), "[" + span.type() + " ");
    }
    return marked.toString();
  }
}
