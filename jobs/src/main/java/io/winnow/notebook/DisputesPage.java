package io.winnow.notebook;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.winnow.display.SideBySide;
import io.winnow.jobs.Published;
import io.winnow.jobs.labels.LabelStore;
import io.winnow.spark.QualityRows;
import io.winnow.spark.Rows;
import io.winnow.spark.Schemas;
import io.winnow.text.EntitySpan;
import io.winnow.text.Sentence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import scala.Tuple2;
import scala.collection.Seq;

/** Sentences on which annotators differ too much for a label, and what a person says of them. */
public record DisputesPage(Notebook notebook, List<String> types) {

  /** The option that settles nothing. */
  public static final String LATER = "later";

  private static final String TYPED = "typed";
  private static final int BEGINNING = 60;

  /** For a form: the disputed sentences, those that wait for a person first. */
  public Seq<Tuple2<Object, String>> options() {
    return Forms.options(
        open(),
        row -> row.getAs("id"),
        row ->
            String.format(
                Locale.ROOT,
                "sure to %.2f: %s",
                row.<Double>getAs("confidence"),
                beginning(row.getAs("text"))));
  }

  /** The id of the first of {@link #options}; nothing if there is none. */
  public String first() {
    return open().stream().findFirst().map(row -> row.<String>getAs("id")).orElse("");
  }

  private static String beginning(String text) {
    return text.length() <= BEGINNING
        ? text
        : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, BEGINNING))) + "…";
  }

  /** What each annotator said, one under the other, differences marked. */
  public String html(Object sentence) {
    Optional<Row> dispute = dispute(sentence);
    Page page = new Page(types);
    if (dispute.isEmpty()) {
      return page.caption("No dispute about sentence '%s'".formatted(Forms.text(sentence))).shown();
    }
    SideBySide answers = SideBySide.of(Rows.sentence(dispute.get()), answers(sentence));
    return page.html(page.view().sideBySide(answers)).shown();
  }

  /** {@code place, word} of a sentence: spans are counted in these places. */
  public Dataset<Row> words(Object sentence) {
    List<Row> rows = new ArrayList<>();
    dispute(sentence)
        .map(Rows::sentence)
        .map(Sentence::words)
        .orElse(List.of())
        .forEach(word -> rows.add(RowFactory.create(rows.size(), Forms.plain(word.text()))));
    return notebook.table(rows, "place int, word string");
  }

  /** For a form: each answer there is, or spans that are typed, or no word yet. */
  public Seq<Tuple2<Object, String>> answerOptions(Object sentence) {
    List<SideBySide.Answer> answers = answers(sentence);
    List<String> values = new ArrayList<>(List.of(LATER));
    for (int i = 0; i < answers.size(); i++) {
      values.add(Integer.toString(i));
    }
    values.add(TYPED);
    return Forms.options(
        values,
        value ->
            switch (value) {
              case LATER -> "do not settle it now";
              case TYPED -> "the spans typed below";
              default -> "as " + answers.get(Integer.parseInt(value)).who();
            });
  }

  /**
   * Takes a person's word: {@code winnow labels settle}.
   *
   * @param answer as {@link #answerOptions} names it
   * @param typed spans such as {@code 0-2:PER 5-6:LOC}, first word and one past the last; none: the
   *     sentence holds no entity
   * @param by who decides
   * @return what was said
   * @throws NotebookException if the spans don't fit the sentence
   */
  public String settle(Object sentence, Object answer, Object typed, Object by) {
    String chosen = Forms.text(answer);
    if (chosen.equals(LATER) || Forms.text(sentence).isEmpty()) {
      return "Nothing is settled";
    }
    List<EntitySpan> spans =
        chosen.equals(TYPED)
            ? Arrays.stream(Forms.text(typed).split("[\\s,]+"))
                .filter(it -> !it.isEmpty())
                .map(DisputesPage::span)
                .toList()
            : answers(sentence).get(Forms.count("Answer", chosen)).spans();
    return notebook.said(
        winnow -> winnow.decide().settle(Forms.text(sentence), spans, Forms.text(by)).execute());
  }

  private static EntitySpan span(String typed) {
    try {
      return EntitySpan.parse(typed);
    } catch (IllegalArgumentException e) {
      throw new NotebookException(e);
    }
  }

  private List<SideBySide.Answer> answers(Object sentence) {
    return table(LabelStore.COMPARISON, Schemas.COMPARISON)
        .map(table -> table.where(col("id").equalTo(Forms.text(sentence))).collectAsList())
        .orElse(List.of())
        .stream()
        .flatMap(row -> QualityRows.answers(row).stream())
        .toList();
  }

  private Optional<Row> dispute(Object sentence) {
    String id = Forms.text(sentence);
    return open().stream().filter(row -> row.getAs("id").equals(id)).findFirst();
  }

  private List<Row> open() {
    return table(LabelStore.DISPUTES, Schemas.DISPUTES)
        .map(
            disputes ->
                disputes
                    .orderBy(
                        col("state").equalTo(lit(LabelStore.AGAIN)), col("confidence"), col("id"))
                    .collectAsList())
        .orElse(List.of());
  }

  private Optional<Dataset<Row>> table(String output, StructType schema) {
    Published published = notebook.published();
    return published
        .latest(published.workspace().labels())
        .map(pointer -> published.table(pointer, output, schema));
  }
}
