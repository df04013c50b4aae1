package io.winnow.jobs.train;

import io.winnow.jobs.Published;
import io.winnow.jobs.Run;
import io.winnow.selection.RandomOrder;
import io.winnow.selection.Selected.Reason;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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

  private static final String AT_RANDOM = Reason.RANDOM.name().toLowerCase(Locale.ROOT);

  /**
   * @param random ids of those that were sent out at random
   * @param share of all examples that is kept back, if that many are random
   */
  static DevSlice of(List<Example> examples, Set<String> random, double share, long seed) {
    // Not by the id alone: the sentences of a random round are those with the lowest keys of it.
    List<Example> candidates =
        examples.stream()
            .filter(example -> random.contains(example.id()))
            .sorted(Comparator.comparingDouble(it -> RandomOrder.key(seed, "dev/" + it.id())))
            .toList();
    int wanted = (int) Math.round(share * examples.size());
    List<Example> dev = candidates.subList(0, Math.min(wanted, candidates.size() / 2));
    Set<Example> kept = new HashSet<>(dev);
    return new DevSlice(examples.stream().filter(it -> !kept.contains(it)).toList(), dev, wanted);
  }

  /** As in the settings; prints a message if it is less. */
  static DevSlice drawn(List<Example> examples, Run run, TrainSettings settings) {
    double share = settings.earlyStopping().devShare();
    if (share == 0) {
      return new DevSlice(examples, List.of(), 0);
    }
    DevSlice slice = of(examples, sentAtRandom(run.published()), share, run.seed());
    if (slice.isShort()) {
      run.console()
          .say(
              "Train: the development set has %,d sentences, not the %,d of train.dev-share %s: it takes at most half\n  of the sentences that were selected at random; explore(0.1) in select.strategy gives more"
                  .formatted(slice.dev().size(), slice.wanted(), share));
    }
    return slice;
  }

  /**
   * Ids of the sentences that were selected at random, such as all of round 0, and not by a model.
   */
  private static Set<String> sentAtRandom(Published published) {
    Set<String> random = new HashSet<>();
    Set<String> wanted = new HashSet<>();
    published.rounds().stream()
        .flatMap(round -> published.selection(round).stream())
        .flatMap(chosen -> chosen.select("id", "reason", "score").collectAsList().stream())
        .filter(row -> row.getString(1).equals(AT_RANDOM) || !row.isNullAt(2))
        .forEach(
            row -> (row.getString(1).equals(AT_RANDOM) ? random : wanted).add(row.getString(0)));
    random.removeAll(wanted);
    return random;
  }

  /** The same with more to train on. */
  DevSlice and(List<Example> more) {
    return new DevSlice(Stream.concat(train.stream(), more.stream()).toList(), dev, wanted);
  }

  /** What {@code winnow.json} tells first of a training on it. */
  Map<String, Object> lineage(int round, TrainSettings settings) {
    Map<String, Object> lineage = new LinkedHashMap<>();
    lineage.put("round", round);
    lineage.put("sentences", train.size());
    lineage.put("words", train.stream().mapToInt(example -> example.words().size()).sum());
    lineage.put("dev_sentences", dev.size());
    lineage.put("label_weights", settings.labelWeights().name());
    return lineage;
  }

  /** Whether fewer are kept back than wanted. */
  boolean isShort() {
    return dev.size() < wanted;
  }
}
