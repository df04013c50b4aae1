package io.winnow.jobs.report;

import io.winnow.jobs.Outcome;
import io.winnow.jobs.Published;
import io.winnow.jobs.Runner;
import io.winnow.jobs.round.JobSettings;
import io.winnow.jobs.status.Status;
import io.winnow.workspace.Workspace;
import java.util.Optional;

/**
 * Tells in one HTML file where a workspace stands and how it got there. Reads what is published,
 * publishes nothing: the file is replaced whole each time.
 *
 * @param simulation folder of a simulation to hold the rounds against
 * @param folder where the file goes
 * @param file its name
 */
public record ReportJob(
    Runner runner,
    JobSettings settings,
    Optional<Workspace> simulation,
    Workspace folder,
    String file) {

  /** The name of the file in a workspace. */
  public static final String FILE = "report.html";

  /** Writes the workspace's own. */
  public ReportJob(Runner runner, JobSettings settings) {
    this(runner, settings, Optional.empty(), runner.workspace(), FILE);
  }

  /**
   * @throws io.winnow.jobs.StepMissingException before there is a corpus
   */
  public Outcome run() {
    Published published = runner.published();
    published.corpus();
    Status status = Status.of(published, settings, runner.clock(), Optional.empty());
    ReportFacts facts = ReportFacts.of(runner, published, status, simulation);
    folder.replaceText(file, new ReportPage(facts).html());
    runner.console().say("Report: %s".formatted(folder.resolve(file)));
    return Outcome.DONE;
  }
}
