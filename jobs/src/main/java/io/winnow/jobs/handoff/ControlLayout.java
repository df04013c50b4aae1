package io.winnow.jobs.handoff;

import io.winnow.selection.RandomOrder;
import java.util.Comparator;
import java.util.LinkedList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Where control items lie among a round's sentences: anywhere with equal chance, but a sentence of
 * the round itself never a second time in the batch that it is in.
 *
 * @param places place among all rows of the round, from 0, to what lies there; the work fills the
 *     other places in its own order
 */
record ControlLayout(SortedMap<Integer, Pick> places) {

  /** A sentence and what it is to test. */
  record Pick(String id, Purpose purpose) {}

  /**
   * A sentence that may go out a second time.
   *
   * @param index its place among the round's work, from 0; {@link #EARLIER} if it is not part of it
   */
  record Candidate(String id, int index) {

    static final int EARLIER = -1;
  }

  /**
   * @param work how many sentences are to be labelled
   * @param batchSize rows in a batch
   * @param known sentences with known answers; all of them are placed
   * @param repeats the first fitting ones are placed; none of them is among {@code known}
   * @param wantedRepeats how many; if fewer fit, these
   * @param seed decides on the places
   */
  static ControlLayout of(
      int work,
      int batchSize,
      List<String> known,
      List<Candidate> repeats,
      int wantedRepeats,
      long seed) {
    int count = Math.min(wantedRepeats, repeats.size());
    while (true) {
      int total = work + known.size() + count;
      List<Integer> drawn = draw(total, known.size() + count, seed);
      SortedMap<Integer, Pick> places = new TreeMap<>();
      for (int i = 0; i < known.size(); i++) {
        places.put(drawn.get(i), new Pick(known.get(i), Purpose.KNOWN));
      }
      int[] batches = batches(drawn, total, batchSize);
      List<Candidate> left = new LinkedList<>(repeats);
      for (int place : drawn.subList(known.size(), drawn.size())) {
        firstOutside(place / batchSize, left, batches)
            .ifPresent(id -> places.put(place, new Pick(id, Purpose.REPEAT)));
      }
      int missing = drawn.size() - places.size();
      if (missing == 0) {
        return new ControlLayout(places);
      }
      count -= missing;
    }
  }

  /** So many of the places, each with the same chance. */
  private static List<Integer> draw(int places, int count, long seed) {
    double[] keys =
        IntStream.range(0, places)
            .mapToDouble(place -> RandomOrder.key(seed, Integer.toString(place)))
            .toArray();
    return IntStream.range(0, places)
        .boxed()
        .sorted(Comparator.comparingDouble(place -> keys[place]))
        .limit(count)
        .toList();
  }

  /** The batch of each sentence of the work. */
  private static int[] batches(List<Integer> drawn, int total, int batchSize) {
    boolean[] taken = new boolean[total];
    drawn.forEach(place -> taken[place] = true);
    return IntStream.range(0, total)
        .filter(place -> !taken[place])
        .map(place -> place / batchSize)
        .toArray();
  }

  /** Takes the first candidate that is not in the batch already. */
  private static Optional<String> firstOutside(int batch, List<Candidate> left, int[] batches) {
    Optional<Candidate> first =
        left.stream()
            .filter(one -> one.index() == Candidate.EARLIER || batches[one.index()] != batch)
            .findFirst();
    first.ifPresent(left::remove);
    return first.map(Candidate::id);
  }

  /** The sentences that are placed. */
  Set<String> ids() {
    return places.values().stream().map(Pick::id).collect(Collectors.toUnmodifiableSet());
  }
}
