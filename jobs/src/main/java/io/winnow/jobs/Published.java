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
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
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

  /**
   * The sentences that can be selected at the beginning of a round, as rows of {@link
   * Schemas#CORPUS}: without those that are labelled or went to the vendor in an earlier round,
   * except where answers are overdue. Held-out sentences are in no corpus.
   */
  public Dataset<Row> pool(int round) {
    return left(table(corpus(), "sentences", Schemas.CORPUS), round);
  }

  /** The same with the sentences' metadata, if the input had any. */
  public Dataset<Row> poolWithMetadata(int round) {
    return left(table(corpus(), "sentences"), round);
  }

  private Dataset<Row> left(Dataset<Row> sentences, int round) {
    Optional<Dataset<Row>> labelled =
        latest(workspace().labels()).map(it -> table(it, "labels", Schemas.LABELS).select("id"));
    return Stream.of(sentBefore(round), labelled)
        .flatMap(Optional::stream)
        .reduce(Dataset::union)
        // The removed sentences are few compared with the corpus, so they are broadcast.
        .map(taken -> sentences.join(functions.broadcast(taken), "id", "left_anti"))
        .orElse(sentences);
  }

  /**
   * The ids of sentences that went to the vendor in earlier rounds, without those that have gone
   * back to the pool; one that went out twice comes twice. Empty if no earlier round has chosen.
   */
  public Optional<Dataset<Row>> sentBefore(int round) {
    return selectionsBefore(round).stream()
        .map(it -> it.select("id"))
        .reduce(Dataset::union)
        .map(this::withoutOverdue);
  }

  /**
   * Less those whose answers are overdue, which have gone back to the pool.
   *
   * @param sent rows with an {@code id}
   */
  public Dataset<Row> withoutOverdue(Dataset<Row> sent) {
    return latest(workspace().labels())
        .map(it -> table(it, "missing", Schemas.MISSING))
        .map(it -> it.where("overdue").select("id").except(it.where("not overdue").select("id")))
        .map(overdue -> sent.join(functions.broadcast(overdue), "id", "left_anti"))
        .orElse(sent);
  }
}
