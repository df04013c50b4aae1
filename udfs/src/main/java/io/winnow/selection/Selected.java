package io.winnow.selection;

import io.winnow.Internal;
import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A chosen sentence.
 *
 * @param rank counts from 1
 * @param words its number of words
 * @param score the acquisition function's number; null for a random pick
 */
public record Selected(int rank, String id, int words, Double score, Reason reason)
    implements Serializable {

  Selected(int rank, Candidate pick, Reason reason) {
    this(rank, pick.id(), pick.words(), reason == Reason.RANDOM ? null : pick.key(), reason);
  }

  /** In this order, with ranks that say so. */
  @Internal
  public static List<Selected> ranked(List<Selected> all) {
    return IntStream.range(0, all.size()).mapToObj(i -> all.get(i).withRank(i + 1)).toList();
  }

  /** With another score, where it has one: a random pick stays without. */
  @Internal
  public Selected withScore(Double other) {
    return score == null ? this : new Selected(rank, id, words, other, reason);
  }

  private Selected withRank(int other) {
    return new Selected(other, id, words, score, reason);
  }

  /** Why a sentence was chosen. */
  public enum Reason {
    /** The model is least certain of it. */
    UNCERTAIN,
    /** By chance: the first round, and the random share of later ones. */
    RANDOM
  }
}
