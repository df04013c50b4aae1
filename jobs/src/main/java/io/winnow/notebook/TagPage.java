package io.winnow.notebook;

import io.winnow.display.Highlight;
import io.winnow.display.HighlightedText;
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
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import scala.collection.Seq;

/** What a model of the workspace finds in a text. */
public record TagPage(Notebook notebook, List<String> types) {

  private static final int BATCH_TOKENS = 1024;
  private static final int BATCH_ROWS = 64;
  private static final int OVERLAP_TOKENS = 64;

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
    double least = Forms.number("Least confidence", minConfidence);
    List<String> wanted = Forms.chosen(shown);
    try (TextPredictor predictor = TextPredictor.onDriver(model(model))) {
      TextPrediction prediction = predictor.predict(List.of(read)).get(0);
      if (prediction == null) {
        throw new NotebookException("No prediction for this text; see the interpreter's log");
      }
      return new Tagged(
          this,
          read,
          prediction.entities().stream()
              .filter(entity -> wanted.contains(entity.type()) && entity.confidence() >= least)
              .toList());
    }
  }

  private TextInference model(Object round) {
    Published published = notebook.published();
    Workspace workspace = published.workspace();
    Pointer trained =
        published
            .latest(workspace.model(Forms.count("Model", round)))
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

  /** A text as a model reads it. */
  public record Tagged(TagPage page, String text, List<TextEntity> entities) {

    /** The text with its entities highlighted: the stronger the colour, the surer the model. */
    public String html() {
      List<Highlight> highlights =
          entities.stream()
              .map(it -> Highlight.of(it.start(), it.end(), it.type(), it.confidence()))
              .toList();
      return new Page(page.types).text(new HighlightedText(text, highlights)).shown();
    }

    /** A row for each entity: {@code entity, type, confidence, start, end}. */
    public Dataset<Row> table() {
      return page.notebook.table(
          entities.stream()
              .map(
                  it ->
                      RowFactory.create(
                          Forms.plain(it.text()), it.type(), it.confidence(), it.start(), it.end()))
              .toList(),
          "entity string, type string, confidence double, start int, `end` int");
    }

    @Override
    public String toString() {
      return "%,d entities in %,d characters".formatted(entities.size(), text.length());
    }
  }
}
