package io.winnow.acquisition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RegistryTest {

  @Test
  void theNamesAreThoseOfTheConfiguration() {
    assertThat(AcquisitionFunctions.names())
        .containsExactly(
            "mnlp",
            "entity-mnlp",
            "least-confidence",
            "mean-entropy",
            "max-entropy",
            "margin",
            "lowest-probability");
    assertThat(CommitteeFunctions.names()).containsExactly("bald", "vote-entropy");
  }

  @Test
  void everyFunctionIsFoundByItsName() {
    assertThat(AcquisitionFunctions.names())
        .allSatisfy(name -> assertThat(AcquisitionFunctions.named(name).name()).isEqualTo(name));
    assertThat(CommitteeFunctions.names())
        .allSatisfy(name -> assertThat(CommitteeFunctions.named(name).name()).isEqualTo(name));
  }

  @Test
  void noNameIsGivenTwiceSinceEachIsAColumn() {
    assertThat(
            Stream.concat(
                AcquisitionFunctions.names().stream(), CommitteeFunctions.names().stream()))
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("[a-z]+(-[a-z]+)*"));
  }

  @Test
  void anUnknownNameIsRefusedWithAllThatAreKnown() {
    assertThatThrownBy(() -> AcquisitionFunctions.named("mlnp"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "'mlnp' is no acquisition function of one pass; there are [mnlp, entity-mnlp, least-confidence, "
                + "mean-entropy, max-entropy, margin, lowest-probability], "
                + "and of several passes [bald, vote-entropy]");
  }

  @Test
  void aNameFromTheOtherListIsRefusedAndShownWhereItBelongs() {
    assertThatThrownBy(() -> CommitteeFunctions.named("margin"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "'margin' is no acquisition function of several passes; there are [bald, "
                + "vote-entropy], and of one pass [mnlp, entity-mnlp, least-confidence, mean-entropy, "
                + "max-entropy, margin, lowest-probability]");
  }
}
