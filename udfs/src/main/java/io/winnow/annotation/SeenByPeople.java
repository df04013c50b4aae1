package io.winnow.annotation;

import java.util.stream.IntStream;

/**
 * An adjudication of more annotators than those who are asked about, such as dictionaries beside
 * people: the labels of all, and confusions under the places that people have among themselves.
 *
 * @param people judgements of the same sentences as {@code all}, by some of its annotators
 * @param adjudication of {@code all}
 */
public record SeenByPeople(Judgements people, Judgements all, Adjudication adjudication)
    implements Adjudication {

  /**
   * @throws IllegalArgumentException if the sentences are not the same
   */
  public SeenByPeople {
    if (people.sentences() != all.sentences()) {
      throw new IllegalArgumentException(
          "People judged %d sentences, all annotators together %d; they must be the same ones"
              .formatted(people.sentences(), all.sentences()));
    }
  }

  @Override
  public AdjudicatedLabel label(int sentence) {
    return adjudication.label(sentence);
  }

  @Override
  public double[][] confusion(int annotator) {
    String name = people.annotatorId(annotator);
    return adjudication.confusion(
        IntStream.range(0, all.annotators())
            .filter(place -> all.annotatorId(place).equals(name))
            .findFirst()
            .orElseThrow());
  }
}
