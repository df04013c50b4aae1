package io.winnow.jobs.review;

import io.winnow.jobs.Entities;
import io.winnow.jobs.JobContext;
import io.winnow.jobs.LocalCopy;
import io.winnow.jobs.ModelOnShelf;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.Tables;
import io.winnow.jobs.train.Example;
import io.winnow.jobs.train.Examples;
import io.winnow.jobs.train.TrainSettings;
import io.winnow.model.Torch;
import io.winnow.spark.Schemas;
import io.winnow.text.LabelScheme;
import io.winnow.workspace.Json;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.RunManifest;
import io.winnow.workspace.RunRecorder;
import io.winnow.workspace.Shelf;
import io.winnow.workspace.Workspace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Ranks the labels that there are by how likely they are wrong, as {@link
 * io.winnow.evaluation.ConfidentLearning} sees it. The table {@code review} holds them all; {@code
 * selection} holds the first of the doubted ones, as a selection set for the vendor.
 */
public record ReviewJob(JobContext context, ReviewSettings settings, TrainSettings training) {

  private static final int SHOWN = 10;

  public Outcome run() {
    Workspace workspace = context.workspace();
    Shelf shelf = workspace.review();
    Pointer labels =
        context.require(
            workspace.labels(), "labels", "put returns into the inbox and run 'winnow merge'");
    Optional<Pointer> before = shelf.latest();
    if (before.isPresent() && isSameWork(before.get(), labels)) {
      return context.alreadyDone("Review of these labels", before.get());
    }
    int sequence = before.map(Pointer::sequence).orElse(0) + 1;
    ModelOnShelf base =
        ModelOnShelf.of(context, workspace.baseModel(), "run 'winnow model import'");
    LabelScheme scheme = Entities.of(workspace);
    RunRecorder run = context.start("review");

    List<Row> rows = run.stage("read", () -> Examples.rows(context, labels));
    List<Example> examples = rows.stream().map(Examples::of).toList();
    List<float[]> read = run.stage("train", () -> read(base, scheme, examples));
    Review review =
        run.stage("rank", () -> Review.of(rows, examples, read, scheme, settings.quality()));
    List<ReviewedSentence> selected = review.doubted(settings.sentences());
    Path target = shelf.newRun(run.run());
    Path table = new Path(target, "review");
    Path selection = new Path(target, "selection");
    run.stage(
        "write",
        () -> {
          write(
              review.sentences().stream().map(ReviewedSentence::row).toList(),
              Schemas.REVIEW,
              table);
          write(
              selected.stream().map(ReviewedSentence::selected).toList(),
              Schemas.SELECTION,
              selection);
        });

    run.input("labels", workspace, workspace.labels(), labels)
        .model(base.id(), base.sha256())
        .precision(training.compute().precision().on(Torch.defaultDevice()).name())
        .number("estimated_error_share", review.errorShare());
    long doubted = review.doubted(Long.MAX_VALUE).size();
    context.publish(
        run,
        shelf,
        sequence,
        Map.of("review", table, "selection", selection),
        Map.of(
            "sentences", (long) examples.size(),
            "doubted", doubted,
            "selected", (long) selected.size()));
    say(review, doubted, selected.size(), table);
    return Outcome.DONE;
  }

  /** Whether the same labels were reviewed with the same settings. */
  private boolean isSameWork(Pointer review, Pointer labels) {
    RunManifest manifest = RunManifest.read(context.workspace(), review.run());
    var config = Json.tree(context.config());
    return manifest.inputs().get("labels").run().equals(labels.run())
        && manifest.seed() == context.seed()
        && manifest.config().path("review").equals(config.path("review"))
        && manifest.config().path("train").equals(config.path("train"));
  }

  private List<float[]> read(ModelOnShelf base, LabelScheme scheme, List<Example> examples) {
    try (LocalCopy pretrained = LocalCopy.of(context.workspace().files(), base.folder())) {
      return new CrossReading(
              pretrained.folder(),
              scheme,
              training,
              settings.folds(),
              context.seed(),
              context.console())
          .read(examples);
    }
  }

  private void write(List<Row> rows, StructType schema, Path target) {
    Tables.write(
        context.spark().get().createDataset(rows, Encoders.row(schema)).coalesce(1), target);
  }

  private void say(Review review, long doubted, int selected, Path table) {
    context
        .console()
        .say(
            "Review: of %,d labelled sentences %,d have a doubtful label (%.1f %% of all words, by\n  estimate); the first %,d go out again with the next round. All are in\n  %s"
                .formatted(
                    review.sentences().size(),
                    doubted,
                    100 * review.errorShare(),
                    selected,
                    table));
    review.sentences().stream()
        .limit(SHOWN)
        .flatMap(sentence -> ReviewText.lines(sentence).stream())
        .forEach(context.console()::say);
  }
}
