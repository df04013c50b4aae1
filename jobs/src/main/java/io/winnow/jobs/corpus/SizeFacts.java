package io.winnow.jobs.corpus;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.winnow.jobs.corpus.CorpusSummary.Coverage;
import io.winnow.jobs.corpus.CorpusSummary.Lengths;
import io.winnow.jobs.corpus.CorpusSummary.Script;
import io.winnow.jobs.corpus.CorpusSummary.Size;
import io.winnow.jobs.corpus.CorpusSummary.Vocabulary;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;

/**
 * All that adds up, from one pass: sentences that stand alike, are written in one script and are of
 * one length are one group.
 *
 * @param labelledForms different words of labelled sentences
 */
record SizeFacts(List<Group> groups, long labelledForms) {

  private static final Predicate<Group> IN_CORPUS = it -> it.standing() != Standing.HOLDOUT;

  /**
   * @param length words of each sentence
   * @param known words of all its sentences that labelled sentences have, too
   */
  record Group(
      Standing standing, String script, int length, long sentences, long characters, long known) {

    long words() {
      return length * sentences;
    }
  }

  static SizeFacts of(StandingSentences sentences) {
    WordForms labelled = WordForms.of(sentences.corpusLabels());
    UDF1<String, String> script = Scripts::of;
    Dataset<Row> all =
        sentences
            .corpus()
            .select(StandingSentences.STANDING, "text", "words")
            .union(sentences.holdout().select(StandingSentences.STANDING, "text", "words"));
    Column known =
        labelled.size() == 0
            ? lit(0)
            : udf(labelled.counter(sentences.corpus().sparkSession()), IntegerType)
                .apply(struct(col("words.text")));
    List<Group> groups =
        all
            .select(
                col(StandingSentences.STANDING),
                udf(script, StringType).apply(col("text")).as("script"),
                expr("size(words)").as("length"),
                expr("char_length(text)").as("characters"),
                known.as("known"))
            .groupBy(StandingSentences.STANDING, "script", "length")
            .agg(
                count(lit(1)),
                coalesce(sum("characters"), lit(0L)),
                coalesce(sum("known"), lit(0L)))
            .collectAsList()
            .stream()
            .map(
                row ->
                    new Group(
                        Standing.of(row.getString(0)),
                        row.getString(1),
                        row.getInt(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5)))
            .toList();
    return new SizeFacts(groups, labelled.size());
  }

  Size corpus() {
    return size(IN_CORPUS);
  }

  Size holdout() {
    return size(IN_CORPUS.negate());
  }

  private Size size(Predicate<Group> which) {
    return new Size(
        total(which, Group::sentences),
        total(which, Group::words),
        total(which, Group::characters),
        lengths(which));
  }

  private long total(Predicate<Group> which, ToLongFunction<Group> what) {
    return groups.stream().filter(which).mapToLong(what).sum();
  }

  /** Null if there are no sentences. */
  private Lengths lengths(Predicate<Group> which) {
    NavigableMap<Integer, Long> counts =
        groups.stream()
            .filter(which)
            .collect(Collectors.toMap(Group::length, Group::sentences, Long::sum, TreeMap::new));
    return counts.isEmpty()
        ? null
        : new Lengths(
            counts.firstKey(),
            quantile(counts, 5),
            quantile(counts, 25),
            quantile(counts, 50),
            quantile(counts, 75),
            quantile(counts, 95),
            quantile(counts, 99),
            counts.lastKey());
  }

  /** The shortest length that so many of a hundred sentences do not exceed. */
  static int quantile(NavigableMap<Integer, Long> counts, int percent) {
    long all = counts.values().stream().mapToLong(Long::longValue).sum();
    long below = 0;
    for (Map.Entry<Integer, Long> entry : counts.entrySet()) {
      below += entry.getValue();
      if (100 * below >= percent * all) {
        return entry.getKey();
      }
    }
    throw new IllegalArgumentException("No sentence has a length");
  }

  List<Coverage> coverage() {
    return Stream.of(Standing.values())
        .map(
            standing ->
                new Coverage(
                    standing.code(),
                    total(it -> it.standing() == standing, Group::sentences),
                    total(it -> it.standing() == standing, Group::words)))
        .toList();
  }

  /** Null before there are labels. */
  Vocabulary vocabulary() {
    long words = total(IN_CORPUS, Group::words);
    long known = total(IN_CORPUS, Group::known);
    return labelledForms == 0
        ? null
        : new Vocabulary(labelledForms, known, words == 0 ? 0 : (double) known / words);
  }

  List<Script> scripts() {
    return groups.stream()
        .filter(IN_CORPUS)
        .map(Group::script)
        .distinct()
        .sorted()
        .toList()
        .stream()
        .map(
            script -> {
              Predicate<Group> isOfIt = IN_CORPUS.and(it -> it.script().equals(script));
              return new Script(
                  script, total(isOfIt, Group::sentences), total(isOfIt, Group::words));
            })
        .sorted(Comparator.comparing(Script::sentences).reversed())
        .toList();
  }
}
