package io.winnow.acquisition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.spark.Schemas;
import io.winnow.spark.ScoreColumns;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AcquisitionFunctionsTest {

  @Test
  void theNamesAreThoseOfTheConfiguration() {
    assertThat(AcquisitionFunctions.onePassNames())
        .containsExactly(
            "mnlp",
            "entity-mnlp",
            "least-confidence",
            "mean-entropy",
            "max-entropy",
            "margin",
            "lowest-probability");
    assertThat(AcquisitionFunctions.committeeNames()).containsExactly("bald", "vote-entropy");
  }

  @Test
  void bothKindsAreInOneList() {
    assertThat(AcquisitionFunctions.names())
        .containsExactlyElementsOf(
            Stream.concat(
                    AcquisitionFunctions.onePassNames().stream(),
                    AcquisitionFunctions.committeeNames().stream())
                .toList());
  }

  @Test
  void everyFunctionIsFoundByItsName() {
    assertThat(AcquisitionFunctions.names())
        .allSatisfy(name -> assertThat(AcquisitionFunctions.named(name).name()).isEqualTo(name));
  }

  @Test
  void noNameIsGivenTwiceSinceEachIsAColumn() {
    assertThat(AcquisitionFunctions.names())
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("[a-z]+(-[a-z]+)*"));
  }

  @Test
  void anUnknownNameIsRefusedWithAllThatAreKnownAndTheWayToAddOne() {
    assertThatThrownBy(() -> AcquisitionFunctions.named("mlnp"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "'mlnp' is no acquisition function; there are [mnlp, entity-mnlp, least-confidence, "
                + "mean-entropy, max-entropy, margin, lowest-probability, bald, vote-entropy]; one of"
                + " your own comes in a jar whose"
                + " META-INF/services/io.winnow.acquisition.AcquisitionFunction names it, see"
                + " jobs/docs/extending.md");
  }

  @Test
  void noFunctionMayBeCalledLikeAColumnThatItsScoresMeet() {
    Stream.of(Schemas.PREDICTIONS, Schemas.CORPUS, Schemas.SELECTION)
        .flatMap(table -> Stream.of(table.fieldNames()))
        .forEach(column -> assertThat(reserved()).contains(column));
    assertThat(reserved()).contains(ScoreColumns.EMBEDDING, Schemas.MODEL);
  }

  private static Stream<String> reserved() {
    return AcquisitionFunctions.RESERVED.stream().map(Schemas::column);
  }
}
