package io.winnow.annotation;

import static java.util.Comparator.comparingInt;

import io.winnow.annotation.JudgementsBuilder.Judged;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that annotators said of the words of many sentences, in primitive arrays: two bytes a
 * judgement, which is one annotator's tag of one word, and a few integers a sentence and
 * annotation. What was skipped is not in here, nor is a sentence that all skipped.
 *
 * <p>The order is canonical: sentences by id, annotators by what they said and not by their names,
 * the annotations of a sentence by annotator. So nothing computed over it in order, down to the
 * last bit of a sum, depends on names or on the order in which answers came in.
 *
 * <p>A word's <em>form</em> stands for its text: small letters, digits as zeros. Forms have numbers
 * from 0 in the order of their first use.
 *
 * @since 0.1.0
 */
public final class Judgements {

  private final LabelScheme scheme;
  private final String[] sentenceIds;
  private final String[] annotatorIds;
  private final int[] firstWord;
  private final int[] firstAnnotation;
  private final int[] annotators;
  private final short[][] tags;
  private final int[] forms;
  private final int formCount;

  /**
   * @param sentences in the order of their ids
   * @param newPlaces of annotators, by their places in the sentences
   */
  Judgements(LabelScheme scheme, List<Judged> sentences, String[] annotatorIds, int[] newPlaces) {
    this.scheme = scheme;
    this.sentenceIds = sentences.stream().map(Judged::id).toArray(String[]::new);
    this.annotatorIds = annotatorIds;
    this.firstWord = new int[sentenceIds.length + 1];
    this.firstAnnotation = new int[sentenceIds.length + 1];
    for (int i = 0; i < sentenceIds.length; i++) {
      firstWord[i + 1] = firstWord[i] + sentences.get(i).forms().length;
      firstAnnotation[i + 1] = firstAnnotation[i] + sentences.get(i).annotators().length;
    }
    this.annotators = new int[firstAnnotation[sentenceIds.length]];
    this.tags = new short[annotators.length][];
    this.forms = new int[firstWord[sentenceIds.length]];
    Map<Integer, Integer> newForms = new HashMap<>();
    for (int i = 0; i < sentenceIds.length; i++) {
      Judged sentence = sentences.get(i);
      int word = firstWord[i];
      for (int form : sentence.forms()) {
        forms[word++] = JudgementsBuilder.place(newForms, form);
      }
      int[] places = Arrays.stream(sentence.annotators()).map(old -> newPlaces[old]).toArray();
      int at = firstAnnotation[i];
      for (int answer : JudgementsBuilder.sorted(places.length, comparingInt(a -> places[a]))) {
        annotators[at] = places[answer];
        tags[at++] = sentence.tags()[answer];
      }
    }
    this.formCount = newForms.size();
  }

  /** Collects sentences one by one. */
  public static JudgementsBuilder builder(LabelScheme scheme) {
    return new JudgementsBuilder(scheme);
  }

  public static Judgements of(LabelScheme scheme, List<AnnotatedSentence> sentences) {
    JudgementsBuilder builder = builder(scheme);
    sentences.forEach(builder::add);
    return builder.build();
  }

  public LabelScheme scheme() {
    return scheme;
  }

  public int sentences() {
    return sentenceIds.length;
  }

  public int annotators() {
    return annotatorIds.length;
  }

  /** Words of all sentences. */
  public int words() {
    return forms.length;
  }

  /** The mean; 0 where there are no sentences. */
  public double answersPerSentence() {
    return sentences() == 0 ? 0 : (double) annotators.length / sentences();
  }

  /** Judged words, each as often as it was judged. */
  public int size() {
    return Arrays.stream(tags).mapToInt(said -> said.length).sum();
  }

  public String sentenceId(int sentence) {
    return sentenceIds[sentence];
  }

  public String annotatorId(int annotator) {
    return annotatorIds[annotator];
  }

  public int wordCount(int sentence) {
    return firstWord[sentence + 1] - firstWord[sentence];
  }

  /** Place of a sentence's first word among all words; also for {@code sentences()}, the end. */
  public int firstWord(int sentence) {
    return firstWord[sentence];
  }

  /** Place of a sentence's first annotation among all; also for {@code sentences()}, the end. */
  public int firstAnnotation(int sentence) {
    return firstAnnotation[sentence];
  }

  /** How many people answered a sentence. */
  int answers(int sentence) {
    return firstAnnotation[sentence + 1] - firstAnnotation[sentence];
  }

  public int annotator(int annotation) {
    return annotators[annotation];
  }

  /**
   * The tag that an annotation gives a word.
   *
   * @param word within its sentence, from 0
   */
  public int tag(int annotation, int word) {
    return tags[annotation][word];
  }

  /** Whether any annotator gives a word this tag. */
  boolean isSaid(int sentence, int word, int tag) {
    for (int a = firstAnnotation[sentence]; a < firstAnnotation[sentence + 1]; a++) {
      if (tags[a][word] == tag) {
        return true;
      }
    }
    return false;
  }

  /**
   * @param word among all words
   */
  public int form(int word) {
    return forms[word];
  }

  public int forms() {
    return formCount;
  }

  /** An annotation's spans in reading order. */
  public List<EntitySpan> spans(int sentence, int annotation) {
    int[] ids = new int[wordCount(sentence)];
    Arrays.setAll(ids, word -> tag(annotation, word));
    return scheme.spans(ids);
  }
}
