package io.winnow.jobs.train;

import io.winnow.jobs.Entities;
import io.winnow.jobs.JobContext;
import io.winnow.jobs.ModelOnShelf;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.score.ScoreSettings;
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

/**
 * Trains another model than the one that chose the sentences. Labels chosen for one architecture
 * may be worth little to another; with what the round's model makes of the pool beside them, they
 * are worth more (PLASM: Tsvigun et al. 2022, arXiv 2205.03598).
 *
 * @param scoring how the pool is read
 * @param round whose model labels the pool
 * @param name of an encoder that was imported under it
 */
public record SuccessorJob(
    JobContext context, TrainSettings settings, ScoreSettings scoring, int round, String name) {

  public Outcome run() {
    Workspace workspace = context.workspace();
    Shelf shelf = workspace.successor(round, name);
    Optional<Pointer> before = shelf.latest();
    if (before.isPresent()) {
      workspace.remove(workspace.checkpoints(shelf));
      return context.alreadyDone(
          "Train of successor %s of round %d".formatted(name, round), before.get());
    }
    Pointer labels =
        context.require(
            workspace.labels(), "labels", "put returns into the inbox and run 'winnow merge'");
    ModelOnShelf encoder =
        ModelOnShelf.of(
            context,
            workspace.encoder(name),
            "run 'winnow model import --as %s --from FOLDER'".formatted(name));
    ModelOnShelf teacher =
        ModelOnShelf.of(
            context, workspace.model(round), "run 'winnow train --round %d'".formatted(round));
    LabelScheme scheme = Entities.of(workspace);
    RunRecorder run = context.start("train-successor");
    Path target = shelf.newRun(run.run());
    Path checkpoint = new Path(target, "checkpoint");
    Path readings = new Path(target, "readings");

    DevSlice labelled =
        run.stage("read", () -> DevSlice.drawn(Examples.read(context, labels), context, settings));
    List<Example> pseudo = run.stage("label", () -> pseudo(teacher, readings));
    DevSlice data = labelled.and(pseudo);
    SavedTraining saved =
        SavedTraining.of(
            context, shelf, settings, scheme, labels.run(), encoder.sha256(), named(pseudo));
    Training training =
        new Training(
            context, settings, scheme, encoder, encoder, saved, lineage(teacher, labelled, pseudo));
    FineTune.Result result = run.stage("train", () -> training.run(data, checkpoint));

    run.input("labels", workspace, workspace.labels(), labels)
        .input("teacher", workspace, workspace.model(round), teacher.pointer());
    result.record(run, encoder, settings);
    Map<String, Path> outputs = new LinkedHashMap<>();
    outputs.put(ModelOnShelf.OUTPUT, checkpoint);
    if (settings.successor().sentences() > 0) {
      outputs.put("readings", readings);
    }
    context.publish(
        run,
        shelf,
        1,
        outputs,
        Map.of(
            "sentences", (long) labelled.size(),
            "pseudo_labelled", (long) pseudo.size(),
            "steps", (long) result.steps()));
    workspace.remove(workspace.checkpoints(shelf));
    context
        .console()
        .say(
            "Train: %s, %,d steps on %,d labelled sentences and %,d that %s is sure of; loss %.3f"
                .formatted(
                    name,
                    result.steps(),
                    labelled.size(),
                    pseudo.size(),
                    teacher.id(),
                    result.loss()));
    return Outcome.DONE;
  }

  private List<Example> pseudo(ModelOnShelf teacher, Path target) {
    return settings.successor().sentences() == 0
        ? List.of()
        : new PseudoLabels(context, settings.successor(), scoring, teacher, round).read(target);
  }

  private static List<String> named(List<Example> examples) {
    return examples.stream().map(example -> example.id() + example.spans()).toList();
  }

  private Map<String, Object> lineage(
      ModelOnShelf teacher, DevSlice labelled, List<Example> pseudo) {
    Map<String, Object> lineage = new LinkedHashMap<>();
    lineage.put("round", round);
    lineage.putAll(labelled.lineage());
    lineage.put("label_weights", settings.labelWeights().name());
    lineage.put("teacher", teacher.id());
    lineage.put("teacher_weights_sha256", teacher.sha256());
    lineage.put("pseudo_labelled", pseudo.size());
    lineage.put("pseudo_min_confidence", settings.successor().minConfidence());
    return lineage;
  }
}
