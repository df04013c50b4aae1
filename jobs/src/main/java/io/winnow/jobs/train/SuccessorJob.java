package io.winnow.jobs.train;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import io.winnow.acquisition.Formulas;
import io.winnow.jobs.Job;
import io.winnow.jobs.ModelOnShelf;
import io.winnow.jobs.Published;
import io.winnow.jobs.Run;
import io.winnow.jobs.score.ScoreSettings;
import io.winnow.jobs.score.Scorer;
import io.winnow.model.InferenceOptions;
import io.winnow.spark.Rows;
import io.winnow.spark.Schemas;
import io.winnow.spark.ScoreColumns;
import io.winnow.text.LabelScheme;
import io.winnow.text.Word;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.Publication;
import io.winnow.workspace.Workspace;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * Trains another model than the one that chose the sentences. Labels chosen for one architecture
 * may be worth little to another; together with the round's model's predictions on the pool, they
 * are worth more (PLASM: Tsvigun et al. 2022, arXiv 2205.03598).
 *
 * @param scoring how the pool is read
 * @param round whose model labels the pool
 * @param encoder the name of an encoder that was imported under it
 */
public record SuccessorJob(TrainSettings settings, ScoreSettings scoring, int round, String encoder)
    implements Job {

  private static final String LEAST_SURE = Formulas.LOWEST_PROBABILITY.name();

  @Override
  public Identity identity(Workspace workspace) {
    return new Identity(
        "train-successor",
        "Train of successor %s of round %d".formatted(encoder, round),
        workspace.successor(round, encoder));
  }

  @Override
  public Publication run(Run run) {
    Published published = run.published();
    Pointer labels = published.labels();
    ModelOnShelf from =
        ModelOnShelf.of(
            published,
            published.workspace().encoder(encoder),
            "run 'winnow model import MODEL --as %s'".formatted(encoder));
    ModelOnShelf teacher = ModelOnShelf.ofRound(published, round);
    LabelScheme scheme = published.types();
    boolean isTaught = settings.successor().sentences() > 0;
    Path readings = new Path(run.folder(), "readings");

    DevSlice labelled =
        run.stage("read", () -> DevSlice.drawn(Example.read(published, labels), run, settings));
    List<Example> pseudo =
        run.stage(
            "label",
            () -> isTaught ? labelled.apart(pseudo(run, teacher, readings), published) : List.of());
    Map<String, Object> lineage = labelled.lineage(round, settings);
    lineage.put("teacher", teacher.id());
    lineage.put("teacher_weights_sha256", teacher.sha256());
    lineage.put("pseudo_labelled", pseudo.size());
    lineage.put("pseudo_min_confidence", settings.successor().minConfidence());
    SavedTraining saved =
        SavedTraining.of(
            run,
            settings,
            scheme,
            labels.run(),
            from.sha256(),
            pseudo.stream().map(example -> example.id() + example.spans()).toList());
    Training training = new Training(run, settings, scheme, from, from, saved, lineage);
    Path checkpoint = new Path(run.folder(), "checkpoint");
    FineTune.Result result =
        run.stage("train", () -> training.run(labelled.and(pseudo), checkpoint));

    int sentences = labelled.train().size() + labelled.dev().size();
    Publication made =
        result
            .publication(checkpoint, from, settings)
            .count("sentences", sentences)
            .count("pseudo_labelled", pseudo.size())
            .say(
                "Train: %s, %,d steps on %,d labelled sentences and %,d pseudo-labels by %s; loss %.3f"
                    .formatted(
                        encoder,
                        result.steps(),
                        sentences,
                        pseudo.size(),
                        teacher.id(),
                        result.loss()));
    return isTaught ? made.output("readings", readings) : made;
  }

  @Override
  public void cleanUp(Published published) {
    Workspace workspace = published.workspace();
    workspace.remove(workspace.checkpoints(workspace.successor(round, encoder)));
  }

  /**
   * The teacher's predictions on the pool, by id, where it is certain. Tsvigun et al. leave out
   * what is likely wrong by tracing gradients; here it is what has an uncertain word.
   *
   * @param target a folder that is not there yet; gets all readings, of those that are not sure too
   */
  private List<Example> pseudo(Run run, ModelOnShelf teacher, Path target) {
    SparkSession spark = run.spark();
    Dataset<Row> drawn =
        run.published()
            .pool(round + 1)
            .select("id", "words")
            .orderBy(xxhash64(lit(run.seed()), col("id")), col("id"))
            .limit(settings.successor().sentences())
            .persist(StorageLevel.DISK_ONLY());
    ScoreColumns columns = ScoreColumns.named(List.of(LEAST_SURE), InferenceOptions.PLAIN);
    int tasks = spark.sparkContext().defaultParallelism();
    double least = Math.log(settings.successor().minConfidence());
    List<Row> sure =
        Scorer.of(spark, scoring, columns, teacher)
            .score(drawn, tasks, target)
            .where(col(Schemas.column(LEAST_SURE)).geq(least))
            .select("id", "spans")
            .join(drawn, "id")
            .orderBy("id")
            .collectAsList();
    drawn.unpersist();
    return sure.stream()
        .map(
            row ->
                Example.certain(
                    row.getAs("id"),
                    Rows.words(row).stream().map(Word::text).toList(),
                    Rows.spans(row, "spans")))
        .toList();
  }
}
