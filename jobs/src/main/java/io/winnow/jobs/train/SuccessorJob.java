package io.winnow.jobs.train;

import io.winnow.jobs.Job;
import io.winnow.jobs.ModelOnShelf;
import io.winnow.jobs.Published;
import io.winnow.jobs.Run;
import io.winnow.jobs.score.ScoreSettings;
import io.winnow.text.LabelScheme;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.Workspace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;

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

  @Override
  public Identity identity(Workspace workspace) {
    return new Identity(
        "train-successor",
        "Train of successor %s of round %d".formatted(encoder, round),
        workspace.successor(round, encoder));
  }

  @Override
  public void run(Run run) {
    Published published = run.published();
    Pointer labels = published.labels();
    ModelOnShelf encoder = encoder(published);
    ModelOnShelf teacher = ModelOnShelf.ofRound(published, round);
    LabelScheme scheme = published.types();
    Path predictions = new Path(run.folder(), "readings");

    DevSlice labelled =
        run.stage("read", () -> DevSlice.drawn(Examples.read(published, labels), run, settings));
    List<Example> pseudo = run.stage("label", () -> pseudo(run, teacher, predictions));
    SavedTraining saved =
        SavedTraining.of(run, settings, scheme, labels.run(), encoder.sha256(), named(pseudo));
    Training training =
        new Training(
            run, settings, scheme, encoder, encoder, saved, lineage(teacher, labelled, pseudo));
    Path checkpoint = new Path(run.folder(), "checkpoint");
    FineTune.Result result =
        run.stage("train", () -> training.run(labelled.and(pseudo), checkpoint));

    run.output(ModelOnShelf.OUTPUT, checkpoint)
        .count("sentences", labelled.size())
        .count("pseudo_labelled", pseudo.size())
        .count("steps", result.steps())
        .say(
            "Train: %s, %,d steps on %,d labelled sentences and %,d that %s is sure of; loss %.3f"
                .formatted(
                    this.encoder,
                    result.steps(),
                    labelled.size(),
                    pseudo.size(),
                    teacher.id(),
                    result.loss()));
    if (settings.successor().sentences() > 0) {
      run.output("readings", predictions);
    }
    result.addTo(run, encoder, settings);
  }

  @Override
  public void cleanUp(Published published) {
    Workspace workspace = published.workspace();
    workspace.remove(workspace.checkpoints(workspace.successor(round, encoder)));
  }

  private ModelOnShelf encoder(Published published) {
    return ModelOnShelf.of(
        published,
        published.workspace().encoder(encoder),
        "run 'winnow model import --as %s --from FOLDER'".formatted(encoder));
  }

  private List<Example> pseudo(Run run, ModelOnShelf teacher, Path target) {
    return settings.successor().sentences() == 0
        ? List.of()
        : new PseudoLabels(run, settings.successor(), scoring, teacher, round).read(target);
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
