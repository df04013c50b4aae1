package io.winnow.annotation;

import io.winnow.text.LabelScheme;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Collects {@link Judgements} sentence by sentence, in any order.
 *
 * @since 0.1.0
 */
public final class JudgementsBuilder {

  private final LabelScheme scheme;
  private final Map<String, Integer> annotatorPlaces = new HashMap<>();
  private final Map<String, Integer> formPlaces = new HashMap<>();
  private final List<Judged> sentences = new ArrayList<>();

  /**
   * A sentence with its answers.
   *
   * @param forms by word: their places
   * @param annotators by answer: their places
   * @param tags by answer and word
   */
  record Judged(String id, int[] forms, int[] annotators, short[][] tags) {}

  JudgementsBuilder(LabelScheme scheme) {
    this.scheme = scheme;
  }

  /**
   * Adds a sentence; one without annotations, or skipped by all, is left out.
   *
   * @throws IllegalArgumentException if an annotator answers twice, or a span is of an unknown
   *     type, overlaps another or reaches beyond the words
   */
  public JudgementsBuilder add(AnnotatedSentence sentence) {
    List<Annotation> answers =
        sentence.annotations().stream()
            .filter(annotation -> annotation.status() != AnnotationStatus.SKIPPED)
            .toList();
    int[] annotators = new int[answers.size()];
    short[][] tags = new short[answers.size()][sentence.words().size()];
    for (int i = 0; i < tags.length; i++) {
      int annotator = place(annotatorPlaces, answers.get(i).annotatorId());
      if (Arrays.stream(annotators, 0, i).anyMatch(earlier -> earlier == annotator)) {
        throw new IllegalArgumentException(
            "Annotator %s answers sentence %s twice"
                .formatted(answers.get(i).annotatorId(), sentence.id()));
      }
      annotators[i] = annotator;
      int[] ids = scheme.tagIds(sentence.words().size(), answers.get(i).spans());
      for (int word = 0; word < ids.length; word++) {
        tags[i][word] = (short) ids[word];
      }
    }
    if (!answers.isEmpty()) {
      int[] forms =
          sentence.words().stream().mapToInt(word -> place(formPlaces, form(word))).toArray();
      sentences.add(new Judged(sentence.id(), forms, annotators, tags));
    }
    return this;
  }

  static <T> int place(Map<T, Integer> places, T key) {
    Integer known = places.putIfAbsent(key, places.size());
    return known == null ? places.size() - 1 : known;
  }

  private static String form(String word) {
    return word.toLowerCase(Locale.ROOT)
        .chars()
        .map(unit -> Character.isDigit((char) unit) ? '0' : unit)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /**
   * @throws IllegalArgumentException if a sentence was added twice
   */
  public Judgements build() {
    sentences.sort(Comparator.comparing(Judged::id));
    for (int i = 1; i < sentences.size(); i++) {
      String id = sentences.get(i).id();
      if (id.equals(sentences.get(i - 1).id())) {
        throw new IllegalArgumentException("Sentence " + id + " is there twice");
      }
    }
    int[] newPlaces = placesByContent();
    String[] names = new String[annotatorPlaces.size()];
    annotatorPlaces.forEach((name, place) -> names[newPlaces[place]] = name);
    return new Judgements(scheme, sentences, names, newPlaces);
  }

  /**
   * An annotator's new place by its old one. Two with the same digest have said the same of the
   * same sentences, so that it does not matter which of them comes first.
   */
  private int[] placesByContent() {
    long[] digests = new long[annotatorPlaces.size()];
    for (int i = 0; i < sentences.size(); i++) {
      Judged sentence = sentences.get(i);
      for (int answer = 0; answer < sentence.tags().length; answer++) {
        long said = mixed(i + 1);
        for (short tag : sentence.tags()[answer]) {
          said = mixed(said + tag);
        }
        int annotator = sentence.annotators()[answer];
        digests[annotator] = mixed(digests[annotator] ^ said);
      }
    }
    int[] byDigest = sorted(digests.length, Comparator.comparingLong(a -> digests[a]));
    int[] places = new int[digests.length];
    for (int place = 0; place < places.length; place++) {
      places[byDigest[place]] = place;
    }
    return places;
  }

  /** A finaliser of 64 bits after Steele, Lea and Flood 2014 (SplitMix). */
  private static long mixed(long bits) {
    long z = bits + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  static int[] sorted(int size, Comparator<Integer> by) {
    return IntStream.range(0, size).boxed().sorted(by).mapToInt(Integer::intValue).toArray();
  }
}
