package io.winnow.jobs.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.text.Sentence;
import io.winnow.workspace.RunId;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AliasesTest {

  private static final RunId CORPUS = new RunId("20261122T171530Z-3f2a9c");
  private static final String ID = Sentence.idOf("news", "It rains.");

  private final Aliases aliases = Aliases.of(42, CORPUS, 3);

  @Test
  void anAliasLooksLikeASentenceId() {
    assertThat(ID).matches("[0-9a-f]{32}");
    assertThat(aliases.of(0)).matches("[0-9a-f]{32}").isNotEqualTo(ID);
  }

  @Test
  void theSamePlaceHasTheSameAliasAgain() {
    assertThat(aliases.of(7)).isEqualTo(Aliases.of(42, CORPUS, 3).of(7));
  }

  @Test
  void placeRoundSeedAndWorkspaceAllGiveAnother() {
    RunId other = new RunId("20261122T171530Z-3f2a9d");
    assertThat(
            Set.of(
                aliases.of(0),
                aliases.of(1),
                Aliases.of(42, CORPUS, 4).of(0),
                Aliases.of(43, CORPUS, 3).of(0),
                Aliases.of(42, other, 3).of(0)))
        .hasSize(5);
    assertThat(aliases.number("places")).isNotEqualTo(aliases.number("other"));
  }
}
