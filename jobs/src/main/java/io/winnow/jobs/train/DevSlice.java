package io.winnow.jobs.train;

import io.winnow.selection.RandomOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is trained on and what is kept back to measure on. Kept back are only sentences that were
 * sent out at random: those that a model chose are the hard ones, and on them alone no model looks
 * like what it is. At least half of the random ones are trained on all the same, since nothing else
 * shows a model how common things are.
 *
 * @param wanted how many were to be kept back
 */
record DevSlice(List<Example> train, List<Example> dev, int wanted) {

  /**
   * @param random ids of those that were sent out at random
   * @param share of all examples that is kept back, if that many are random
   */
  static DevSlice of(List<Example> examples, Set<String> random, double share, long seed) {
    List<Example> candidates =
        examples.stream()
            .filter(example -> random.contains(example.id()))
            .sorted(Comparator.comparingDouble(example -> key(seed, example)))
            .toList();
    int wanted = (int) Math.round(share * examples.size());
    List<Example> dev = candidates.subList(0, Math.min(wanted, candidates.size() / 2));
    Set<String> kept = new HashSet<>();
    dev.forEach(example -> kept.add(example.id()));
    List<Example> train = new ArrayList<>(examples);
    train.removeIf(example -> kept.contains(example.id()));
    return new DevSlice(List.copyOf(train), List.copyOf(dev), wanted);
  }

  /** One that keeps nothing back. */
  static DevSlice none(List<Example> examples) {
    return new DevSlice(List.copyOf(examples), List.of(), 0);
  }

  /** Whether fewer are kept back than wanted. */
  boolean isShort() {
    return dev.size() < wanted;
  }

  private static double key(long seed, Example example) {
    // Not by the id alone: the sentences of a random round are those with the lowest keys of it.
    return RandomOrder.key(seed, "dev/" + example.id());
  }
}
