package io.winnow.jobs.review;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.jobs.Ending;
import io.winnow.jobs.Job;
import io.winnow.jobs.LocalCopy;
import io.winnow.jobs.ModelOnShelf;
import io.winnow.jobs.Published;
import io.winnow.jobs.Run;
import io.winnow.jobs.Runner;
import io.winnow.jobs.Tables;
import io.winnow.jobs.review.Review.ReviewedSentence;
import io.winnow.jobs.train.Example;
import io.winnow.jobs.train.TrainSettings;
import io.winnow.jobs.train.TrainingProcess;
import io.winnow.model.Prediction.Predicted;
import io.winnow.model.Torch;
import io.winnow.spark.Schemas;
import io.winnow.text.LabelScheme;
import io.winnow.workspace.Json;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.Publication;
import io.winnow.workspace.RunManifest;
import io.winnow.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Ranks the labels that there are by how likely they are wrong, as {@link
 * io.winnow.evaluation.ConfidentLearning} sees it. The table {@code review} holds them all; {@code
 * selection} holds the first of the doubted ones, as a selection set for the vendor.
 */
public record ReviewJob(ReviewSettings settings, TrainSettings training) implements Job {

  private static final int SHOWN = 10;

  @Override
  public Identity identity(Workspace workspace) {
    return new Identity("review", "Review of these labels", workspace.review());
  }

  /** Done before if the same labels were reviewed with the same settings. */
  @Override
  public Optional<Ending> withoutRun(Runner runner, Published published) {
    Pointer labels = published.labels();
    return Job.super
        .withoutRun(runner, published)
        .filter(ending -> isSame(published.manifest(ending.pointer()), runner, labels));
  }

  private static boolean isSame(RunManifest before, Runner runner, Pointer labels) {
    JsonNode config = Json.tree(runner.config());
    return before.inputs().get("labels").run().equals(labels.run())
        && before.seed() == runner.seed()
        && before.config().path("review").equals(config.path("review"))
        && before.config().path("train").equals(config.path("train"));
  }

  @Override
  public Publication run(Run run) {
    Published published = run.published();
    ModelOnShelf base = ModelOnShelf.encoder(published);
    LabelScheme scheme = published.types();
    List<Row> rows = run.stage("read", () -> Example.rows(published, published.labels()));
    List<Example> examples = rows.stream().map(Example::of).toList();
    List<Predicted> predicted = run.stage("train", () -> predict(run, base, scheme, examples));
    Review review =
        run.stage("rank", () -> Review.of(rows, examples, predicted, scheme, settings.quality()));
    List<ReviewedSentence> selected = review.doubted(settings.sentences());
    Path table = new Path(run.folder(), "review");
    Path selection = new Path(run.folder(), "selection");
    run.stage(
        "write",
        () -> {
          write(run, review.sentences(), ReviewedSentence::row, Schemas.REVIEW, table);
          write(run, selected, ReviewedSentence::selected, Schemas.SELECTION, selection);
        });
    long doubted = review.doubted(Long.MAX_VALUE).size();
    return new Publication()
        .output("review", table)
        .output("selection", selection)
        .count("sentences", examples.size())
        .count("doubted", doubted)
        .count("selected", selected.size())
        .model(base.id(), base.sha256())
        .precision(training.compute().precision().on(Torch.defaultDevice()).name())
        .number("estimated_error_share", review.errorShare())
        .say(summary(review, doubted, selected.size(), table));
  }

  private List<Predicted> predict(
      Run run, ModelOnShelf base, LabelScheme scheme, List<Example> examples) {
    try (LocalCopy pretrained = LocalCopy.of(run.workspace().files(), base.folder())) {
      return new CrossPrediction(
              pretrained.folder(),
              scheme,
              training,
              settings.folds(),
              run.seed(),
              new TrainingProcess(run.console(), run::keep))
          .predict(examples);
    }
  }

  private static void write(
      Run run,
      List<ReviewedSentence> sentences,
      Function<ReviewedSentence, Row> row,
      StructType schema,
      Path target) {
    List<Row> rows = sentences.stream().map(row).toList();
    Tables.write(run.spark().createDataset(rows, Encoders.row(schema)).coalesce(1), target);
  }

  private static String summary(Review review, long doubted, int selected, Path table) {
    return "Review: of %,d labelled sentences %,d have a doubtful label (an estimated %.1f %%\n  of all words); the first %,d go to the vendor again with the next round. All are in\n  %s"
            .formatted(
                review.sentences().size(), doubted, 100 * review.errorShare(), selected, table)
        + review.sentences().stream()
            .limit(SHOWN)
            .flatMap(sentence -> sentence.lines().stream())
            .map(line -> "\n" + line)
            .collect(Collectors.joining());
  }
}
