package io.winnow.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.selection.Modifier.Request;
import io.winnow.selection.Selected.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Cases worked out by hand: sentences of one word, the first the least certain. */
class EmbeddingModifiersTest {

  @Test
  void diverseTakesTheLeastCertainAndThenAlwaysTheFarthestOfTheShortlist() {
    TestPool corpus =
        new TestPool()
            .at("east", 1, 0)
            .at("nearly-east", 9, 1)
            .at("north-east", 1, 1)
            .at("north", 0, 5)
            .at("west", -1, 0)
            .at("south", 0, -1);
    // The shortlist is four; of these north is at 90 degrees, north-east at 45 to both.
    assertThat(ids(corpus, "mnlp + diverse(c=2)", 2)).containsExactly("east", "north");
    assertThat(ids(corpus, "mnlp + diverse(c=1.4)", 3))
        .containsExactly("east", "north", "north-east");
    // All six: west is opposite, then north and south are as far as each other.
    assertThat(ids(corpus, "mnlp + diverse(c=9)", 4))
        .containsExactly("east", "west", "north", "south");
  }

  @Test
  void diverseKeepsAwayFromWhatWasDrawnByChance() {
    TestPool corpus = new TestPool();
    for (int i = 0; i < 30; i++) {
      corpus.at("s" + i, 1, i == 29 ? -1 : i / 1000f);
    }
    List<Selected> chosen =
        corpus.choose("mnlp + explore(0.5) + diverse(c=30)", Budget.ofSentences(2));
    assertThat(chosen).hasSize(2);
    assertThat(chosen.get(1).reason()).isEqualTo(Reason.RANDOM);
    assertThat(chosen.get(1).id()).isNotEqualTo("s29");
    assertThat(chosen.get(0).id()).isEqualTo("s29");
  }

  @Test
  void densityPrefersWhatIsTypicalOfThePool() {
    TestPool corpus =
        new TestPool().at("outlier", -1, 0).at("typical", 1, 0).at("also", 1, 0).at("and", 2, 0);
    // The mean is (0.5, 0): density 0 for the outlier, 0.5 for the others.
    assertThat(ids(corpus, "mnlp + density(c=4)", 3)).containsExactly("typical", "also", "and");
    assertThat(ids(corpus, "mnlp + density(beta=0, c=4)", 3))
        .containsExactly("outlier", "typical", "also");
  }

  @Test
  void densityWeighsUncertaintyAndNotTheScoreAsSuch() {
    Knowledge knowledge = knowledge();
    // Margins 0.2 and 0.4: uncertainties 0.8 and 0.6, densities 0.5 and 1: 0.4 against 0.6.
    Candidate doubtful = new Candidate("doubtful", 1, 0.2);
    Candidate typical = new Candidate("typical", 1, 0.4);
    Draft draft = new Draft(List.of(doubtful, typical), List.of(), List.of());
    Request request = new Request(Budget.ofSentences(1), 1, 1, knowledge);
    assertThat(new Density(1, 2).apply(draft, request).ranked()).containsExactly(typical, doubtful);
  }

  @Test
  void aScoredSentenceWithoutAnEmbeddingIsNamed() {
    TestPool corpus = new TestPool().with("8f2c", "Hello");
    assertThatThrownBy(() -> corpus.kept("mnlp + diverse"))
        .hasMessage("Candidate 8f2c has a score and no embedding; score the round again");
  }

  private static Knowledge knowledge() {
    return new Knowledge(
        java.util.Map.of(),
        java.util.Map.of("doubtful", new float[] {1, 1.7320508f}, "typical", new float[] {3, 0}),
        List.of(),
        new float[] {1, 0});
  }

  private static List<String> ids(TestPool corpus, String strategy, int sentences) {
    return TestPool.ids(corpus.choose(strategy, Budget.ofSentences(sentences)));
  }
}
