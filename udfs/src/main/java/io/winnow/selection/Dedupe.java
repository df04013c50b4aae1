package io.winnow.selection;

import java.util.List;
import java.util.Set;

/**
 * Drops what is nearly the same as a sentence that ranks higher, that is chosen already or that an
 * earlier round sent out: case folded and digits masked, the pairs of neighbouring words overlap by
 * the similarity or more. A second annotation of the same text teaches the model little.
 *
 * @param similarity Jaccard's, in 0.2 to 1; 1: only what is the same once folded
 */
record Dedupe(double similarity) implements Modifier {

  private static final double LEAST = 0.2;

  Dedupe {
    if (!(similarity >= LEAST && similarity <= 1)) {
      throw new IllegalArgumentException(
          "dedupe has the similarity %s, but wants one in %s to 1".formatted(similarity, LEAST));
    }
  }

  @Override
  public Element written() {
    return Element.of("dedupe").with("similarity", similarity);
  }

  @Override
  public Set<Need> needs() {
    return Set.of(Need.WORDS, Need.SENT_WORDS);
  }

  @Override
  public Draft apply(Draft draft, Request request) {
    Knowledge knowledge = request.knowledge();
    NearDuplicates seen = new NearDuplicates(similarity);
    knowledge.sentWords().forEach(seen::add);
    draft.explored().forEach(pick -> seen.add(knowledge.wordsOf(pick)));
    List<Candidate> kept =
        draft.ranked().stream().filter(it -> seen.add(knowledge.wordsOf(it))).toList();
    return draft.withRanked(kept);
  }
}
