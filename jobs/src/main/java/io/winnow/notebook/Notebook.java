package io.winnow.notebook;

import static java.util.stream.Collectors.joining;

import io.winnow.api.ExitCode;
import io.winnow.api.Winnow;
import io.winnow.api.WinnowTables;
import io.winnow.cli.Commands;
import io.winnow.jobs.Published;
import io.winnow.workspace.Workspace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import scala.Tuple2;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * A workspace, for use in notes.
 *
 * <pre>{@code
 * val winnow = Notebook.open(spark, "hdfs:///workspaces/news")
 * println(winnow.run("status"))
 * }</pre>
 */
public final class Notebook {

  /** The tables that queries in notes ask for. */
  private static final List<String> VIEWS =
      List.of(
          "corpus",
          "scores",
          "selection",
          "annotations",
          "labels",
          "disputes",
          "annotators",
          "batches");

  private final SparkSession spark;
  private final Workspace workspace;

  private Notebook(SparkSession spark, Workspace workspace) {
    this.spark = spark;
    this.workspace = workspace;
  }

  /**
   * @param workspace a folder on any Hadoop file system
   * @throws io.winnow.workspace.WorkspaceException if no file system has such a folder
   */
  public static Notebook open(SparkSession spark, Object workspace) {
    return new Notebook(
        spark, Workspace.at(Forms.text(workspace), spark.sparkContext().hadoopConfiguration()));
  }

  /**
   * Runs a command in this workspace, as in a terminal.
   *
   * @param words such as {@code "labels", "disputes"}
   * @return what it said
   * @throws NotebookException if it failed; waiting for the vendor is no failure
   */
  public String run(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.add("--workspace=" + workspace);
    Commands.Said said = Commands.run(all);
    String text = Forms.plain(said.text());
    if (said.code() != ExitCode.DONE && said.code() != ExitCode.NOTHING_TO_DO) {
      throw new NotebookException(text);
    }
    return text;
  }

  /** Does steps in this workspace, and returns what they said. */
  String said(Consumer<Winnow> steps) {
    List<String> lines = new ArrayList<>();
    try {
      steps.accept(Winnow.in(spark, workspace.toString()).telling(lines::add));
    } catch (RuntimeException e) {
      throw ExitCode.known(e).map(NotebookException::new).orElseThrow(() -> e);
    }
    return Forms.plain(String.join("\n", lines));
  }

  /** Entity types, in the label scheme's order. */
  public List<String> types() {
    return published().types().types();
  }

  /** For a form: every type. */
  public Seq<Tuple2<Object, String>> typeOptions() {
    return Forms.options(types(), type -> type);
  }

  /** For a form in which every type is chosen at first. */
  public Seq<Object> allTypes() {
    return JavaConverters.asScalaBuffer(List.<Object>copyOf(types())).toList();
  }

  /** For a form: the models that rounds have trained, the newest first. */
  public Seq<Tuple2<Object, String>> modelOptions() {
    return Forms.options(
        trainedRounds(),
        String::valueOf,
        round -> "models/%04d, after round %d".formatted(round, round));
  }

  /** The newest round that has trained a model, as {@link #modelOptions} names it; or nothing. */
  public String newestModel() {
    return trainedRounds().stream().findFirst().map(String::valueOf).orElse("");
  }

  List<Integer> trainedRounds() {
    Published published = published();
    return published.rounds().stream()
        .filter(round -> published.has(workspace.model(round)))
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  /** Text and what a model finds in it. */
  public TagPage tag() {
    return new TagPage(this, types());
  }

  /** The next round, from scores to the batches that the vendor gets. */
  public RoundPage round() {
    return new RoundPage(this, types());
  }

  /** What annotators differ on. */
  public DisputesPage disputes() {
    return new DisputesPage(this, types());
  }

  /** Quality of the models, and their cost. */
  public CurvePage curve() {
    return new CurvePage(this);
  }

  /** Gives Spark SQL every table of the workspace as a view, and says which. */
  public String views() {
    WinnowTables tables = WinnowTables.of(published());
    return VIEWS.stream().map(name -> view(name, tables.table(name))).collect(joining("\n"));
  }

  /** Its name, how many rows, its columns. */
  private static String view(String name, Dataset<Row> table) {
    table.createOrReplaceTempView(name);
    return "%-11s  %,9d rows: %s"
        .formatted(name, table.count(), String.join(", ", table.columns()));
  }

  @Override
  public String toString() {
    return workspace.toString();
  }

  SparkSession spark() {
    return spark;
  }

  /**
   * @param columns with their types, such as {@code round int, f1 double}
   */
  Dataset<Row> table(List<Row> rows, String columns) {
    return spark.createDataFrame(rows, StructType.fromDDL(columns));
  }

  /** The workspace as it is now. */
  Published published() {
    return new Published(workspace, () -> spark);
  }
}
