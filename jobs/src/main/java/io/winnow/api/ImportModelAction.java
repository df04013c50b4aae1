package io.winnow.api;

import io.winnow.api.Done.Made;
import io.winnow.config.WinnowConfig;
import io.winnow.jobs.ModelOnShelf;
import io.winnow.jobs.Runner;
import io.winnow.jobs.encoder.ImportModelJob;
import java.util.Optional;

/**
 * Copies a pretrained encoder into the workspace: {@code winnow model import}.
 *
 * @since 0.1.0
 */
public final class ImportModelAction extends Action<ImportModelAction, ImportModelAction.Result> {

  private String source;
  private String name;

  ImportModelAction(Session session) {
    super(session);
  }

  /** Counts and paths. */
  public record Result(Made made) implements Done.OfStep {

    /** URI of the checkpoint's folder. */
    public String folder() {
      return made.paths().get(ModelOnShelf.OUTPUT);
    }
  }

  /**
   * {@code hf://ORG/NAME[@REVISION]} on the HuggingFace hub, or the URI of a checkpoint's folder;
   * without it, the encoder that comes with Winnow.
   */
  public ImportModelAction from(String model) {
    source = model;
    return this;
  }

  /** Imports it under a name, for successors, beside the encoder that rounds train. */
  public ImportModelAction as(String encoder) {
    name = encoder;
    return this;
  }

  @Override
  Result run(Runner runner, WinnowConfig config) {
    ImportModelJob job = new ImportModelJob(Optional.ofNullable(source), Optional.ofNullable(name));
    return new Result(Made.of(job, runner));
  }
}
