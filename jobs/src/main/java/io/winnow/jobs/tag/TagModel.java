package io.winnow.jobs.tag;

import io.winnow.jobs.ModelOnShelf;
import io.winnow.jobs.Published;
import io.winnow.jobs.StepMissingException;
import io.winnow.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/** Finds the model to tag with. */
public final class TagModel {

  private TagModel() {}

  /**
   * @return the checkpoint folder of the last round that has a model
   * @throws StepMissingException if none has
   */
  public static Path newest(Published published) {
    List<Integer> trained = trained(published);
    return folder(published, trained.get(trained.size() - 1)).orElseThrow();
  }

  /**
   * @return the checkpoint folder of the round's model
   * @throws StepMissingException if it has none
   */
  public static Path ofRound(Published published, int round) {
    return folder(published, round)
        .orElseThrow(
            () ->
                new StepMissingException(
                    "%s has no model of round %d: there are models of rounds %s"
                        .formatted(published.workspace(), round, trained(published))));
  }

  private static List<Integer> trained(Published published) {
    Workspace workspace = published.workspace();
    List<Integer> trained =
        published.rounds().stream().filter(round -> published.has(workspace.model(round))).toList();
    if (trained.isEmpty()) {
      String problem =
          published.has(workspace.corpus())
              ? "%s has no trained model: run 'winnow round' until one is trained, or name a model"
                  + " folder with --model"
              : "%s is no workspace: give another --workspace, or name a model folder with --model";
      throw new StepMissingException(problem.formatted(workspace));
    }
    return trained;
  }

  private static Optional<Path> folder(Published published, int round) {
    Workspace workspace = published.workspace();
    return published
        .latest(workspace.model(round))
        .map(model -> workspace.resolve(model.output(ModelOnShelf.OUTPUT)));
  }
}
