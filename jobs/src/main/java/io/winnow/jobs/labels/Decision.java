package io.winnow.jobs.labels;

import static org.apache.spark.sql.functions.col;

import io.winnow.jobs.Ending;
import io.winnow.jobs.Job;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.Published;
import io.winnow.jobs.Run;
import io.winnow.jobs.Runner;
import io.winnow.jobs.labels.Decisions.Settlement;
import io.winnow.spark.Rows;
import io.winnow.spark.Schemas;
import io.winnow.text.Sentence;
import io.winnow.workspace.Json;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.Publication;
import io.winnow.workspace.Workspace;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;

/** Something that a person decides about labels. */
public sealed interface Decision {

  Decisions applyTo(Decisions before);

  /** One line for the log. */
  String said();

  /**
   * @throws DecisionException if it is about something that the workspace does not have
   */
  void requirePossible(Published published);

  /** Publishes a decision, if it is possible; the next merge goes by it. */
  record DecideJob(Decision decision) implements Job {

    @Override
    public Identity identity(Workspace workspace) {
      return new Identity("decide", "Decision", workspace.decisions());
    }

    @Override
    public Optional<Ending> withoutRun(Runner runner, Published published) {
      decision.requirePossible(published);
      Decisions known = Decisions.of(published);
      return decision.applyTo(known).equals(known)
          ? Optional.of(
              new Ending(
                  Outcome.DONE_BEFORE,
                  published.latest(published.workspace().decisions()),
                  Optional.of("Labels: " + decision.said() + " already; nothing to do")))
          : Optional.empty();
    }

    @Override
    public Publication run(Run run) {
      Decisions decided = decision.applyTo(Decisions.of(run.published()));
      Path file = new Path(run.workspace().makeFolder(run.folder()), "decisions.json");
      run.workspace().writeText(file, Json.write(decided));
      return new Publication()
          .output(Decisions.OUTPUT, file)
          .count("excluded", decided.excluded().size())
          .count("settled", decided.settled().size())
          .say("Labels: " + decision.said());
    }
  }

  /**
   * Whether an annotator's answers count or are left out.
   *
   * @param annotator as the vendor names them
   */
  record OfAnnotator(String annotator, boolean counts) implements Decision {

    private static final int NAMES_SHOWN = 20;

    @Override
    public Decisions applyTo(Decisions before) {
      SortedSet<String> excluded = new TreeSet<>(before.excluded());
      if (counts) {
        excluded.remove(annotator);
      } else {
        excluded.add(annotator);
      }
      return new Decisions(excluded, before.settled());
    }

    @Override
    public String said() {
      return "annotator %s %s".formatted(annotator, counts ? "counts" : "is excluded");
    }

    /** Has an answer in the last merge, or had those that it left out. */
    @Override
    public void requirePossible(Published published) {
      SortedSet<String> known = new TreeSet<>(Decisions.of(published).excluded());
      Pointer labels =
          published.require(published.workspace().labels(), "labels", "run 'winnow merge'");
      published
          .table(labels, LabelStore.ANNOTATORS, Schemas.ANNOTATORS)
          .select("annotator")
          .collectAsList()
          .forEach(row -> known.add(row.getString(0)));
      if (!known.contains(annotator)) {
        String some = known.stream().limit(NAMES_SHOWN).collect(Collectors.joining(", "));
        int others = known.size() - NAMES_SHOWN;
        throw new DecisionException(
            "Annotator %s has no annotations in this workspace; annotators are %s"
                .formatted(
                    annotator, others > 0 ? "%s and %,d others".formatted(some, others) : some));
      }
    }
  }

  /** A sentence's label, which overrides the annotations. */
  record Settle(String sentence, Settlement settlement) implements Decision {

    @Override
    public Decisions applyTo(Decisions before) {
      SortedMap<String, Settlement> settled = new TreeMap<>(before.settled());
      settled.put(sentence, settlement);
      return new Decisions(before.excluded(), settled);
    }

    @Override
    public String said() {
      return "sentence %s is settled by %s".formatted(sentence, settlement.by());
    }

    /** The sentence must have been sent to the vendor, and the spans must fit it. */
    @Override
    public void requirePossible(Published published) {
      int words = sent(published).words().size();
      try {
        published.types().tagIds(words, settlement.spans());
      } catch (IllegalArgumentException e) {
        throw new DecisionException(
            "Cannot settle sentence %s of %d words: %s".formatted(sentence, words, e.getMessage()));
      }
    }

    private Sentence sent(Published published) {
      return published.rounds().stream()
          .map(published::selection)
          .flatMap(Optional::stream)
          .flatMap(
              selection ->
                  selection.where(col("id").equalTo(sentence)).limit(1).collectAsList().stream())
          .findFirst()
          .map(Rows::sentence)
          .orElseThrow(
              () ->
                  new DecisionException(
                      "Cannot settle sentence %s: it was never sent to the vendor; 'winnow labels disputes' lists the open disputes"
                          .formatted(sentence)));
    }
  }
}
