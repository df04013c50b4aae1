package io.winnow.jobs.train;

import io.winnow.jobs.Run;
import io.winnow.selection.RandomOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is trained on and what is kept back to measure on. Kept back are only sentences that were
 * selected at random: those that a model chose are hard, and on them alone no model shows its real
 * quality. At least half of the random ones are still used for training, since nothing else shows a
 * model how common things are.
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

  /** As in the settings; prints a message if it is less. */
  static DevSlice drawn(List<Example> examples, Run run, TrainSettings settings) {
    if (settings.earlyStopping().devShare() == 0) {
      return new DevSlice(List.copyOf(examples), List.of(), 0);
    }
    DevSlice slice =
        of(
            examples,
            Examples.sentAtRandom(run.published()),
            settings.earlyStopping().devShare(),
            run.seed());
    if (slice.isShort()) {
      run.console()
          .say(
              "Train: %,d sentences are kept back to measure on, not the %,d of train.dev-share %s: only half of\n  those that were sent out at random are; explore(0.1) in select.strategy gives more"
                  .formatted(
                      slice.dev().size(), slice.wanted(), settings.earlyStopping().devShare()));
    }
    return slice;
  }

  /** The same with more to train on. */
  DevSlice and(List<Example> more) {
    return new DevSlice(Stream.concat(train.stream(), more.stream()).toList(), dev, wanted);
  }

  int size() {
    return train.size() + dev.size();
  }

  /** What {@code winnow.json} tells of it. */
  Map<String, Object> lineage() {
    Map<String, Object> lineage = new LinkedHashMap<>();
    lineage.put("sentences", train.size());
    lineage.put("words", train.stream().mapToInt(example -> example.words().size()).sum());
    lineage.put("dev_sentences", dev.size());
    return lineage;
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
