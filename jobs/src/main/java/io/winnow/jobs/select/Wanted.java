package io.winnow.jobs.select;

import io.winnow.jobs.Published;
import io.winnow.jobs.Run;
import io.winnow.jobs.SentenceColumns;
import io.winnow.settings.SettingsException;
import io.winnow.settings.SettingsException.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The sentences that settings let a round choose from, whatever its strategy.
 *
 * @param matching ids of those for which the condition holds; empty: all
 * @param named those that a file names; empty: all
 */
record Wanted(
    SelectSettings settings, Optional<Dataset<Row>> matching, Optional<NamedSentences> named) {

  private static final String WHERE = "select.where";

  /**
   * @throws SettingsException if the condition is none, or the file names none
   */
  static Wanted of(Published published, SelectSettings settings, int round) {
    return new Wanted(
        settings,
        settings.where().isBlank()
            ? Optional.empty()
            : Optional.of(
                SentenceColumns.of(published.poolWithMetadata(round))
                    .where(WHERE, settings.where())),
        settings.only().isBlank()
            ? Optional.empty()
            : Optional.of(NamedSentences.of(published, round, settings.only())));
  }

  /**
   * @param pool of the round, with metadata
   */
  Dataset<Row> ofPool(Dataset<Row> pool) {
    Dataset<Row> wanted =
        settings.where().isBlank() ? pool : SentenceColumns.filtered(pool, WHERE, settings.where());
    return named.map(it -> only(it.ids(), wanted)).orElse(wanted);
  }

  /** Notes what was read. */
  void record(Run run) {
    named.ifPresent(it -> run.input("only", it.input()));
  }

  /**
   * @param rows with an {@code id}, of sentences of the pool
   */
  Dataset<Row> of(Dataset<Row> rows) {
    Dataset<Row> wanted = matching.map(ids -> only(ids, rows)).orElse(rows);
    return named.map(it -> only(it.ids(), wanted)).orElse(wanted);
  }

  private static Dataset<Row> only(Dataset<Row> ids, Dataset<Row> rows) {
    return rows.join(ids, new String[] {"id"}, "left_semi");
  }

  /** Lines for a summary. */
  String lines() {
    return (settings.where().isBlank() ? "" : "\n  where: " + settings.where())
        + named.map(it -> "\n  only: %s; %s".formatted(it.file(), it.counts())).orElse("");
  }

  /** What decides which sentences are selected, such as {@code strategy and budget}. */
  String deciding() {
    List<String> names = new ArrayList<>(List.of("strategy", "budget"));
    matching.ifPresent(it -> names.add("select.where"));
    named.ifPresent(it -> names.add("select.only"));
    int last = names.size() - 1;
    return String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }

  /** Why a first round has nothing to choose from. */
  SettingsException none() {
    return named
        .filter(it -> it.inPool() == 0 || matching.isEmpty())
        .map(
            it ->
                NamedSentences.problem(
                    "is %s, which names no sentence of the pool with select.min-words = %d words (%s)"
                        .formatted(it.file(), settings.minWords(), it.counts())))
        .orElseGet(
            () ->
                new SettingsException(
                    List.of(
                        new Problem(
                            "select.where",
                            "is '%s', which holds for no sentence of the pool with select.min-words = %d words%s"
                                .formatted(
                                    settings.where(),
                                    settings.minWords(),
                                    named.isEmpty() ? "" : " that select.only names")))));
  }
}
