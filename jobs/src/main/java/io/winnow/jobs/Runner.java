package io.winnow.jobs;

import io.winnow.process.Stop;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.Publication;
import io.winnow.workspace.Workspace;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import scala.Option;

/**
 * Runs jobs in a workspace, all in the same way.
 *
 * @param config every setting as resolved, as JSON
 */
public record Runner(Workspace workspace, Host host, String config, long seed, Console console) {

  private static final String JOB_GROUP = "spark.jobGroup.id";

  /** The same process at work in another workspace. */
  public Runner in(Workspace other, String otherConfig, long otherSeed, Console otherConsole) {
    return new Runner(other, host, otherConfig, otherSeed, otherConsole);
  }

  public SparkSession spark() {
    return host.spark().get();
  }

  public Clock clock() {
    return host.clock();
  }

  public Published published() {
    return new Published(workspace, host.spark());
  }

  /** Runs a job, unless it was done before or has nothing to do yet. */
  public Ending run(Job job) {
    Published published = published();
    Optional<Ending> ending = job.withoutRun(this, published);
    if (ending.isEmpty()) {
      return publish(job, published);
    }
    ending.get().message().ifPresent(console::say);
    job.cleanUp(published);
    return ending.get();
  }

  Ending publish(Job job, Published published) {
    Run run = new Run(this, published, job.identity(workspace));
    Publication made = job.run(run);
    Pointer pointer = run.publish(made);
    job.cleanUp(published);
    made.messages().forEach(console::say);
    if (made.failure().isPresent()) {
      throw made.failure().get();
    }
    return new Ending(Outcome.DONE, Optional.of(pointer), Optional.empty());
  }

  /** Runs a stage of work that publishes nothing, under its name in Spark's UI. */
  public <T> T stage(String work, String name, Supplier<T> stage) {
    begin(work, name);
    return stage.get();
  }

  void begin(String job, String stage) {
    String work = job + ": " + stage;
    Stop.doing(work);
    console.detail(work);
    describe(work);
  }

  /**
   * What Spark's UI shows from now on, but for jobs of a group, which have names of their own.
   * Where no Spark runs, none is started for it.
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
}
