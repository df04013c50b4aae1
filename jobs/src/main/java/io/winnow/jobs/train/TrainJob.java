package io.winnow.jobs.train;

import io.winnow.jobs.Entities;
import io.winnow.jobs.JobContext;
import io.winnow.jobs.ModelOnShelf;
import io.winnow.jobs.Outcome;
import io.winnow.text.LabelScheme;
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

  /** Counts 1 for a model that learnt something, 0 for one that did not. */
  public static final String LEARNT = "learnt";

  public Outcome run() {
    Workspace workspace = context.workspace();
    Shelf shelf = workspace.model(round);
    Optional<Pointer> before = shelf.latest();
    if (before.isPresent()) {
      workspace.remove(workspace.checkpoints(shelf));
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
    DevSlice data = run.stage("split", () -> DevSlice.drawn(examples, context, settings));
    Path target = shelf.newRun(run.run());
    SavedTraining saved =
        SavedTraining.of(context, shelf, settings, scheme, labels.run(), first.sha256());
    Training training =
        new Training(context, settings, scheme, first, encoder, saved, lineage(data));
    FineTune.Result result = run.stage("train", () -> training.run(data, target));

    run.input("labels", workspace, workspace.labels(), labels);
    result.record(run, first, settings);
    long words = examples.stream().mapToLong(example -> example.words().size()).sum();
    context.publish(
        run,
        shelf,
        1,
        Map.of(ModelOnShelf.OUTPUT, target),
        Map.of(
            "sentences",
            (long) examples.size(),
            "words",
            words,
            "steps",
            (long) result.steps(),
            LEARNT,
            result.learning() == Learning.LEARNT ? 1L : 0L));
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

  private Map<String, Object> lineage(DevSlice data) {
    Map<String, Object> lineage = new LinkedHashMap<>();
    lineage.put("round", round);
    lineage.putAll(data.lineage());
    lineage.put("label_weights", settings.labelWeights().name());
    return lineage;
  }
}
