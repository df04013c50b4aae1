package io.winnow.jobs.corpus;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.types.DataTypes.BooleanType;

import io.winnow.redaction.Detector;
import io.winnow.redaction.FoldedText;
import io.winnow.redaction.OwnPattern;
import io.winnow.spark.Rows;
import io.winnow.text.EntitySpan;
import io.winnow.text.Sentence;
import io.winnow.weak.WeakLabeler;
import io.winnow.weak.WeakRules;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;

/**
 * What a sentence must say, and where it says it. Phrases are found as weak annotators find them:
 * on whole words of the corpus, however these are cut and their letters are composed.
 */
final class TextCondition implements UDF1<Row, Boolean> {

  private static final long serialVersionUID = 1L;

  /** Any name does. */
  private static final String FOUND = "found";

  /** A stretch of a text, in UTF-16 units. */
  record Hit(int start, int end) {}

  private final ArrayList<WeakLabeler> phrases = new ArrayList<>();
  private final String regex;
  private transient OwnPattern pattern;

  TextCondition(SearchQuery query) {
    for (String phrase : query.phrases()) {
      TreeMap<String, List<String>> one = new TreeMap<>();
      one.put(FOUND, List.of(phrase));
      phrases.add(new WeakLabeler(new WeakRules(query.letters(), one, new TreeMap<>())));
    }
    regex = query.regex().orElse(null);
  }

  /** Those of some sentences that it holds for. */
  Dataset<Row> of(Dataset<Row> sentences) {
    return sentences.where(
        udf(this, BooleanType).apply(struct(col("id"), col("text"), col("words"))));
  }

  @Override
  public Boolean call(Row row) {
    if (regex != null && matches(row.getString(1)).isEmpty()) {
      return false;
    }
    if (phrases.isEmpty()) {
      return true;
    }
    Sentence sentence = Rows.sentence(row);
    return phrases.stream().noneMatch(phrase -> phrase.spans(sentence).isEmpty());
  }

  /** Where a sentence says it, in any order; hits may overlap. */
  List<Hit> hits(Sentence sentence) {
    List<Hit> hits = new ArrayList<>(regex == null ? List.of() : matches(sentence.text()));
    for (WeakLabeler phrase : phrases) {
      for (EntitySpan span : phrase.spans(sentence)) {
        hits.add(new Hit(sentence.start(span), sentence.end(span)));
      }
    }
    return hits;
  }

  private List<Hit> matches(String text) {
    if (pattern == null) {
      pattern = SearchQuery.pattern(regex);
    }
    List<Hit> hits = new ArrayList<>();
    try {
      pattern.find(FoldedText.of(text), match -> hits.add(new Hit(match.start(), match.end())));
    } catch (Detector.UnboundedException e) {
      throw SearchQuery.problem(
          "--regex", e.getMessage() + " of one sentence: write it with fewer repetitions");
    }
    return hits;
  }
}
