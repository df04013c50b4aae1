package io.winnow.jobs;

import io.winnow.contract.VendorKey;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.RunId;
import io.winnow.workspace.RunRecorder;
import io.winnow.workspace.Shelf;
import io.winnow.workspace.Workspace;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import scala.Option;

/**
 * What every job is given.
 *
 * @param spark starts Spark when first asked; not every job needs it
 * @param runIds a new id at each call
 * @param command the command line, word by word
 * @param config every setting as resolved, as JSON
 * @param versions of Winnow and of what it stands on
 * @param vendorKey signs what goes to the vendor and verifies what the vendor signed
 */
public record JobContext(
    Workspace workspace,
    Supplier<SparkSession> spark,
    Supplier<RunId> runIds,
    Clock clock,
    List<String> command,
    String config,
    long seed,
    Map<String, String> versions,
    Optional<VendorKey> vendorKey,
    Console console) {

  private static final String JOB_GROUP = "spark.jobGroup.id";

  /**
   * The same for another workspace.
   *
   * @param otherConfig of the jobs there, as JSON
   */
  public JobContext in(Workspace other, long otherSeed, String otherConfig, Console otherConsole) {
    return new JobContext(
        other,
        spark,
        runIds,
        clock,
        command,
        otherConfig,
        otherSeed,
        versions,
        vendorKey,
        otherConsole);
  }

  /** Begins to record a run. */
  public RunRecorder start(String job) {
    return new RunRecorder(
            job, runIds.get(), command, config, seed, clock, stage -> begin(job + ": " + stage))
        .versions(versions);
  }

  private void begin(String work) {
    console.detail(work);
    describe(work);
  }

  /**
   * What Spark's web page shows from now on, but for jobs of a group, which have names of their
   * own. Where no Spark runs, none is started for it.
   */
  private static void describe(String work) {
    Option<SparkSession> running = SparkSession.getDefaultSession();
    if (running.isDefined()) {
      SparkContext spark = running.get().sparkContext();
      if (spark.getLocalProperty(JOB_GROUP) == null) {
        spark.setJobDescription(work);
      }
    }
  }

  /**
   * Writes the manifest and publishes the run.
   *
   * @param sequence the publication's expected number on the shelf
   * @param outputs name to folder or file
   */
  public Pointer publish(
      RunRecorder run,
      Shelf shelf,
      int sequence,
      Map<String, Path> outputs,
      Map<String, Long> counts) {
    counts.forEach(run::output);
    var manifest = run.finish();
    String written = manifest.write(workspace);
    Map<String, String> relative =
        outputs.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, output -> workspace.relative(output.getValue())));
    return shelf.publish(
        Pointer.of(
            sequence, manifest.job(), run.run(), clock.instant(), relative, counts, written));
  }

  /**
   * What a step that comes earlier has published.
   *
   * @throws StepMissingException if it has not yet
   */
  public Pointer require(Shelf shelf, String wanted, String wayOut) {
    return shelf
        .latest()
        .orElseThrow(
            () ->
                new StepMissingException(
                    "%s has no %s yet: %s".formatted(workspace, wanted, wayOut)));
  }

  /** Says that a step was done before, and by which run. */
  public Outcome alreadyDone(String step, Pointer pointer) {
    console.say(
        "%s: done before by run %s at %s; nothing to do"
            .formatted(step, pointer.run(), pointer.published()));
    return Outcome.DONE_BEFORE;
  }
}
