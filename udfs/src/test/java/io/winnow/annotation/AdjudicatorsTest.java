package io.winnow.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AdjudicatorsTest {

  @Test
  void eachIsFoundByItsName() {
    assertThat(Adjudicators.names())
        .containsExactly(
            "majority", "majority-tokens", "dawid-skene", "mace", "bsc-cm", "bsc", "auto")
        .allSatisfy(name -> assertThat(Adjudicators.named(name).name()).isEqualTo(name));
  }

  @Test
  void anUnknownNameIsAnsweredWithThoseThereAre() {
    assertThatThrownBy(() -> Adjudicators.named("dawid"))
        .hasMessage(
            "'dawid' is no adjudicator; there are"
                + " [majority, majority-tokens, dawid-skene, mace, bsc-cm, bsc, auto]; one of your own"
                + " comes in a jar whose META-INF/services/io.winnow.annotation.Adjudicator names it, see"
                + " jobs/docs/extending.md");
  }
}
