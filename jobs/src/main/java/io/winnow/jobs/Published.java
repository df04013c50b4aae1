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

/** A snapshot whose tables Spark reads. */
public final class Published extends Snapshot {

  /** The corpus's output that holds the entity types, one a line. */
  public static final String TYPES = "types";

  private final Supplier<SparkSession> spark;

  /**
   * @param spark starts Spark when first asked
   */
  public Published(Workspace workspace, Supplier<SparkSession> spark) {
    super(workspace);
    this.spark = spark;
  }

  /** The same view for a run within another. */
  Published(Published outer) {
    super(outer);
    this.spark = outer.spark;
  }

  public SparkSession spark() {
    return spark.get();
  }

  /**
   * @throws StepMissingException if an earlier step has not published it yet
   */
  public Pointer require(Shelf shelf, String wanted, String wayOut) {
    return latest(shelf)
        .orElseThrow(
            () ->
                new StepMissingException(
                    "%s has no %s yet: %s".formatted(workspace(), wanted, wayOut)));
  }

  public Pointer corpus() {
    return require(workspace().corpus(), "corpus", "run 'winnow init'");
  }

  public Pointer labels() {
    return require(
        workspace().labels(), "labels", "put returns into the inbox and run 'winnow merge'");
  }

  /** Fixed when the workspace is made, since every label depends on them. */
  public LabelScheme types() {
    String text = workspace().readText(corpus().output(TYPES)).orElseThrow();
    return new LabelScheme(text.lines().toList());
  }

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

  /** As rows of {@link Schemas#SELECTION}; empty before the round has chosen. */
  public Optional<Dataset<Row>> selection(int round) {
    return latest(workspace().selection(round))
        .map(pointer -> table(pointer, "selection", Schemas.SELECTION));
  }

  /** Of each earlier round that has chosen, in their order. */
  public List<Dataset<Row>> selectionsBefore(int round) {
    return IntStream.range(0, round).mapToObj(this::selection).flatMap(Optional::stream).toList();
  }
}
