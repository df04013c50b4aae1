package io.winnow.jobs;

import io.winnow.contract.VendorKey;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.Publication;
import io.winnow.workspace.RunId;
import io.winnow.workspace.RunManifest;
import io.winnow.workspace.RunRecorder;
import io.winnow.workspace.Shelf;
import io.winnow.workspace.Workspace;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** One run of one {@link Job}: what the job reads, where it writes, and what is noted of it. */
public final class Run {

  private final Runner runner;
  private final Published published;
  private final Shelf shelf;
  private final RunRecorder recorder;
  private Path folder;

  Run(Runner runner, Published published, Shelf shelf, RunRecorder recorder) {
    this.runner = runner;
    this.published = published;
    this.shelf = shelf;
    this.recorder = recorder;
  }

  public RunId id() {
    return recorder.id();
  }

  public Workspace workspace() {
    return runner.workspace();
  }

  /** What the workspace had published when this run first asked. */
  public Published published() {
    return published;
  }

  public SparkSession spark() {
    return published.spark();
  }

  public long seed() {
    return runner.seed();
  }

  public Console console() {
    return runner.console();
  }

  /** Signs what goes to the vendor and verifies what the vendor signed. */
  public Optional<VendorKey> vendorKey() {
    return runner.host().vendorKey();
  }

  /** Of Winnow and of what it stands on, as text. */
  public String versions() {
    return runner.host().versions().toString();
  }

  /** This run's own folder on the job's shelf: not there when it is first asked for. */
  public synchronized Path folder() {
    if (folder == null) {
      folder = shelf.newRun(id());
    }
    return folder;
  }

  /** Runs a stage: its seconds stand in the manifest, its name in Spark's UI. */
  public <T> T stage(String name, Supplier<T> work) {
    return recorder.stage(name, work);
  }

  /** As above, for work that gives nothing back. */
  public void stage(String name, Runnable work) {
    recorder.stage(name, work);
  }

  /** Notes something that was read and that no run of the workspace published. */
  public void input(String name, RunManifest.Input input) {
    recorder.input(name, input);
  }

  /** What another job publishes; it runs first where that is still to be done. */
  public Pointer require(Job job) {
    return published.latest(job.shelf(workspace())).orElseGet(() -> publish(job));
  }

  /**
   * Runs another job within this one, and reads what it publishes. It sees the workspace as this
   * run does: where somebody else has published the same meanwhile, it fails.
   */
  public Pointer publish(Job job) {
    Pointer pointer = runner.publish(job, published.within()).pointer();
    published.snapshot().add(job.shelf(workspace()), pointer);
    return pointer;
  }

  Pointer publish(Publication made) {
    // Asked before the manifest is made: what this publication follows is an input, too.
    int sequence = published.latest(shelf).map(Pointer::sequence).orElse(0) + 1;
    RunManifest manifest = recorder.finish(published.snapshot(), made);
    return shelf.publish(manifest, made, sequence, runner.clock().instant());
  }
}
