package io.winnow.jobs.train;

import io.winnow.jobs.Entities;
import io.winnow.jobs.JobContext;
import io.winnow.jobs.ModelOnShelf;
import io.winnow.jobs.Outcome;
import io.winnow.model.Torch;
import io.winnow.text.LabelScheme;
import io.winnow.workspace.ContentHash;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.RunRecorder;
import io.winnow.workspace.Shelf;
import io.winnow.workspace.Workspace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/** Fine-tunes the pretrained encoder, or the last round's model, on all labels there are. */
public record TrainJob(JobContext context, TrainSettings settings, int round) {

  private static final int WORK_DIGITS = 12;

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
    ModelOnShelf encoder =
        ModelOnShelf.of(context, workspace.baseModel(), "run 'winnow model import'");
    ModelOnShelf first = first().orElse(encoder);
    LabelScheme scheme = Entities.of(workspace);
    RunRecorder run = context.start("train");

    List<Example> examples = run.stage("read", () -> Examples.read(context, labels));
    DevSlice data = run.stage("split", () -> split(examples));
    Path target = shelf.newRun(run.run());
    SavedTraining saved =
        new SavedTraining(context, workspace.checkpoints(shelf, work(labels, first, scheme)));
    Training training =
        new Training(context, settings, scheme, first, encoder, saved, lineage(data));
    FineTune.Result result = run.stage("train", () -> training.run(data, target));

    run.input("labels", workspace, workspace.labels(), labels)
        .model(first.id(), first.sha256())
        .precision(precision())
        .number("loss", result.loss())
        .number("steps", result.steps());
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
    workspace.remove(workspace.checkpoints(shelf));
    context
        .console()
        .say(
            "Train: %,d steps on %,d sentences, %,d words; loss %.3f"
                .formatted(result.steps(), examples.size(), words, result.loss()));
    return Outcome.DONE;
  }

  /** The last round's model, if that is to be begun with. */
  private Optional<ModelOnShelf> first() {
    if (settings.init() == TrainInit.ENCODER || round == 0) {
      return Optional.empty();
    }
    Shelf last = context.workspace().model(round - 1);
    String wayOut = "run 'winnow train --round %d', or train with train.init = encoder";
    return Optional.of(ModelOnShelf.of(context, last, wayOut.formatted(round - 1)));
  }

  private DevSlice split(List<Example> examples) {
    if (settings.devShare() == 0) {
      return DevSlice.none(examples);
    }
    DevSlice slice =
        DevSlice.of(examples, Examples.sentAtRandom(context), settings.devShare(), context.seed());
    if (slice.isShort()) {
      context
          .console()
          .say(
              "Train: %,d sentences are kept back to measure on, not the %,d of train.dev-share %s: only half of\n  those that were sent out at random are; a select.random-share gives more"
                  .formatted(slice.dev().size(), slice.wanted(), settings.devShare()));
    }
    return slice;
  }

  /** Whatever changes a step is other work. */
  private String work(Pointer labels, ModelOnShelf first, LabelScheme scheme) {
    String key =
        String.join(
            " ",
            labels.run().toString(),
            first.sha256(),
            scheme.toString(),
            settings.toString(),
            precision(),
            Long.toString(context.seed()),
            context.versions().toString());
    return ContentHash.of(key).substring(0, WORK_DIGITS);
  }

  private String precision() {
    return settings.precision().on(Torch.defaultDevice()).name();
  }

  private Map<String, Object> lineage(DevSlice data) {
    Map<String, Object> lineage = new LinkedHashMap<>();
    lineage.put("round", round);
    lineage.put("sentences", data.train().size());
    lineage.put("words", data.train().stream().mapToInt(example -> example.words().size()).sum());
    lineage.put("dev_sentences", data.dev().size());
    lineage.put("label_weights", settings.labelWeights().name());
    return lineage;
  }
}
