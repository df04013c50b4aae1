package io.winnow.api;

import static org.apache.spark.sql.functions.lit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.winnow.Internal;
import io.winnow.files.Resources;
import io.winnow.jobs.Published;
import io.winnow.jobs.evaluate.HoldoutGroups;
import io.winnow.jobs.ingest.InitJob;
import io.winnow.jobs.labels.LabelStore;
import io.winnow.spark.Schemas;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.Shelf;
import io.winnow.workspace.Workspace;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The tables of a workspace, as they were published when this was made. Tables of rounds have a
 * column {@code round}. Where nothing is published yet a table is there and empty, so that queries
 * can be kept. Schemas: jobs/docs/tables.md.
 *
 * @since 0.1.0
 */
public final class WinnowTables {

  private static final StructType ONE_SCORE = Schemas.withModel(Schemas.scores(List.of("mnlp")));

  private static final Properties MEANINGS = meanings();

  private static final Map<String, Table> ALL = new LinkedHashMap<>();

  static {
    add("corpus", Schemas.CORPUS, Workspace::corpus, "sentences");
    add("gold", Schemas.GOLD, Workspace::corpus, "gold");
    add("holdout", Schemas.HOLDOUT, Workspace::corpus, "holdout");
    add(InitJob.DOCUMENTS, Schemas.DOCUMENTS, Workspace::corpus, InitJob.DOCUMENTS);
    add("conflicts", Schemas.CONFLICTS, Workspace::corpus, "conflicts");
    addOfRounds("scores", ONE_SCORE, Workspace::scores);
    addOfRounds("selection", Schemas.SELECTION, Workspace::selection);
    addOfMerge("annotations", Schemas.ANNOTATIONS);
    addOfMerge("rejected", Schemas.REJECTED);
    addLabels(LabelStore.LABELS, Schemas.LABELS);
    addLabels(LabelStore.DISPUTES, Schemas.DISPUTES);
    addLabels(LabelStore.MISSING, Schemas.MISSING);
    addLabels(LabelStore.ANNOTATORS, Schemas.ANNOTATORS);
    addLabels(LabelStore.BATCHES, Schemas.BATCH_QUALITY);
    addLabels(LabelStore.COMPARISON, Schemas.COMPARISON);
    add("review", Schemas.REVIEW, Workspace::review, "review");
    addOfRounds(HoldoutGroups.TABLE, Schemas.F1_BY_GROUP, Workspace::evaluation);
  }

  private final Published published;

  WinnowTables(Published published) {
    this.published = published;
    Workspace workspace = published.workspace();
    // Looked up now, so that what is published later changes nothing.
    Stream.of(workspace.corpus(), workspace.labels(), workspace.review()).forEach(published::has);
    for (int round : published.rounds()) {
      published.has(workspace.scores(round));
      published.has(workspace.selection(round));
      published.has(workspace.evaluation(round));
    }
  }

  /** For notebooks. */
  @Internal
  public static WinnowTables of(Published published) {
    return new WinnowTables(published);
  }

  private record Table(StructType schema, Function<WinnowTables, List<Part>> parts) {}

  /**
   * What one publication has of a table.
   *
   * @param schema empty: the columns that the files have
   * @param round in a column of its own; null if the table has none
   */
  private record Part(Pointer pointer, String output, Optional<StructType> schema, Integer round) {

    private Part of(int number) {
      return new Part(pointer, output, schema, number);
    }
  }

  private static void add(
      String name, StructType schema, Function<Workspace, Shelf> shelf, String output) {
    ALL.put(name, new Table(schema, tables -> tables.parts(shelf, output)));
  }

  private static void addLabels(String name, StructType schema) {
    add(name, schema, Workspace::labels, name);
  }

  private static void addOfRounds(
      String name, StructType schema, BiFunction<Workspace, Integer, Shelf> shelf) {
    Function<WinnowTables, List<Part>> parts =
        tables ->
            tables.published.rounds().stream()
                .flatMap(
                    round ->
                        tables.parts(workspace -> shelf.apply(workspace, round), name).stream()
                            .map(part -> part.of(round)))
                .toList();
    ALL.put(name, new Table(ofRound(schema), parts));
  }

  private static void addOfMerge(String name, StructType schema) {
    ALL.put(name, new Table(ofRound(schema), tables -> tables.byRound(name, schema)));
  }

  private static StructType ofRound(StructType schema) {
    return List.of(schema.fieldNames()).contains("round") ? schema : schema.add("round", "int");
  }

  /** The names of all tables. */
  public static List<String> names() {
    return List.copyOf(ALL.keySet());
  }

