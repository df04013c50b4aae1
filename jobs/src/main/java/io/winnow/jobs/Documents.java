package io.winnow.jobs;

import static org.apache.spark.sql.functions.broadcast;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Which document each sentence of the corpus is of, as {@code init.document} named it when the
 * corpus was made.
 *
 * @param field of the metadata; empty: no documents are known
 */
public record Documents(Published published, String field) {

  /** The setting, for messages. */
  public static final String SETTING = "init.document";

  /**
   * Documents of sentences, by the sentences' ids.
   *
   * @param byId has no entry for a sentence without a document
   */
  public record Names(Map<String, String> byId) {

    /** Each sentence is its own. */
    public static final Names NONE = new Names(Map.of());

    public Names {
      byId = Map.copyOf(byId);
    }

    /** What the sentence is of, or the sentence itself; the two never have the same name. */
    public String of(String id) {
      String document = byId.get(id);
      return document == null ? id : "document/" + document;
    }
  }

  public static Documents of(Published published) {
    return new Documents(
        published,
        published.manifest(published.corpus()).config().path("init").path("document").asText(""));
  }

  public boolean areKnown() {
    return !field.isEmpty();
  }

  /** Of sentences of the corpus and of the hold-out set. They come to the driver. */
  public Names names(Collection<String> ids) {
    if (!areKnown() || ids.isEmpty()) {
      return Names.NONE;
    }
    Dataset<Row> asked =
        published.spark().createDataset(List.copyOf(ids), Encoders.STRING()).toDF("id");
    Map<String, String> byId = new HashMap<>();
    for (String output : List.of("sentences", "holdout")) {
      SentenceColumns sentences = SentenceColumns.of(published.table(published.corpus(), output));
      // A test set that was given may have no such field.
      if (sentences.has(field)) {
        sentences
            .column(SETTING, field)
            .where("trim(value) != ''")
            .join(broadcast(asked), "id")
            .collectAsList()
            .forEach(row -> byId.put(row.getString(0), row.getString(1)));
      }
    }
    return new Names(byId);
  }
}
