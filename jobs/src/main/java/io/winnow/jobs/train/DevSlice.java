package io.winnow.jobs.train;

import io.winnow.jobs.Documents;
import io.winnow.jobs.Published;
import io.winnow.jobs.Run;
import io.winnow.selection.RandomOrder;
import io.winnow.selection.Selected.Reason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is trained on and what is kept back to measure on. Kept back are only sentences that were
 * selected at random: those that a model chose are hard, and on them alone no model shows its real
 * quality. At least half of the random ones are still used for training, since nothing else shows a
 * model how common things are. No document is on both sides.
 *
 * @param wanted how many were to be kept back
 * @param leftOut how many are on neither side: a model chose them, and their documents are kept
 *     back
 */
record DevSlice(List<Example> train, List<Example> dev, int wanted, int leftOut) {

  private static final String AT_RANDOM = Reason.RANDOM.name().toLowerCase(Locale.ROOT);

  /**
   * @param random ids of those that were sent out at random
   * @param documents are kept back as a whole, the last one too
   * @param share of all examples that is kept back, if that many are random
   */
  static DevSlice of(
      List<Example> examples,
      Set<String> random,
      Documents.Names documents,
      double share,
      long seed) {
    List<Example> candidates =
        examples.stream().filter(example -> random.contains(example.id())).toList();
    int wanted = (int) Math.round(share * examples.size());
    int most = candidates.size() / 2;
    List<Example> dev = new ArrayList<>();
    Set<String> kept = new HashSet<>();
    for (List<Example> document : inRandomOrder(candidates, documents, seed)) {
      if (dev.size() < wanted && dev.size() + document.size() <= most) {
        dev.addAll(document);
        kept.add(documents.of(document.get(0).id()));
      }
    }
    List<Example> train =
        examples.stream().filter(it -> !kept.contains(documents.of(it.id()))).toList();
    return new DevSlice(train, dev, wanted, examples.size() - dev.size() - train.size());
  }

  private static Collection<List<Example>> inRandomOrder(
      List<Example> candidates, Documents.Names documents, long seed) {
    // Not by the id alone: the sentences of a random round are those with the lowest keys of it.
    Map<String, List<Example>> byDocument =
        new TreeMap<>(
            Comparator.comparingDouble((String name) -> RandomOrder.key(seed, "dev/" + name))
                .thenComparing(Comparator.naturalOrder()));
    candidates.forEach(
        it -> byDocument.computeIfAbsent(documents.of(it.id()), any -> new ArrayList<>()).add(it));
    return byDocument.values();
  }

  /** As in the settings; says where it is less, and what is not trained on. */
  static DevSlice drawn(List<Example> examples, Run run, TrainSettings settings) {
    double share = settings.earlyStopping().devShare();
    if (share == 0) {
      return new DevSlice(examples, List.of(), 0, 0);
    }
    Documents.Names documents =
        Documents.of(run.published()).names(examples.stream().map(Example::id).toList());
    DevSlice slice = of(examples, sentAtRandom(run.published()), documents, share, run.seed());
    if (slice.isShort()) {
      run.console()
          .say(
              "Train: the development set has %,d sentences, not the %,d of train.dev-share %s: it takes %sat most half\n  of the sentences that were selected at random; explore(0.1) in select.strategy gives more"
                  .formatted(
                      slice.dev().size(),
                      slice.wanted(),
                      share,
                      documents.byId().isEmpty() ? "" : "whole documents, and "));
    }
    if (slice.leftOut() > 0) {
      run.console()
          .say(
              "Train: %,d labelled sentences are not trained on: they are of documents (%s) that are in the development\n  set, and not in it themselves, because a model chose them"
                  .formatted(slice.leftOut(), Documents.SETTING));
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
    return new DevSlice(
        Stream.concat(train.stream(), more.stream()).toList(), dev, wanted, leftOut);
  }

  /** Those that are of no document that is kept back. */
  List<Example> apart(List<Example> more, Published published) {
    Documents documents = Documents.of(published);
    if (dev.isEmpty() || !documents.areKnown()) {
      return more;
    }
    Documents.Names names =
        documents.names(Stream.concat(dev.stream(), more.stream()).map(Example::id).toList());
    Set<String> kept =
        dev.stream().map(example -> names.of(example.id())).collect(Collectors.toSet());
    return more.stream().filter(example -> !kept.contains(names.of(example.id()))).toList();
  }

  /** What {@code winnow.json} tells first of a training on it. */
  Map<String, Object> lineage(int round, TrainSettings settings) {
    Map<String, Object> lineage = new LinkedHashMap<>();
    lineage.put("round", round);
    lineage.put("sentences", train.size());
    lineage.put("words", train.stream().mapToInt(example -> example.words().size()).sum());
    lineage.put("dev_sentences", dev.size());
    if (leftOut > 0) {
      lineage.put("left_out_sentences", leftOut);
    }
    lineage.put("label_weights", settings.labelWeights().name());
    return lineage;
  }

  /** Whether fewer are kept back than wanted. */
  boolean isShort() {
    return dev.size() < wanted;
  }
}