  /**
   * The columns of a table, each with its meaning as a comment; {@code scores} has one more for
   * each further acquisition function.
   *
   * @throws IllegalArgumentException if there is no such table
   */
  public static StructType schema(String name) {
    return new StructType(
        Arrays.stream(named(name).schema().fields())
            .map(field -> field.withComment(meaning(name, field.name())))
            .toArray(StructField[]::new));
  }

  private static String meaning(String table, String column) {
    return MEANINGS.getProperty(table + "." + column, MEANINGS.getProperty(column));
  }

  private static Properties meanings() {
    Properties meanings = new Properties();
    try {
      meanings.load(new StringReader(Resources.text(WinnowTables.class, "columns.properties")));
      return meanings;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the meanings of columns", e);
    }
  }

  /**
   * @throws IllegalArgumentException if there is no such table
   */
  public Dataset<Row> table(String name) {
    return rows(named(name).parts().apply(this)).orElseGet(() -> empty(name));
  }

  /**
   * A folder of Parquet files that is a part of a table, or all of it.
   *
   * @param folder its URI; files whose names begin with {@code _} or {@code .} are no data
   * @param round of its rows; null if the table has a column for that, or no rounds
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Folder(String folder, Integer round) {}

  /**
   * Where a table lies; nothing there is ever changed.
   *
   * @return none before it is published
   * @throws IllegalArgumentException if there is no such table
   */
  public List<Folder> folders(String name) {
    Workspace workspace = published.workspace();
    return named(name).parts().apply(this).stream()
        .flatMap(
            part ->
                part.pointer().parts(part.output()).stream()
                    .map(path -> new Folder(workspace.resolve(path).toString(), part.round())))
        .toList();
  }

  private Dataset<Row> empty(String name) {
    return published.spark().createDataFrame(List.of(), named(name).schema());
  }

  private static Table named(String name) {
    Table table = ALL.get(name);
    if (table == null) {
      throw new IllegalArgumentException("'%s' is no table; there are %s".formatted(name, names()));
    }
    return table;
  }

  /** The pool and all that has left it: every sentence that is not held out. */
  public Dataset<Row> corpus() {
    return table("corpus");
  }

  /** The held-out sentences. */
  public Dataset<Row> holdout() {
    return table("holdout");
  }

  /** Of all rounds; a function that a round was not scored by is null there. */
  public Dataset<Row> scores() {
    return table("scores");
  }

  public Dataset<Row> scores(int round) {
    return rows(named("scores").parts().apply(this).stream()
            .filter(part -> part.round() == round)
            .toList())
        .orElseGet(() -> empty("scores"));
  }

  /** What all rounds have chosen. */
  public Dataset<Row> selection() {
    return table("selection");
  }

  public Dataset<Row> selection(int round) {
    return selection().where("round = " + round);
  }

  /** What annotators said, with what was replaced since. */
  public Dataset<Row> annotations() {
    return table("annotations");
  }

  /** The label store. */
  public Dataset<Row> labels() {
    return table("labels");
  }

  /** Sentences that annotators differ on. */
  public Dataset<Row> disputes() {
    return table("disputes");
  }

  /** The quality of annotators. */
  public Dataset<Row> annotators() {
    return table("annotators");
  }

  /** Labels by how likely they are wrong. */
  public Dataset<Row> review() {
    return table("review");
  }

  /** One, or none where nothing is published. */
  private List<Part> parts(Function<Workspace, Shelf> shelf, String output) {
    return published
        .latest(shelf.apply(published.workspace()))
        .filter(pointer -> !pointer.partsOf(output).isEmpty())
        .map(pointer -> new Part(pointer, output, Optional.empty(), null))
        .stream()
        .toList();
  }

  /** Tables of the last merge that lie round by round. */
  private List<Part> byRound(String output, StructType schema) {
    return published.latest(published.workspace().labels()).stream()
        .flatMap(
            labels ->
                published.rounds().stream()
                    .map(
                        round ->
                            new Part(
                                labels,
                                String.format(Locale.ROOT, "%s/%04d", output, round),
                                Optional.of(schema),
                                round)))
        .filter(part -> part.pointer().outputs().containsKey(part.output()))
        .toList();
  }

  /** Under each other; one round may have been scored by functions that another was not. */
  private Optional<Dataset<Row>> rows(List<Part> parts) {
    return parts.stream().map(this::rows).reduce((above, below) -> above.unionByName(below, true));
  }

  private Dataset<Row> rows(Part part) {
    Dataset<Row> rows =
        part.schema()
            .map(schema -> published.table(part.pointer(), part.output(), schema))
            .orElseGet(() -> published.table(part.pointer(), part.output()));
    return part.round() == null ? rows : rows.withColumn("round", lit(part.round()));
  }
}
