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
import io.winnow.text.WordSplitter;
import io.winnow.weak.WeakLabeler;
import io.winnow.weak.WeakRules;
import java.io.Serializable;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;

/**
 * What a sentence must say, and where it says it. Phrases are found as weak annotators find them:
 * on whole words of the corpus, however these are cut and their letters are composed.
 */
final class TextCondition implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Any name does. */
  private static final String FOUND = "found";

  /** A stretch of a text, in UTF-16 units. */
  record Hit(int start, int end) {}

  private final ArrayList<WeakLabeler> phrases = new ArrayList<>();

  /** Pieces of the phrases, each of which a text has somewhere if the phrase is found. */
  private final TreeSet<String> pieces = new TreeSet<>();

  private final String regex;
  private transient OwnPattern pattern;

  TextCondition(SearchQuery query) {
    for (String phrase : query.phrases()) {
      TreeMap<String, List<String>> one = new TreeMap<>();
      one.put(FOUND, List.of(phrase));
      phrases.add(new WeakLabeler(new WeakRules(query.letters(), one, new TreeMap<>())));
      WordSplitter.split(Normalizer.normalize(phrase, Normalizer.Form.NFC)).stream()
          .map(piece -> loose(piece.text()))
          .forEach(pieces::add);
    }
    regex = query.regex().orElse(null);
  }

  /** Those of some sentences that it holds for. */
  Dataset<Row> of(Dataset<Row> sentences) {
    UDF1<String, Boolean> mayHold = this::mayHold;
    Dataset<Row> likely = sentences.where(udf(mayHold, BooleanType).apply(col("text")));
    if (phrases.isEmpty()) {
      return likely;
    }
    // To take words apart is what costs most: of few sentences.
    UDF1<Row, Boolean> holds = this::holds;
    return likely.where(
        udf(holds, BooleanType).apply(struct(col("id"), col("text"), col("words"))));
  }

  private boolean mayHold(String text) {
    return (pieces.isEmpty() || pieces.stream().allMatch(loose(text)::contains))
        && (regex == null || !matches(text).isEmpty());
  }

  private boolean holds(Row row) {
    Sentence sentence = Rows.sentence(row);
    return phrases.stream().noneMatch(phrase -> phrase.spans(sentence).isEmpty());
  }

  /** The same for texts that differ in letter case, composition or the form of a sigma. */
  private static String loose(String text) {
    String folded = text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT).replace('ς', 'σ');
    return Normalizer.normalize(folded, Normalizer.Form.NFD);
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
