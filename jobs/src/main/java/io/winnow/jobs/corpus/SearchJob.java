package io.winnow.jobs.corpus;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.to_json;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.jobs.Published;
import io.winnow.jobs.Runner;
import io.winnow.jobs.SentenceColumns;
import io.winnow.jobs.corpus.Found.Entity;
import io.winnow.jobs.corpus.Found.FoundSentence;
import io.winnow.jobs.corpus.Found.Place;
import io.winnow.jobs.score.ScoreSettings;
import io.winnow.spark.Rows;
import io.winnow.spark.Schemas;
import io.winnow.text.EntitySpan;
import io.winnow.text.Sentence;
import io.winnow.workspace.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Finds sentences. Reads published data and publishes nothing.
 *
 * @param settings how the model reads a text
 * @param limit sentences that are shown and, of the nearest, found at most
 * @param target where the ids of all that is found are written; not there yet
 */
public record SearchJob(
    Runner runner, ScoreSettings settings, SearchQuery query, int limit, Optional<Path> target) {

  private static final String NAME = "corpus search";
  private static final String STANDING = StandingSentences.STANDING;

  /**
   * @throws io.winnow.jobs.StepMissingException before there is a corpus, or embeddings that were
   *     asked for
   * @throws io.winnow.settings.SettingsException if a condition is none
   */
  public Found run() {
    Published published = runner.published();
    query.requireKnown(published.types());
    Optional<IdFile> file = target.map(it -> IdFile.at(it, runner.workspace().files().getConf()));
    StandingSentences sentences = StandingSentences.of(published);
    Optional<KnownEntities> entities =
        query.types().isEmpty()
            ? Optional.empty()
            : Optional.of(KnownEntities.of(published, sentences));
    Dataset<Row> matching = matching(sentences, entities);
    Optional<StoredScores> scores = query.like().map(text -> StoredScores.of(published));
    if (scores.isEmpty()) {
      long found = runner.stage(NAME, "count", matching::count);
      List<Row> shown =
          runner.stage(
              NAME, "show", () -> shown(matching.orderBy("id").limit(limit)).collectAsList());
      file.ifPresent(it -> runner.stage(NAME, "write", () -> it.write(matching.orderBy("id"))));
      return found(found, Optional.empty(), entities, shown);
    }
    Dataset<Row> near = runner.stage(NAME, "nearest", () -> nearest(matching, scores.get()));
    List<Row> shown =
        runner.stage(
            NAME,
            "show",
            () ->
                shown(matching.join(broadcast(near), "id"))
                    .orderBy(col(Nearness.SIMILARITY).desc(), col("id"))
                    .collectAsList());
    file.ifPresent(it -> it.write(shown));
    return found(shown.size(), scores, entities, shown);
  }

  private Dataset<Row> matching(StandingSentences sentences, Optional<KnownEntities> entities) {
    Dataset<Row> found =
        switch (query.in()) {
          case CORPUS -> sentences.corpus();
          case HOLDOUT -> sentences.holdout().drop("spans");
          default ->
              sentences
                  .corpus()
                  .where(col(STANDING).equalTo(query.in().name().toLowerCase(Locale.ROOT)));
        };
    if (!query.where().isBlank()) {
      found = SentenceColumns.filtered(found, "--where", query.where());
    }
    if (query.hasTextConditions()) {
      found = new TextCondition(query).of(found);
    }
    if (entities.isPresent()) {
      found = found.join(entities.get().with(query.types()), "id");
    }
    return found;
  }

  /** {@code id, similarity} of the nearest, on the driver. */
  private Dataset<Row> nearest(Dataset<Row> matching, StoredScores scores) {
    Dataset<Row> near = Nearness.to(query.like().orElseThrow(), scores, settings);
    // Ids and numbers alone are moved, not texts.
    Dataset<Row> allowed =
        query.isFiltered()
            ? near.join(matching.select("id"), new String[] {"id"}, "left_semi")
            : near;
    List<Row> nearest =
        allowed.orderBy(col(Nearness.SIMILARITY).desc(), col("id")).limit(limit).collectAsList();
    return runner.spark().createDataFrame(nearest, allowed.schema());
  }

  /** With metadata as text. */
  private static Dataset<Row> shown(Dataset<Row> found) {
    return List.of(found.columns()).contains(Schemas.METADATA)
        ? found.withColumn(Schemas.METADATA, to_json(col(Schemas.METADATA)))
        : found;
  }

  private Found found(
      long found,
      Optional<StoredScores> scores,
      Optional<KnownEntities> entities,
      List<Row> shown) {
    TextCondition condition = new TextCondition(query);
    return new Found(
        found,
        scores
            .map(it -> new Found.Nearness(it.round(), it.model().id(), it.sentences()))
            .orElse(null),
        entities.flatMap(KnownEntities::model).orElse(null),
        shown.stream().limit(limit).map(row -> sentence(row, condition)).toList());
  }

  private static FoundSentence sentence(Row row, TextCondition condition) {
    Sentence sentence = Rows.sentence(row);
    List<String> columns = List.of(row.schema().fieldNames());
    boolean hasEntities = columns.contains(KnownEntities.KNOWN_BY);
    return new FoundSentence(
        sentence.id(),
        sentence.text(),
        row.getAs(STANDING),
        columns.contains(Nearness.SIMILARITY) ? row.<Double>getAs(Nearness.SIMILARITY) : null,
        hasEntities ? row.<String>getAs(KnownEntities.KNOWN_BY) : null,
        hasEntities ? entities(row, sentence) : List.of(),
        condition.hits(sentence).stream()
            .map(hit -> place(sentence.text(), hit.start(), hit.end()))
            .distinct()
            .sorted(Comparator.comparingInt(Place::start).thenComparingInt(Place::end))
            .toList(),
        columns.contains(Schemas.METADATA) ? metadata(row) : null);
  }

  private static JsonNode metadata(Row row) {
    String json = row.getAs(Schemas.METADATA);
    return json == null ? null : Json.tree(json);
  }

  private static List<Entity> entities(Row row, Sentence sentence) {
    List<Entity> entities = new ArrayList<>();
    for (Row span : row.<Row>getList(row.fieldIndex("spans"))) {
      EntitySpan words = new EntitySpan(span.getInt(0), span.getInt(1), span.getString(2));
      int start = sentence.start(words);
      int end = sentence.end(words);
      Place place = place(sentence.text(), start, end);
      entities.add(
          new Entity(
              place.start(),
              place.end(),
              words.type(),
              span.isNullAt(3) ? null : (Double) span.getDouble(3),
              sentence.text().substring(start, end)));
    }
    return entities;
  }

  /** From UTF-16 units to code points. */
  private static Place place(String text, int start, int end) {
    int from = text.codePointCount(0, start);
    return new Place(from, from + text.codePointCount(start, end));
  }
}
