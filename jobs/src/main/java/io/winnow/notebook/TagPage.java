package io.winnow.notebook;

import io.winnow.jobs.ModelOnShelf;
import io.winnow.jobs.Published;
import io.winnow.model.Precision;
import io.winnow.spark.ModelFiles;
import io.winnow.spark.TextInference;
import io.winnow.spark.TextPrediction;
import io.winnow.spark.TextPrediction.TextEntity;
import io.winnow.spark.TextPredictor;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.Workspace;
import java.util.List;
import scala.collection.Seq;

/** What a model of the workspace finds in a text. */
public final class TagPage {

  private static final int BATCH_TOKENS = 1024;
  private static final int BATCH_ROWS = 64;
  private static final int OVERLAP_TOKENS = 64;

  private final Notebook notebook;
  private final List<String> types;

  TagPage(Notebook notebook, List<String> types) {
    this.notebook = notebook;
    this.types = types;
  }

  /**
   * Predicts a text of any length; if it exceeds the model's maximum length, in windows that
   * overlap.
   *
   * @param model the round that trained it, as {@link Notebook#modelOptions} names it
   * @param shown entity types to show
   * @param minConfidence in 0 to 1; entities with a lower confidence are left out
   */
  public Tagged read(Object text, Object model, Seq<?> shown, Object minConfidence) {
    String read = text == null ? "" : text.toString();
    double least = Typed.number("Least confidence", minConfidence);
    List<String> wanted = Options.chosen(shown);
    List<TextEntity> entities;
    try (TextPredictor predictor = TextPredictor.onDriver(model(model))) {
      TextPrediction prediction = predictor.predict(List.of(read)).get(0);
      if (prediction == null) {
        throw new NotebookException("This text could not be read; the interpreter's log says why");
      }
      entities =
          prediction.entities().stream()
              .filter(entity -> wanted.contains(entity.type()) && entity.confidence() >= least)
              .toList();
    }
    return new Tagged(notebook.spark(), types, read, entities);
  }

  private TextInference model(Object round) {
    Published published = notebook.published();
    Workspace workspace = published.workspace();
    Pointer trained =
        published
            .latest(workspace.model(Typed.count("Model", round)))
            .orElseThrow(() -> new NotebookException(workspace + " has no such model"));
    String folder = workspace.resolve(trained.output(ModelOnShelf.OUTPUT)).toString();
    return new TextInference(
        ModelFiles.ship(notebook.spark(), folder),
        Precision.AUTO,
        BATCH_TOKENS,
        BATCH_ROWS,
        OVERLAP_TOKENS,
        1);
  }
}
