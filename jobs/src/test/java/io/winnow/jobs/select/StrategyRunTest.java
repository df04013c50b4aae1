package io.winnow.jobs.select;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.selection.Budget;
import io.winnow.selection.Candidate;
import io.winnow.selection.CandidateSearch;
import io.winnow.selection.CandidateSearch.Prospects;
import io.winnow.selection.Knowledge;
import io.winnow.selection.QueryStrategy;
import io.winnow.selection.Selected;
import io.winnow.selection.Selected.Reason;
import io.winnow.testing.LocalSpark;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class StrategyRunTest {

  private static final int ROWS = 5_000;
  private static final StructType SCORES =
      new StructType()
          .add("id", DataTypes.StringType)
          .add("word_count", DataTypes.IntegerType)
          .add("score", DataTypes.DoubleType);

  private final List<Integer> candidates = new ArrayList<>();
  private int differentSentences = 20;

  @Test
  void theLowestScoresAreChosenAndNotManyMoreComeToTheDriver() {
    List<String> lowest =
        scores(3)
            .where("score IS NOT NULL")
            .orderBy("score", "id")
            .limit(100)
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .toList();

    assertThat(choose("mnlp", Budget.ofSentences(100), scores(3)))
        .extracting(Selected::id)
        .isEqualTo(lowest);
    assertThat(candidates).containsExactly(101);
  }

  @Test
  void partitionsMakeNoDifferenceToAnyModifier() {
    differentSentences = 3_000;
    String strategy = "mnlp + lengths(3, 20) + dedupe(0.5) + density + diverse(c=2) + explore(0.2)";
    List<Selected> chosen = choose(strategy, Budget.ofWords(900), scores(1));

    assertThat(choose(strategy, Budget.ofWords(900), scores(7))).isEqualTo(chosen);
    assertThat(chosen).allMatch(pick -> pick.words() >= 3 && pick.words() <= 20);
    assertThat(words(chosen, Reason.RANDOM)).isBetween(160, 180);
    assertThat(words(chosen, Reason.UNCERTAIN)).isBetween(700, 740);
  }

  @Test
  void whereDuplicatesAreDroppedMoreCandidatesAreFetchedTillTheBudgetIsFull() {
    assertThat(choose("mnlp + dedupe", Budget.ofSentences(18), scores(2))).hasSize(18);
    assertThat(candidates).containsExactly(23, 91);
  }

  @Test
  void aPoolOfNothingButDuplicatesDoesNotComeToTheDriverWhole() {
    assertThat(choose("mnlp + dedupe(0.2)", Budget.ofSentences(10), scores(2))).hasSize(1);
    assertThat(candidates).hasSize(4).last().isEqualTo(801);
  }

  @Test
  void aChoiceAtRandomIsOneByTheRandomOrderAlone() {
    List<Selected> chosen = choose("random", Budget.ofSentences(50), scores(2));
    assertThat(choose("random", Budget.ofSentences(50), scores(5))).isEqualTo(chosen);
    assertThat(chosen).hasSize(50).allMatch(pick -> pick.score() == null);
    assertThat(candidates).containsOnly(51);
  }

  private List<Selected> choose(String strategy, Budget budget, Dataset<Row> scores) {
    CandidateSearch search = new CandidateSearch(QueryStrategy.parse(strategy), budget, 1, 42, 1);
    return new StrategyRun(scores, search, this::knowledge).choose();
  }

  private Knowledge knowledge(Prospects prospects) {
    candidates.add(prospects.ranked().size());
    Map<String, List<String>> words = new HashMap<>();
    Map<String, float[]> embeddings = new HashMap<>();
    Stream.concat(prospects.ranked().stream(), prospects.byChance().stream())
        .map(Candidate::id)
        .forEach(
            id -> {
              int number = Integer.parseInt(id.substring(1));
              words.put(id, words(number));
              embeddings.put(id, new float[] {number % 7 - 3, number % 11 - 5, 1});
            });
    return new Knowledge(words, embeddings, List.of(), new float[] {0.1f, 0.2f, 0.3f});
  }

  /** Four words; those with the same last one are the same. */
  private List<String> words(int number) {
    String last = Character.toString('\u4e00' + number % differentSentences);
    return List.of("the", "same", "beginning", last);
  }

  private static int words(List<Selected> chosen, Reason reason) {
    return chosen.stream().filter(pick -> pick.reason() == reason).mapToInt(Selected::words).sum();
  }

  private static Dataset<Row> scores(int partitions) {
    SplittableRandom random = new SplittableRandom(5);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      Double score = i % 50 == 0 ? null : -Math.pow(random.nextDouble(), 8);
      rows.add(RowFactory.create("s" + i, 1 + random.nextInt(30), score));
    }
    return LocalSpark.session().createDataFrame(rows, SCORES).repartition(partitions);
  }
}
