package io.winnow.jobs.report;

import io.winnow.display.HtmlView;
import io.winnow.display.TypePalette;
import io.winnow.jobs.Published;
import io.winnow.jobs.Runner;
import io.winnow.jobs.evaluate.EvaluateSettings;
import io.winnow.jobs.evaluate.Evaluation;
import io.winnow.jobs.evaluate.GroupedF1;
import io.winnow.jobs.evaluate.HoldoutGroups;
import io.winnow.jobs.ingest.InitJob;
import io.winnow.jobs.status.Status;
import io.winnow.page.HtmlPage;
import io.winnow.workspace.Workspace;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The report as one HTML file that needs nothing else. Parts that the workspace does not have yet
 * are empty.
 */
record ReportPage(
    Progress progress,
    Instant made,
    Optional<SelectionFacts> selection,
    Optional<ScoreFacts> scores,
    Optional<LabelFacts> labels,
    Optional<QualityFacts> quality,
    Optional<RejectFacts> rejects,
    CostFacts cost,
    LineageFacts lineage) {

  /** In Spark's UI. */
  private static final String NAME = "report";

  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /**
   * Reads it all.
   *
   * @param groups by what F1 is shown, too
   * @param simulation folder of one on data like these
   */
  static ReportPage of(
      Runner runner,
      Published published,
      Status status,
      EvaluateSettings groups,
      Optional<Workspace> simulation) {
    Optional<SelectionFacts> selection =
        runner.stage(NAME, "selection", () -> SelectionFacts.last(published));
    List<Evaluation> evaluations =
        published.rounds().stream()
            .flatMap(round -> Evaluation.of(published, round).stream())
            .toList();
    return new ReportPage(
        new Progress(
            status,
            evaluations,
            runner.stage(NAME, "groups", () -> groups(published, groups, evaluations)),
            runner.stage(
                NAME,
                "simulation",
                () -> simulation.flatMap(it -> SimulationFacts.of(it, published.spark())))),
        runner.clock().instant(),
        selection,
        runner.stage(NAME, "scores", () -> selection.flatMap(it -> ScoreFacts.of(published, it))),
        runner.stage(NAME, "labels", () -> LabelFacts.of(published)),
        runner.stage(NAME, "quality", () -> QualityFacts.of(published)),
        runner.stage(NAME, "rejected", () -> RejectFacts.of(published)),
        CostFacts.of(published),
        LineageFacts.of(published));
  }

  /** Of the last evaluation, by the settings of now. */
  private static List<GroupedF1> groups(
      Published published, EvaluateSettings settings, List<Evaluation> evaluations) {
    return evaluations.isEmpty()
        ? List.of()
        : HoldoutGroups.of(published, settings, evaluations.get(evaluations.size() - 1).round());
  }

  String html() {
    Status status = progress.status();
    Map<String, Long> corpus = status.corpus();
    HtmlView view = new HtmlView(new TypePalette(status.types()));
    String name = status.workspace().substring(status.workspace().lastIndexOf('/') + 1);
    HtmlPage page = new HtmlPage("Winnow report: " + name, HtmlView.stylesheet());
    page.title(name)
        .lead(progress.lead())
        .paragraph(
            "Winnow report of %s, made %s. %,d sentences with %,d words; %s. Entity types: %s."
                .formatted(
                    status.workspace(),
                    MINUTES.format(made),
                    corpus.getOrDefault("sentences", 0L),
                    corpus.getOrDefault("words", 0L),
                    progress.hasTestSet()
                        ? "%,d in the hold-out set"
                            .formatted(corpus.getOrDefault(InitJob.HOLDOUT_SENTENCES, 0L))
                        : "no test set",
                    String.join(", ", status.types())));
    progress.add(page);
    section(
        page,
        "Scores",
        scores,
        ScoreFacts::add,
        "The last selection has no scores: the first round is random, because there is no model"
            + " yet.");
    section(
        page,
        "What was selected and why",
        selection,
        (chosen, to) -> chosen.add(to, view),
        "Nothing was selected yet.");
    section(
        page,
        "Labels by type",
        labels,
        LabelFacts::add,
        "There are no labels yet: no return has been merged.");
    section(
        page,
        "Annotators",
        quality,
        QualityFacts::add,
        "Not known yet: no merge has measured them.");
    section(page, "Rejected answers", rejects, RejectFacts::add, "Nothing was returned yet.");
    cost.add(page);
    lineage.add(page);
    return page.html();
  }

  /**
   * @param none in place of facts that there are none of yet
   */
  private static <T> void section(
      HtmlPage page, String heading, Optional<T> facts, BiConsumer<T, HtmlPage> add, String none) {
    page.heading(heading);
    facts.ifPresentOrElse(it -> add.accept(it, page), () -> page.paragraph(none));
  }
}
