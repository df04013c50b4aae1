package io.winnow.jobs.tag;

import io.winnow.jobs.ModelOnShelf;
import io.winnow.jobs.Published;
import io.winnow.jobs.StepMissingException;
import io.winnow.workspace.Workspace;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/** Finds the model to tag with. */
public final class TagModel {

  private TagModel() {}

  /**
   * @param round empty: the last one that has a model
   * @return the checkpoint folder of the round's model
   * @throws StepMissingException if it has none, or no round has
   */
  public static Path folder(Published published, Optional<Integer> round) {
    Workspace workspace = published.workspace();
    int wanted = round.orElseGet(() -> Collections.max(trained(published)));
    return published
        .latest(workspace.model(wanted))
        .map(model -> workspace.resolve(model.output(ModelOnShelf.OUTPUT)))
        .orElseThrow(
            () ->
                new StepMissingException(
                    "%s has no model of round %d: there are models of rounds %s"
                        .formatted(workspace, wanted, trained(published))));
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
}
