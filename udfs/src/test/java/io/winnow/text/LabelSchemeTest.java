package io.winnow.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LabelSchemeTest {

  private static final LabelScheme SCHEME = new LabelScheme(List.of("PER", "LOC"));

  @Test
  void tagsAreOutsideAndThenBeginAndInsideOfEachType() {
    assertThat(SCHEME.tags()).containsExactly("O", "B-PER", "I-PER", "B-LOC", "I-LOC");
    assertThat(SCHEME.tagCount()).isEqualTo(5);
  }

  @Test
  void aTagIdTellsItsTypeAndPlace() {
    assertThat(LabelScheme.typeOf(0)).isEqualTo(-1);
    assertThat(LabelScheme.typeOf(3)).isEqualTo(1);
    assertThat(LabelScheme.typeOf(4)).isEqualTo(1);
    assertThat(LabelScheme.isBegin(3)).isTrue();
    assertThat(LabelScheme.isInside(4)).isTrue();
    assertThat(LabelScheme.isBegin(0)).isFalse();
    assertThat(LabelScheme.isInside(0)).isFalse();
  }

  @Test
  void anInsideTagMayFollowOnlyItsOwnType() {
    assertThat(LabelScheme.mayFollow(1, 2)).isTrue();
    assertThat(LabelScheme.mayFollow(2, 2)).isTrue();
    assertThat(LabelScheme.mayFollow(0, 2)).isFalse();
    assertThat(LabelScheme.mayFollow(3, 2)).isFalse();
    assertThat(LabelScheme.mayFollow(4, 1)).isTrue();
    assertThat(LabelScheme.mayFollow(2, 0)).isTrue();
  }

  @Test
  void schemesThatCannotBeAreRefused() {
    assertThatThrownBy(() -> new LabelScheme(List.of())).hasMessageContaining("at least one");
    assertThatThrownBy(() -> new LabelScheme(List.of("PER", "PER"))).hasMessageContaining("once");
    assertThatThrownBy(() -> new LabelScheme(List.of(" PER"))).hasMessageContaining("' PER'");
    assertThatThrownBy(() -> new LabelScheme(List.of(""))).hasMessageContaining("no name");
  }

  @Test
  void anUnknownTypeIsRefusedWithTheKnownOnes() {
    assertThatThrownBy(() -> SCHEME.tagIds(3, List.of(new EntitySpan(0, 1, "DOG"))))
        .hasMessage("'DOG' is none of the entity types [PER, LOC]");
  }
}
