package io.winnow.jobs.train;

import io.winnow.jobs.Job;
import io.winnow.jobs.ModelOnShelf;
import io.winnow.jobs.Published;
import io.winnow.jobs.Run;
import io.winnow.jobs.train.FineTune.Learning;
import io.winnow.jobs.train.TrainSettings.TrainInit;
import io.winnow.text.LabelScheme;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.Publication;
import io.winnow.workspace.Workspace;
import java.util.List;
import org.apache.hadoop.fs.Path;

/** Fine-tunes the pretrained encoder, or the last round's model, on all labels there are. */
public record TrainJob(TrainSettings settings, int round) implements Job {

  /** Counts 1 for a model that learnt something, 0 for one that did not. */
  public static final String LEARNT = "learnt";

  @Override
  public Identity identity(Workspace workspace) {
    return new Identity("train", "Train of round " + round, workspace.model(round));
  }

  @Override
  public Publication run(Run run) {
    Published published = run.published();
    Pointer labels = published.labels();
    ModelOnShelf encoder = ModelOnShelf.encoder(published);
    ModelOnShelf first = first(published, encoder);
    LabelScheme scheme = published.types();

    List<Example> examples = run.stage("read", () -> Example.read(published, labels));
    DevSlice data = run.stage("split", () -> DevSlice.drawn(examples, run, settings));
    SavedTraining saved = SavedTraining.of(run, settings, scheme, labels.run(), first.sha256());
    Training training =
        new Training(run, settings, scheme, first, encoder, saved, data.lineage(round, settings));
    Path target = run.folder();
    FineTune.Result result = run.stage("train", () -> training.run(data, target));

    long words = examples.stream().mapToLong(example -> example.words().size()).sum();
    return result
        .publication(target, first, settings)
        .count("sentences", examples.size())
        .count("words", words)
        .count(LEARNT, result.learning() == Learning.LEARNT ? 1 : 0)
        .say(
            "Train: %,d steps on %,d sentences, %,d words; loss %.3f"
                .formatted(result.steps(), examples.size(), words, result.loss()));
  }

  @Override
  public void cleanUp(Published published) {
    Workspace workspace = published.workspace();
    workspace.remove(workspace.checkpoints(workspace.model(round)));
  }

  private ModelOnShelf first(Published published, ModelOnShelf encoder) {
    if (settings.init() == TrainInit.ENCODER || round == 0) {
      return encoder;
    }
    return ModelOnShelf.of(
        published,
        published.workspace().model(round - 1),
        "run 'winnow train --round %d', or train with train.init = encoder".formatted(round - 1));
  }
}
