package io.winnow.jobs.report;

import io.winnow.jobs.Outcome;
import io.winnow.jobs.Published;
import io.winnow.jobs.Runner;
import io.winnow.jobs.round.JobSettings;
import io.winnow.jobs.status.Status;
import io.winnow.workspace.Workspace;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the status and history of a workspace as one HTML file. Reads published data and publishes
 * nothing: the file is replaced whole each time.
 *
 * @param simulation folder of a simulation to compare the rounds with
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

  private static final Logger LOG = LoggerFactory.getLogger("winnow.failure");

  /** Writes the workspace's own. */
  public ReportJob(Runner runner, JobSettings settings) {
    this(runner, settings, Optional.empty(), runner.workspace(), FILE);
  }

  /**
   * Writes the report of a workspace in which something was done. What was done stands, even if the
   * report can't be written.
   */
  public static void atTheEnd(Runner runner, JobSettings settings) {
    try {
      new ReportJob(runner, settings).run();
    } catch (RuntimeException e) {
      LOG.debug("report failed", e);
      runner
          .console()
          .say(
              "Report: not written (%s); everything else is done. Run 'winnow report' to try again"
                  .formatted(e));
    }
  }

  /**
   * @throws io.winnow.jobs.StepMissingException before there is a corpus
   */
  public Outcome run() {
    Published published = runner.published();
    published.corpus();
    Status status = Status.of(published, settings, runner.clock(), Optional.empty());
    folder.replaceText(
        file,
        ReportPage.of(runner, published, status, settings.round().evaluate(), simulation).html());
    runner.console().say("Report: %s".formatted(folder.resolve(file)));
    return Outcome.DONE;
  }
}
