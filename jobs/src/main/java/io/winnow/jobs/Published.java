package io.winnow.jobs;

import io.winnow.spark.Schemas;
import io.winnow.text.LabelScheme;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.RunManifest;
import io.winnow.workspace.Shelf;
import io.winnow.workspace.Snapshot;
import io.winnow.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** What a workspace has published, as one snapshot shows it; its tables are read by Spark. */
public final class Published {

  /** The corpus's output that holds the entity types, one a line. */
  public static final String TYPES = "types";

  private final Snapshot snapshot;
  private final Supplier<SparkSession> spark;

  /**
   * @param spark starts Spark when first asked
   */
  public Published(Snapshot snapshot, Supplier<SparkSession> spark) {
    this.snapshot = snapshot;
    this.spark = spark;
  }

  /** As it is now. */
  public static Published in(Workspace workspace, Supplier<SparkSession> spark) {
    return new Published(Snapshot.of(workspace), spark);
  }

  /** The same view for a run within this one. */
  Published within() {
    return new Published(snapshot.within(), spark);
  }

  public Snapshot snapshot() {
    return snapshot;
  }

  public Workspace workspace() {
    return snapshot.workspace();
  }

  public SparkSession spark() {
    return spark.get();
  }

  /** See {@link Snapshot#latest}. */
  public Optional<Pointer> latest(Shelf shelf) {
    return snapshot.latest(shelf);
  }

  /** See {@link Snapshot#has}. */
  public boolean has(Shelf shelf) {
    return snapshot.has(shelf);
  }

  /** See {@link Snapshot#rounds}. */
  public List<Integer> rounds() {
    return snapshot.rounds();
  }

  /**
   * What a step that comes earlier has published.
   *
   * @throws StepMissingException if it has not yet
   */
  public Pointer require(Shelf shelf, String wanted, String wayOut) {
    return latest(shelf)
        .orElseThrow(
            () ->
                new StepMissingException(
                    "%s has no %s yet: %s".formatted(workspace(), wanted, wayOut)));
  }

  /**
   * @throws StepMissingException before {@code winnow init}
   */
  public Pointer corpus() {
    return require(workspace().corpus(), "corpus", "run 'winnow init'");
  }

  /**
   * @throws StepMissingException before the first merge
   */
  public Pointer labels() {
    return require(
        workspace().labels(), "labels", "put returns into the inbox and run 'winnow merge'");
  }

  /**
   * The entity types of the workspace: fixed when it is made, since every label depends on them.
   *
   * @throws StepMissingException before {@code winnow init}
   */
  public LabelScheme types() {
    String text = workspace().readText(corpus().output(TYPES)).orElseThrow();
    return new LabelScheme(text.lines().toList());
  }

  /**
   * The batches of a round.
   *
   * @throws StepMissingException before the hand-off
   */
  public Pointer outbox(int round) {
    return require(
        workspace().outbox(round),
        "batches of round " + round,
        "run 'winnow round' until it waits for the vendor");
  }

  public RunManifest manifest(Pointer pointer) {
    return RunManifest.read(workspace(), pointer.run());
  }

  /** A published table, in however many folders it lies. */
  public Dataset<Row> table(Pointer pointer, String output, StructType schema) {
    return spark().read().schema(schema).parquet(folders(pointer, output));
  }

  /** As above, with the columns that the table itself has. */
  public Dataset<Row> table(Pointer pointer, String output) {
    return spark().read().parquet(folders(pointer, output));
  }

  private String[] folders(Pointer pointer, String output) {
    return pointer.parts(output).stream()
        .map(part -> workspace().resolve(part).toString())
        .toArray(String[]::new);
  }

  /** What a round has chosen, as rows of {@link Schemas#SELECTION}; empty before it has. */
  public Optional<Dataset<Row>> selection(int round) {
    return latest(workspace().selection(round))
        .map(pointer -> table(pointer, "selection", Schemas.SELECTION));
  }

  /** Of each earlier round that has chosen, in their order. */
  public List<Dataset<Row>> selectionsBefore(int round) {
    return IntStream.range(0, round).mapToObj(this::selection).flatMap(Optional::stream).toList();
  }
}
