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

  private static final int FIRST_CAPACITY = 1024;

  private final LabelScheme scheme;
  private final Map<String, Integer> annotatorPlaces = new HashMap<>();
  private final Map<String, Integer> formPlaces = new HashMap<>();
  private final List<String> sentenceIds = new ArrayList<>();
  private final Ints wordCounts = new Ints();
  private final Ints annotationCounts = new Ints();
  private final Ints annotators = new Ints();
  private final Ints forms = new Ints();
  private short[] tags = new short[FIRST_CAPACITY];
  private int tagCount;

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
    int answers = 0;
    int before = annotators.size;
    for (Annotation annotation : sentence.annotations()) {
      if (annotation.status() != AnnotationStatus.SKIPPED) {
        int annotator = place(annotatorPlaces, annotation.annotatorId());
        requireNew(sentence, annotation, annotator, before);
        annotators.add(annotator);
        addTags(scheme.tagIds(sentence.words().size(), annotation.spans()));
        answers++;
      }
    }
    if (answers > 0) {
      sentenceIds.add(sentence.id());
      wordCounts.add(sentence.words().size());
      annotationCounts.add(answers);
      sentence.words().forEach(word -> forms.add(place(formPlaces, form(word))));
    }
    return this;
  }

  private void requireNew(
      AnnotatedSentence sentence, Annotation annotation, int annotator, int before) {
    for (int i = before; i < annotators.size; i++) {
      if (annotators.values[i] == annotator) {
        throw new IllegalArgumentException(
            "Annotator %s answers sentence %s twice"
                .formatted(annotation.annotatorId(), sentence.id()));
      }
    }
  }

  private void addTags(int[] ids) {
    if (tags.length - tagCount < ids.length) {
      tags = Arrays.copyOf(tags, Math.max(tagCount + ids.length, tags.length + tags.length / 2));
    }
    for (int id : ids) {
      tags[tagCount++] = (short) id;
    }
  }

  private static int place(Map<String, Integer> places, String key) {
    Integer known = places.putIfAbsent(key, places.size());
    return known == null ? places.size() - 1 : known;
  }

  private static String form(String word) {
    StringBuilder form = new StringBuilder(word.toLowerCase(Locale.ROOT));
    for (int i = 0; i < form.length(); i++) {
      if (Character.isDigit(form.charAt(i))) {
        form.setCharAt(i, '0');
      }
    }
    return form.toString();
  }

  /**
   * @throws IllegalArgumentException if a sentence was added twice
   */
  public Judgements build() {
    int sentences = sentenceIds.size();
    int[] wordsBefore = wordCounts.runningSum();
    int[] annotationsBefore = annotationCounts.runningSum();
    int[] tagsBefore = tagsBefore();
    int[] order = orderOfSentences();
    int[] newAnnotator = placesByContent(order, annotationsBefore, tagsBefore);

    String[] ids = new String[sentences];
    int[] firstWord = new int[sentences + 1];
    int[] firstAnnotation = new int[sentences + 1];
    int[] newAnnotators = new int[annotators.size];
    int[] firstTag = new int[annotators.size];
    int[] newForms = new int[forms.size];
    int[] formNumbers = new int[formPlaces.size()];
    Arrays.fill(formNumbers, -1);
    int formsSeen = 0;
    for (int at = 0; at < sentences; at++) {
      int sentence = order[at];
      ids[at] = sentenceIds.get(sentence);
      int words = wordCounts.values[sentence];
      for (int word = 0; word < words; word++) {
        int form = forms.values[wordsBefore[sentence] + word];
        if (formNumbers[form] < 0) {
          formNumbers[form] = formsSeen++;
        }
        newForms[firstWord[at] + word] = formNumbers[form];
      }
      int from = annotationsBefore[sentence];
      int[] byAnnotator =
          sorted(
              from,
              from + annotationCounts.values[sentence],
              Comparator.comparingInt(a -> newAnnotator[annotators.values[a]]));
      for (int i = 0; i < byAnnotator.length; i++) {
        newAnnotators[firstAnnotation[at] + i] = newAnnotator[annotators.values[byAnnotator[i]]];
        firstTag[firstAnnotation[at] + i] = tagsBefore[byAnnotator[i]];
      }
      firstWord[at + 1] = firstWord[at] + words;
      firstAnnotation[at + 1] = firstAnnotation[at] + byAnnotator.length;
    }
    String[] names = new String[annotatorPlaces.size()];
    annotatorPlaces.forEach((name, place) -> names[newAnnotator[place]] = name);
    return new Judgements(
        scheme,
        ids,
        names,
        firstWord,
        firstAnnotation,
        newAnnotators,
        firstTag,
        Arrays.copyOf(tags, tagCount),
        newForms,
        formsSeen);
  }

  private int[] tagsBefore() {
    int[] before = new int[annotators.size];
    int annotation = 0;
    int tag = 0;
    for (int sentence = 0; sentence < sentenceIds.size(); sentence++) {
      for (int i = 0; i < annotationCounts.values[sentence]; i++) {
        before[annotation++] = tag;
        tag += wordCounts.values[sentence];
      }
    }
    return before;
  }

  private int[] orderOfSentences() {
    int[] order = sorted(0, sentenceIds.size(), Comparator.comparing(sentenceIds::get));
    for (int i = 1; i < order.length; i++) {
      String id = sentenceIds.get(order[i]);
      if (id.equals(sentenceIds.get(order[i - 1]))) {
        throw new IllegalArgumentException("Sentence " + id + " is there twice");
      }
    }
    return order;
  }

  /**
   * An annotator's new place by its old one. Two with the same digest have said the same of the
   * same sentences, so that it does not matter which of them comes first.
   */
  private int[] placesByContent(int[] order, int[] annotationsBefore, int[] tagsBefore) {
    long[] digests = new long[annotatorPlaces.size()];
    for (int at = 0; at < order.length; at++) {
      int sentence = order[at];
      for (int i = 0; i < annotationCounts.values[sentence]; i++) {
        int annotation = annotationsBefore[sentence] + i;
        long said = mixed(at + 1);
        for (int word = 0; word < wordCounts.values[sentence]; word++) {
          said = mixed(said + tags[tagsBefore[annotation] + word]);
        }
        int annotator = annotators.values[annotation];
        digests[annotator] = mixed(digests[annotator] ^ said);
      }
    }
    int[] byDigest = sorted(0, digests.length, Comparator.comparingLong(a -> digests[a]));
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

  private static int[] sorted(int from, int to, Comparator<Integer> by) {
    return IntStream.range(from, to).boxed().sorted(by).mapToInt(Integer::intValue).toArray();
  }

  /** A growing array. */
  private static final class Ints {

    private int[] values = new int[FIRST_CAPACITY];
    private int size;

    void add(int value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, values.length + values.length / 2);
      }
      values[size++] = value;
    }

    /** By place: the sum of all before. */
    int[] runningSum() {
      int[] sums = new int[size];
      for (int i = 1; i < size; i++) {
        sums[i] = sums[i - 1] + values[i - 1];
      }
      return sums;
    }
  }
}
