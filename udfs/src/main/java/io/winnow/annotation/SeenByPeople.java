package io.winnow.annotation;

import java.util.HashMap;
import java.util.Map;

/**
 * An adjudication of more annotators than those who are asked about, such as dictionaries beside
 * people: labels are those of all, confusions are found under the places that annotators have among
 * the fewer.
 */
public final class SeenByPeople implements Adjudication {

  private final Adjudication adjudication;
  private final int[] places;

  /**
   * @param people judgements of the same sentences as {@code all}, by some of its annotators
   * @param adjudication of {@code all}
   * @throws IllegalArgumentException if the sentences are not the same
   */
  public SeenByPeople(Judgements people, Judgements all, Adjudication adjudication) {
    if (people.sentences() != all.sentences()) {
      throw new IllegalArgumentException(
          "People judged %d sentences, all annotators together %d; they must be the same ones"
              .formatted(people.sentences(), all.sentences()));
    }
    Map<String, Integer> byName = new HashMap<>();
    for (int annotator = 0; annotator < all.annotators(); annotator++) {
      byName.put(all.annotatorId(annotator), annotator);
    }
    this.adjudication = adjudication;
    this.places = new int[people.annotators()];
    for (int annotator = 0; annotator < places.length; annotator++) {
      places[annotator] = byName.get(people.annotatorId(annotator));
    }
  }

  @Override
  public AdjudicatedLabel label(int sentence) {
    return adjudication.label(sentence);
  }

  @Override
  public double[][] confusion(int annotator) {
    return adjudication.confusion(places[annotator]);
  }
}
