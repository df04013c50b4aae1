package io.winnow.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.selection.Modifier.Need;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How strategies are written and read. */
class QueryStrategyTest {

  @Test
  void isPrintedWithEveryArgumentByItsName() {
    assertThat(QueryStrategy.parse(" mnlp+dedupe +diverse( 3 )+ explore(.1)"))
        .hasToString("mnlp + dedupe(similarity=0.8) + diverse(c=3) + explore(share=0.1, decay=1)");
    assertThat(QueryStrategy.parse("random")).hasToString("random");
    assertThat(QueryStrategy.parse("bald + lengths(min=5)")).hasToString("bald + lengths(min=5)");
    assertThat(QueryStrategy.parse("margin + lengths(5, 60) + density(2)"))
        .hasToString("margin + lengths(min=5, max=60) + density(beta=2, c=3)");
    assertThat(QueryStrategy.parse("mnlp + explore(decay=5e-1, share=0.3)"))
        .hasToString("mnlp + explore(share=0.3, decay=0.5)");
  }

  @Test
  void everyModifierIsReadAsItsExampleIsWrittenAndSoIsTheExampleOfAll() {
    for (String example : Modifiers.examples()) {
      assertThat(QueryStrategy.parse("mnlp + " + example)).hasToString("mnlp + " + example);
    }
    assertThat(QueryStrategy.parse(QueryStrategy.EXAMPLE).modifiers()).hasSize(3);
  }

  @Test
  void saysWhichFunctionMustBeScoredAndWhatIsLookedAt() {
    QueryStrategy strategy = QueryStrategy.parse("max-entropy + dedupe + diverse");
    assertThat(strategy.acquisition()).contains("max-entropy");
    assertThat(strategy.needs())
        .containsExactlyInAnyOrder(Need.SCORES, Need.WORDS, Need.SENT_WORDS, Need.EMBEDDINGS);
    assertThat(strategy.reach()).isEqualTo(3);
    assertThat(QueryStrategy.AT_RANDOM.acquisition()).isEmpty();
    assertThat(QueryStrategy.parse("margin").certain()).isEqualTo(1);
    assertThat(QueryStrategy.parse("bald").certain()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                        | at the beginning an acquisition function or 'random' is"
            + " wanted, not the end; write it as in mnlp + dedupe",
        "mnpl                      | a strategy can't begin with 'mnpl'; it can begin with mnlp,"
            + " entity-mnlp, least-confidence",
        "dedupe                    | modifiers come after that, as in mnlp + dedupe",
        "mnlp dedupe               | after 'mnlp' '+' and a modifier, or the end, is wanted, not"
            + " 'dedupe'",
        "mnlp +                    | after 'mnlp +' a modifier is wanted, one of lengths(min=5,"
            + " max=60), dedupe",
        "mnlp + dedup              | 'dedup' is no modifier; there are lengths(min=5, max=60),"
            + " dedupe(similarity=0.8)",
        "mnlp + diverse(k=3)       | diverse(k=3) has the argument k, which it does not know; it"
            + " takes c, as in diverse(c=3)",
        "mnlp + diverse(3, 4)      | diverse(3, 4) has more than 1 arguments; it takes c",
        "mnlp + diverse(c=3, c=4)  | diverse(c=3, c=4) has c twice",
        "mnlp + diverse(c=3        | after 'mnlp + diverse(c=3' ',' or ')' is wanted, not the end",
        "mnlp + diverse(c=x)       | diverse(c=x) has 'x', but a number is wanted; write it as in"
            + " diverse(c=3)",
        "mnlp + diverse(c=(        | after 'mnlp + diverse(c=' a number, or name=number, is wanted,"
            + " not '('",
        "mnlp + strata(share=equal) | strata(share=equal) lacks by; write it as in"
            + " strata(by=source,",
        "mnlp + strata(by=a, share=half) | has the share 'half', but one of proportional, equal is",
        "mnlp + diverse(c 3)       | after 'mnlp + diverse(c' '=' and a number are wanted, not"
            + " '3)'",
        "mnlp + diverse(c=0.5)     | diverse has c = 0.5, but c (candidates as a multiple of the"
            + " budget) must be at least 1",
        "mnlp + lengths(min=5, 60) | name=number is expected, because the argument before has a"
            + " name, not '60)'",
        "mnlp + lengths(2.5)       | lengths(2.5) has the min 2.5, but a whole number is wanted",
        "mnlp + lengths(9, 3)      | lengths has min 9 and max 3, but needs 1 <= min <= max",
        "mnlp + explore            | explore lacks share; write it as in explore(share=0.1,"
            + " decay=1)",
        "mnlp + explore(10)        | explore has share 10.0 and decay 1.0, but both must be from 0"
            + " to 1",
        "mnlp + dedupe(0.1)        | dedupe has the similarity 0.1, but it must be from 0.2 to 1",
        "mnlp + density(-1)        | density has beta = -1.0",
        "mnlp + dedupe + dedupe    | dedupe is in the strategy twice",
        "random + explore(0.1)     | needs scores, but 'random' has none; begin with one of mnlp",
        "mnlp + explore(1e999)     | is too large",
      })
  void whatIsWrongIsNamedWithTheWayOut(String text, String message) {
    assertThatThrownBy(() -> QueryStrategy.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mnlp + \u00e9", "+", "mnlp ++ dedupe", "mnlp + explore(NaN)", "mnlp,"})
  void whateverElseIsRefusedToo(String text) {
    assertThatThrownBy(() -> QueryStrategy.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property(tries = 200)
  void whatIsPrintedParsesToItself(@ForAll("strategies") QueryStrategy strategy) {
    assertThat(QueryStrategy.parse(strategy.toString())).isEqualTo(strategy);
  }

  @Provide
  static Arbitrary<QueryStrategy> strategies() {
    Arbitrary<Double> shares = Arbitraries.doubles().between(0, 1).ofScale(9);
    Arbitrary<Double> factors = Arbitraries.doubles().between(1, 1e6);
    Arbitrary<Integer> words = Arbitraries.integers().between(1, 100);
    Arbitrary<Modifier> dedupe = Arbitraries.doubles().between(0.2, 1).map(Modifiers.Dedupe::new);
    Arbitrary<Modifier> diverse = factors.map(Diverse::new);
    Arbitrary<Modifier> density = Combinators.combine(shares, factors).as(Density::new);
    Arbitrary<Modifier> explore = Combinators.combine(shares, shares).as(Modifiers.Explore::new);
    Arbitrary<Modifier> lengths =
        Combinators.combine(words, words)
            .as(
                (min, more) ->
                    new Modifiers.Lengths(min, more == 100 ? Integer.MAX_VALUE : min + more));
    Arbitrary<List<Modifier>> modifiers =
        Arbitraries.oneOf(List.of(dedupe, diverse, density, explore, lengths))
            .list()
            .uniqueElements(modifier -> modifier.written().name())
            .ofMaxSize(5);
    return Combinators.combine(Arbitraries.of("mnlp", "margin", "vote-entropy"), modifiers)
        .as(QueryStrategy::new);
  }
}
