package io.winnow.jobs.report;

import io.winnow.evaluation.quality.AnswerTime;
import io.winnow.jobs.Published;
import io.winnow.jobs.labels.LearntTime;
import io.winnow.page.HtmlPage;
import io.winnow.page.Table;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.RunManifest;
import io.winnow.workspace.Shelf;
import io.winnow.workspace.Workspace;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What rounds cost: time on our side, words and time on the vendor's.
 *
 * @param rounds in their order
 * @param time that annotators take, where returns say it
 */
record CostFacts(List<OfRound> rounds, Optional<AnswerTime> time) {

  /** A hop of a round, as far as Winnow does it. */
  enum Hop {
    SCORE,
    SELECT,
    HAND_OFF,
    MERGE,
    TRAIN,
    EVALUATE
  }

  /**
   * @param seconds of hops that were done; merges of a round add up
   * @param sentWords words that went out, checks included
   * @param annotators asked for each sentence
   */
  record OfRound(int round, Map<Hop, Double> seconds, long sentWords, long annotators) {

    /** What vendors bill: each word once per annotator. */
    long billedWords() {
      return sentWords * annotators;
    }

    double allSeconds() {
      return seconds.values().stream().mapToDouble(Double::doubleValue).sum();
    }
  }

  static CostFacts of(Published published) {
    return new CostFacts(
        published.rounds().stream().map(it -> of(published, it)).toList(),
        LearntTime.of(published));
  }

  private static OfRound of(Published published, int round) {
    Workspace workspace = published.workspace();
    Map<Hop, Shelf> shelves =
        Map.of(
            Hop.SCORE, workspace.scores(round),
            Hop.SELECT, workspace.selection(round),
            Hop.HAND_OFF, workspace.outbox(round),
            Hop.TRAIN, workspace.model(round),
            Hop.EVALUATE, workspace.evaluation(round));
    Map<Hop, Double> seconds = new EnumMap<>(Hop.class);
    shelves.forEach(
        (hop, shelf) ->
            published
                .latest(shelf)
                .ifPresent(done -> seconds.put(hop, published.manifest(done).seconds())));
    published.history(workspace.labels()).stream()
        .filter(merge -> roundOf(published, merge) == round)
        .map(published::manifest)
        .forEach(merge -> seconds.merge(Hop.MERGE, merge.seconds(), Double::sum));
    Optional<Pointer> outbox = published.latest(workspace.outbox(round));
    return new OfRound(
        round,
        seconds,
        outbox.map(it -> it.counts().getOrDefault("words", 0L)).orElse(0L),
        outbox.map(it -> annotators(published.manifest(it))).orElse(0L));
  }

  /** A merge counts for the last round that had been sent out by then. */
  private static int roundOf(Published published, Pointer merge) {
    return published.rounds().stream()
        .filter(
            round ->
                published
                    .latest(published.workspace().outbox(round))
                    .filter(sent -> !sent.published().isAfter(merge.published()))
                    .isPresent())
        .reduce((earlier, later) -> later)
        .orElse(0);
  }

  private static long annotators(RunManifest handOff) {
    return handOff.config().path("vendor").path("annotators-per-sentence").asLong(1);
  }

  long billedWords() {
    return rounds.stream().mapToLong(OfRound::billedWords).sum();
  }

  void add(HtmlPage page) {
    page.heading("Time and cost");
    if (rounds.isEmpty()) {
      page.paragraph("No round has begun.");
      return;
    }
    Table<OfRound> table =
        Table.of(rounds)
            .names("round", it -> Integer.toString(it.round()))
            .figures("words sent", it -> Figures.whole(it.sentWords()))
            .figures("annotators", it -> Figures.whole(it.annotators()))
            .figures("words to pay for", it -> Figures.whole(it.billedWords()));
    for (Hop hop : Hop.values()) {
      table.figures(
          hop.name().toLowerCase(Locale.ROOT).replace('_', ' '),
          it -> Figures.time(it.seconds().getOrDefault(hop, Double.NaN)));
    }
    page.table(table.figures("together", it -> Figures.time(it.allSeconds())))
        .paragraph(
            "%,d words to pay for in total: what vendors bill, each word once per annotator. Times are wall clock of the runs that count, from start to publication; a merge counts for the round that was at the vendor when it ran."
                .formatted(billedWords()));
    time.ifPresent(
        it ->
            page.paragraph(
                "Annotators take %s%s."
                    .formatted(it.sentence(), it.leftOut().isEmpty() ? "" : "; " + it.leftOut())));
  }
}
