package io.winnow.jobs;

import io.winnow.contract.VendorKey;
import io.winnow.hub.HubSettings;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.Publication;
import io.winnow.workspace.RunRecorder;
import io.winnow.workspace.Shelf;
import io.winnow.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** One run of one {@link Job}: what the job reads, where it writes, and what is noted of it. */
public final class Run extends RunRecorder {

  private final Runner runner;
  private final Published published;
  private final Job.Identity job;
  private Path folder;

  Run(Runner runner, Published published, Job.Identity job) {
    super(
        job.name(),
        runner.host().runIds().get(),
        runner.host().command(),
        runner.config(),
        runner.seed(),
        runner.host().versions(),
        runner.clock());
    this.runner = runner;
    this.published = published;
    this.job = job;
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

  public Optional<VendorKey> vendorKey() {
    return runner.host().vendorKey();
  }

  /**
   * Where models are fetched by name.
   *
   * @throws io.winnow.hub.HubRefusalException if the environment says what has no meaning
   */
  public HubSettings hub() {
    return runner.host().hub().get();
  }

  public String versions() {
    return runner.host().versions().toString();
  }

  /** Where it is published. */
  public Shelf shelf() {
    return job.shelf();
  }

  /** This run's own folder on the job's shelf: not there when it is first asked for. */
  public synchronized Path folder() {
    if (folder == null) {
      folder = job.shelf().newRun(id());
    }
    return folder;
  }

  /**
   * Keeps a report of a crash with the workspace's manifests; the run itself may publish nothing.
   *
   * @param report a text file on this machine
   * @return where it is kept
   */
  public String keep(String report) {
    java.nio.file.Path file = java.nio.file.Path.of(report);
    Path kept = new Path(workspace().runs(), "crash-%s-%s".formatted(id(), file.getFileName()));
    try {
      workspace().writeText(kept, Files.readString(file, StandardCharsets.ISO_8859_1));
      return kept.toString();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot keep " + report, e);
    }
  }

  /** Runs a stage: its seconds stand in the manifest, its name in Spark's UI. */
  @Override
  public <T> T stage(String name, Supplier<T> work) {
    workspace().requireThere();
    runner.begin(job.name(), name);
    return super.stage(name, work);
  }

  /** What another job publishes; it runs first where that is still to be done. */
  public Pointer require(Job other) {
    return published.latest(other.identity(workspace()).shelf()).orElseGet(() -> publish(other));
  }

  /**
   * Runs another job within this one, and reads what it publishes. It sees the workspace as this
   * run does: where somebody else has published the same meanwhile, it fails.
   */
  public Pointer publish(Job other) {
    Pointer pointer = runner.publish(other, new Published(published)).pointer();
    published.add(other.identity(workspace()).shelf(), pointer);
    return pointer;
  }

  Pointer publish(Publication made) {
    return publish(job.shelf(), published, made);
  }
}
