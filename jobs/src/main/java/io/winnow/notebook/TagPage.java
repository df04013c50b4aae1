package io.winnow.notebook;

import io.winnow.jobs.ModelOnShelf;
import io.winnow.jobs.Published;
import io.winnow.model.Precision;
import io.winnow.spark.TextEntity;
import io.winnow.spark.TextModel;
import io.winnow.spark.TextReader;
import io.winnow.spark.TextReading;
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
   * Reads a text of any length; one that the model can't take at once is read in stretches that
   * overlap.
   *
   * @param model the round that trained it, as {@link Notebook#modelOptions} names it
   * @param shown entity types to show
   * @param minConfidence in 0 to 1; entities that the model is less sure of are left out
   */
  public Tagged read(Object text, Object model, Seq<?> shown, Object minConfidence) {
    String read = text == null ? "" : text.toString();
    double least = Typed.number("Least confidence", minConfidence);
    List<String> wanted = Options.chosen(shown);
    List<TextEntity> entities;
    try (TextReader reader = TextReader.onDriver(model(model))) {
      TextReading reading = reader.read(List.of(read)).get(0);
      if (reading == null) {
        throw new NotebookException("This text could not be read; the interpreter's log says why");
      }
      entities =
          reading.entities().stream()
              .filter(entity -> wanted.contains(entity.type()) && entity.confidence() >= least)
              .toList();
    }
    return new Tagged(notebook.spark(), types, read, entities);
  }

  private TextModel model(Object round) {
    Published published = notebook.published();
    Workspace workspace = published.workspace();
    Pointer trained =
        published
            .latest(workspace.model(Typed.count("Model", round)))
            .orElseThrow(() -> new NotebookException(workspace + " has no such model"));
    String folder = workspace.resolve(trained.output(ModelOnShelf.OUTPUT)).toString();
    return new TextModel(
        TextModel.ship(notebook.spark(), folder),
        Precision.AUTO,
        BATCH_TOKENS,
        BATCH_ROWS,
        OVERLAP_TOKENS,
        1);
  }
}
