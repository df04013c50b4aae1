package io.winnow.jobs.labels;

import io.winnow.jobs.JobContext;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.Tables;
import io.winnow.spark.Schemas;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.Workspace;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/** Takes a person's word on an annotator, if there is one of that name. */
public record AnnotatorJob(JobContext context, Decision.OfAnnotator decision) {

  private static final int NAMES_SHOWN = 20;

  /**
   * @throws DecisionException if nobody of that name has answered
   */
  public Outcome run() {
    SortedSet<String> known = known();
    if (!known.contains(decision.annotator())) {
      throw new DecisionException(
          "Annotator %s has answered nothing here; known: %s"
              .formatted(decision.annotator(), shown(known)));
    }
    return new DecideJob(context, decision).run();
  }

  /** All with an answer in the last merge, and those whose answers it left out. */
  private SortedSet<String> known() {
    Workspace workspace = context.workspace();
    Pointer labels = context.require(workspace.labels(), "labels", "run 'winnow merge'");
    SortedSet<String> known = new TreeSet<>(Decisions.of(workspace).excluded());
    Tables.read(context.spark().get(), workspace, labels, LabelStore.ANNOTATORS, Schemas.ANNOTATORS)
        .select("annotator")
        .collectAsList()
        .forEach((Row row) -> known.add(row.getString(0)));
    return known;
  }

  private static String shown(SortedSet<String> names) {
    String some = names.stream().limit(NAMES_SHOWN).collect(Collectors.joining(", "));
    int others = names.size() - NAMES_SHOWN;
    return others > 0 ? "%s and %,d others".formatted(some, others) : some;
  }
}
