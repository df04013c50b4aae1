package io.winnow.jobs.tag;

import io.winnow.jobs.ModelOnShelf;
import io.winnow.jobs.StepMissingException;
import io.winnow.workspace.Pointer;
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
  public static Path newest(Workspace workspace) {
    List<Integer> trained = trained(workspace);
    return folder(workspace, trained.get(trained.size() - 1)).orElseThrow();
  }

  /**
   * @return the checkpoint folder of the round's model
   * @throws StepMissingException if it has none
   */
  public static Path ofRound(Workspace workspace, int round) {
    return folder(workspace, round)
        .orElseThrow(
            () ->
                new StepMissingException(
                    "%s has no model of round %d: there are models of rounds %s"
                        .formatted(workspace, round, trained(workspace))));
  }

  private static List<Integer> trained(Workspace workspace) {
    List<Integer> trained =
        workspace.rounds().stream()
            .filter(round -> workspace.model(round).latest().isPresent())
            .toList();
    if (trained.isEmpty() && workspace.corpus().latest().isEmpty()) {
      throw new StepMissingException(
          "%s is no workspace: give another --workspace, or name a model folder with --model"
              .formatted(workspace));
    }
    if (trained.isEmpty()) {
      throw new StepMissingException(
          "%s has no trained model: run 'winnow round' until one is trained, or name a model folder with --model"
              .formatted(workspace));
    }
    return trained;
  }

  private static Optional<Path> folder(Workspace workspace, int round) {
    Optional<Pointer> pointer = workspace.model(round).latest();
    return pointer.map(model -> workspace.resolve(model.output(ModelOnShelf.OUTPUT)));
  }
}
