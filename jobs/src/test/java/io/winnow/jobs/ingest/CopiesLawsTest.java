package io.winnow.jobs.ingest;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.spark.Rows;
import io.winnow.spark.Schemas;
import io.winnow.testing.LocalSpark;
import io.winnow.text.EntitySpan;
import io.winnow.text.Sentence;
import io.winnow.text.Word;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Which labels of a text's copies are taken does not depend on where the copies stand. */
class CopiesLawsTest {

  /**
   * @param text one of a few
   * @param labels the words that are entities, one each; null: not labelled
   */
  record Copy(int text, int number, List<Integer> labels) {

    private Row row() {
      String words = "a b c " + text;
      List<Word> split =
          List.of(
              new Word("a", 0, 1),
              new Word("b", 2, 3),
              new Word("c", 4, 5),
              new Word("" + text, 6, words.length()));
      Row[] spans =
          labels == null
              ? null
              : Rows.ofSpans(
                  labels.stream().map(word -> new EntitySpan(word, word + 1, "X")).toList());
      String id = Sentence.idOf("s", words);
      return RowFactory.create(id, "s", "" + number, words, Rows.ofWords(split), spans);
    }
  }

  @Provide
  Arbitrary<List<Copy>> copies() {
    Arbitrary<List<Integer>> labels =
        Arbitraries.integers()
            .between(0, 3)
            .set()
            .ofMaxSize(2)
            .map(set -> set.stream().sorted().toList())
            .injectNull(0.2);
    return Combinators.combine(
            Arbitraries.integers().between(10, 40), Arbitraries.integers().between(10, 99), labels)
        .as(Copy::new)
        .list()
        .ofMinSize(100)
        .ofMaxSize(150);
  }

  @Property(tries = 4)
  void mostCopiesThenMostEntitiesThenTheSmallest(
      @ForAll("copies") List<Copy> copies, @ForAll Random random) {
    List<Copy> shuffled = new ArrayList<>(copies);
    Collections.shuffle(shuffled, random);

    assertThat(taken(copies, 1)).isEqualTo(byRule(copies)).isEqualTo(taken(shuffled, 7));
  }

  private static Map<String, String> taken(List<Copy> copies, int partitions) {
    Dataset<Row> table =
        LocalSpark.session()
            .createDataFrame(copies.stream().map(Copy::row).toList(), Schemas.HOLDOUT)
            .withColumn("metadata", lit("{}"))
            .withColumn("document", lit(null).cast("string"))
            .repartition(partitions);
    return Copies.folded(Copies.keyed(table, "s")).collectAsList().stream()
        .collect(
            Collectors.toMap(
                row -> row.getAs("text"),
                row ->
                    row.getAs("spans") == null
                        ? "?"
                        : Rows.spans(row, "spans").stream().map(EntitySpan::startWord).toList()
                            + " of "
                            + row.getAs("source_id"),
                (one, other) -> one + " and " + other,
                TreeMap::new));
  }

  private static Map<String, String> byRule(List<Copy> copies) {
    Map<String, String> taken = new TreeMap<>();
    copies.stream()
        .collect(Collectors.groupingBy(Copy::text))
        .forEach((text, all) -> taken.put("a b c " + text, ofText(all)));
    return taken;
  }

  private static String ofText(List<Copy> copies) {
    Map<List<Integer>, List<Copy>> byLabels =
        copies.stream()
            .filter(copy -> Objects.nonNull(copy.labels()))
            .collect(Collectors.groupingBy(Copy::labels));
    Comparator<List<Copy>> votes = Comparator.comparingInt(List::size);
    Comparator<List<Copy>> entities = Comparator.comparingInt(it -> it.get(0).labels().size());
    Comparator<List<Copy>> first = Comparator.comparing(CopiesLawsTest::first);
    return byLabels.values().stream()
        .min(
            votes
                .reversed()
                .thenComparing(entities.reversed())
                .thenComparing(first)
                .thenComparing(it -> it.get(0).labels().toString()))
        .map(it -> it.get(0).labels() + " of " + first(it))
        .orElse("?");
  }

  private static String first(List<Copy> copies) {
    return copies.stream().map(copy -> "" + copy.number()).min(String::compareTo).orElseThrow();
  }
}
