package io.winnow.api;

import io.winnow.api.Done.Made;
import io.winnow.config.WinnowConfig;
import io.winnow.jobs.ModelOnShelf;
import io.winnow.jobs.Runner;
import io.winnow.jobs.encoder.ImportModelJob;
import io.winnow.model.ImportedHead;
import io.winnow.model.tags.TagScheme;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Copies a pretrained encoder into the workspace: {@code winnow model import}.
 *
 * @since 0.1.0
 */
public final class ImportModelAction extends Action<ImportModelAction, ImportModelAction.Result> {

  private String source;
  private String name;
  private List<String> labels = List.of();
  private Optional<TagScheme> scheme = Optional.empty();

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

  /** Names for the rows of its head, for one whose {@code config.json} has none that mean it. */
  public ImportModelAction labels(List<String> ofItsHead) {
    labels = List.copyOf(ofItsHead);
    return this;
  }

  /**
   * What the labels of its head mean, where they leave a choice.
   *
   * @param code {@code iob1}, {@code iob2}, {@code io} or {@code bilou}; null: its predictions on
   *     built-in texts tell
   */
  public ImportModelAction scheme(String code) {
    scheme =
        Optional.ofNullable(code)
            .map(
                it ->
                    TagScheme.ofCode(it)
                        .orElseThrow(
                            () ->
                                new IllegalArgumentException(
                                    "'%s' is no tag scheme; those are %s"
                                        .formatted(
                                            it,
                                            Stream.of(TagScheme.values())
                                                .map(TagScheme::code)
                                                .toList()))));
    return this;
  }

  @Override
  Result run(Runner runner, WinnowConfig config) {
    ImportModelJob job =
        new ImportModelJob(
            Optional.ofNullable(source),
            Optional.ofNullable(name),
            new ImportedHead.Asked(labels, scheme));
    return new Result(Made.of(job, runner));
  }
}
