package io.winnow.jobs.train;

import io.winnow.jobs.Entities;
import io.winnow.jobs.JobContext;
import io.winnow.jobs.LocalCopy;
import io.winnow.jobs.ModelOnShelf;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.SettingsException;
import io.winnow.model.FineTuning;
import io.winnow.model.Precision;
import io.winnow.model.Torch;
import io.winnow.model.TrainableClassifier;
import io.winnow.selection.RandomOrder;
import io.winnow.text.LabelScheme;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.RunRecorder;
import io.winnow.workspace.Shelf;
import io.winnow.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;

/** Fine-tunes the pretrained encoder, with a new head, on all labels there are. */
public record TrainJob(JobContext context, TrainSettings settings, int round) {

  public Outcome run() {
    Workspace workspace = context.workspace();
    Shelf shelf = workspace.model(round);
    Optional<Pointer> before = shelf.latest();
    if (before.isPresent()) {
      return context.alreadyDone("Train of round " + round, before.get());
    }
    Pointer labels =
        context.require(
            workspace.labels(), "labels", "put returns into the inbox and run 'winnow merge'");
    ModelOnShelf base =
        ModelOnShelf.of(context, workspace.baseModel(), "run 'winnow model import'");
    LabelScheme scheme = Entities.of(workspace);
    RunRecorder run = context.start("train");

    List<Example> examples = run.stage("read", () -> Examples.read(context, labels));
    Map<Boolean, List<Example>> split =
        examples.stream().collect(Collectors.partitioningBy(this::isDev));
    requireSome(split.get(false), examples.size());
    Path target = shelf.newRun(run.run());
    FineTune.Result result =
        run.stage(
            "train", () -> train(base, scheme, split.get(false), split.get(true), target, run));

    run.input("labels", workspace, workspace.labels(), labels);
    run.number("loss", result.loss()).number("steps", result.steps());
    if (!Double.isNaN(result.devF1())) {
      run.number("dev_f1", result.devF1());
    }
    long words = examples.stream().mapToLong(example -> example.words().size()).sum();
    context.publish(
        run,
        shelf,
        1,
        Map.of(ModelOnShelf.OUTPUT, target),
        Map.of(
            "sentences", (long) examples.size(), "words", words, "steps", (long) result.steps()));
    context
        .console()
        .say(
            "Train: %,d steps on %,d sentences, %,d words; loss %.3f"
                .formatted(result.steps(), examples.size(), words, result.loss()));
    return Outcome.DONE;
  }

  private void requireSome(List<Example> train, int labelled) {
    if (train.isEmpty()) {
      throw new SettingsException(
          List.of(
              new SettingsException.Problem(
                  "train.dev-share",
                  "%s keeps back all %d labelled sentences: lower it"
                      .formatted(settings.devShare(), labelled))));
    }
  }

  private boolean isDev(Example example) {
    // Not by the id alone: the sentences of a random round are those with the lowest keys of it.
    return RandomOrder.key(context.seed(), "dev/" + example.id()) < settings.devShare();
  }

  private FineTune.Result train(
      ModelOnShelf base,
      LabelScheme scheme,
      List<Example> train,
      List<Example> dev,
      Path target,
      RunRecorder run) {
    settings.useThreads();
    FineTuning tuning = settings.tuning(context.seed());
    var files = context.workspace().files();
    try (LocalCopy pretrained = LocalCopy.of(files, base.folder());
        LocalCopy best = LocalCopy.empty();
        TrainableClassifier classifier =
            TrainableClassifier.of(pretrained.folder(), scheme, tuning, Torch.defaultDevice())) {
      run.precision(classifier.precision().name()).model(base.id(), base.sha256());
      Map<String, Object> lineage = lineage(base, train, classifier.precision());
      FineTune.Result result =
          new FineTune(classifier, scheme, settings, context.seed(), context.console())
              .run(train, dev, () -> keep(classifier, best, lineage));
      best.sendTo(files, target);
      return result;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot open " + base.folder(), e);
    }
  }

  private Map<String, Object> lineage(ModelOnShelf base, List<Example> train, Precision precision) {
    Map<String, Object> lineage = new LinkedHashMap<>();
    lineage.put("round", round);
    lineage.put("base_model", base.id());
    lineage.put("base_weights_sha256", base.sha256());
    lineage.put("sentences", train.size());
    lineage.put("words", train.stream().mapToInt(example -> example.words().size()).sum());
    lineage.put("seed", context.seed());
    lineage.put("precision", precision.name());
    lineage.put("label_weights", settings.labelWeights().name());
    return lineage;
  }

  private static void keep(
      TrainableClassifier classifier, LocalCopy best, Map<String, Object> lineage) {
    best.clear();
    try {
      classifier.write(best.folder(), lineage);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the model to " + best.folder(), e);
    }
  }
}
