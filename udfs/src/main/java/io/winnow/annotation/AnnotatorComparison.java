package io.winnow.annotation;

import io.winnow.text.EntitySpan;
import io.winnow.text.Sentence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The annotations of a sentence by annotator, and where they differ; for display.
 *
 * @param versions the different answers, the one that most gave first
 * @param differences the spans that some marked and others did not, in reading order; empty where
 *     all agree
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
  public record Version(List<String> annotators, List<EntitySpan> spans, String marked) {

    public Version {
      annotators = List.copyOf(annotators);
      spans = List.copyOf(spans);
    }
  }

  /**
   * A span that is not in all answers.
   *
   * @param text its words as they stand in the sentence
   * @param markedBy who marked it, by name
   * @param notMarkedBy who labelled the sentence without it, by name
   */
  public record Difference(
      EntitySpan span, String text, List<String> markedBy, List<String> notMarkedBy) {

    public Difference {
      markedBy = List.copyOf(markedBy);
      notMarkedBy = List.copyOf(notMarkedBy);
    }
  }

  public AnnotatorComparison {
    versions = List.copyOf(versions);
    differences = List.copyOf(differences);
    skippedBy = List.copyOf(skippedBy);
  }

  /**
   * The same for the same annotations in any order.
   *
   * @param annotations of this sentence, at most one an annotator
   * @throws IllegalArgumentException if an annotation is of another sentence, or has a span beyond
   *     its words
   */
  public static AnnotatorComparison of(Sentence sentence, List<Annotation> annotations) {
    Map<List<EntitySpan>, TreeSet<String>> bySpans =
        new TreeMap<>(AnnotatorComparison::inReadingOrder);
    TreeSet<String> labelled = new TreeSet<>();
    TreeSet<String> skipped = new TreeSet<>();
    for (Annotation annotation : annotations) {
      requireFits(sentence, annotation);
      if (annotation.status() == AnnotationStatus.SKIPPED) {
        skipped.add(annotation.annotatorId());
      } else {
        labelled.add(annotation.annotatorId());
        bySpans
            .computeIfAbsent(annotation.spans(), spans -> new TreeSet<>())
            .add(annotation.annotatorId());
      }
    }
    List<Version> versions = new ArrayList<>();
    bySpans.forEach(
        (spans, who) ->
            versions.add(new Version(List.copyOf(who), spans, marked(sentence, spans))));
    // A stable sort: versions that equally many gave stay in reading order.
    versions.sort(
        Comparator.comparingInt((Version version) -> version.annotators().size()).reversed());
    return new AnnotatorComparison(
        sentence.id(),
        sentence.text(),
        versions,
        differences(sentence, versions, labelled),
        List.copyOf(skipped));
  }

  /** By the first span that differs, a list before its continuations. */
  private static int inReadingOrder(List<EntitySpan> one, List<EntitySpan> other) {
    return Arrays.compare(one.toArray(EntitySpan[]::new), other.toArray(EntitySpan[]::new));
  }

  /** Whether at least two answers differ. */
  public boolean differs() {
    return versions.size() > 1;
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

  private static List<Difference> differences(
      Sentence sentence, List<Version> versions, TreeSet<String> labelled) {
    Map<EntitySpan, TreeSet<String>> markedBy = new TreeMap<>();
    for (Version version : versions) {
      for (EntitySpan span : version.spans()) {
        markedBy.computeIfAbsent(span, s -> new TreeSet<>()).addAll(version.annotators());
      }
    }
    List<Difference> differences = new ArrayList<>();
    markedBy.forEach(
        (span, who) -> {
          if (who.size() < labelled.size()) {
            TreeSet<String> others = new TreeSet<>(labelled);
            others.removeAll(who);
            differences.add(
                new Difference(span, words(sentence, span), List.copyOf(who), List.copyOf(others)));
          }
        });
    return differences;
  }

  /** The text with the spans, of which none overlap, in brackets. */
  private static String marked(Sentence sentence, List<EntitySpan> spans) {
    StringBuilder marked = new StringBuilder(sentence.text().length() + 8 * spans.size());
    int from = 0;
    for (EntitySpan span : spans) {
      marked.append(sentence.text(), from, start(sentence, span));
      marked.append('[').append(span.type()).append(' ').append(words(sentence, span)).append(']');
      from = end(sentence, span);
    }
    return marked.append(sentence.text(), from, sentence.text().length()).toString();
  }

  /** A span's words as they stand in the text. */
  private static String words(Sentence sentence, EntitySpan span) {
    return sentence.text().substring(start(sentence, span), end(sentence, span));
  }

  private static int start(Sentence sentence, EntitySpan span) {
    return sentence.words().get(span.startWord()).start();
  }

  private static int end(Sentence sentence, EntitySpan span) {
    return sentence.words().get(span.endWord() - 1).end();
  }
}
