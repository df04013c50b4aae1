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
    assertThat(aliases.of(ID, 0)).matches("[0-9a-f]{32}").isNotEqualTo(ID);
  }

  @Test
  void theSameSentenceHasTheSameAliasAgain() {
    assertThat(aliases.of(ID, 0)).isEqualTo(Aliases.of(42, CORPUS, 3).of(ID, 0));
  }

  @Test
  void copyRoundSeedAndWorkspaceAllGiveAnother() {
    RunId other = new RunId("20261122T171530Z-3f2a9d");
    assertThat(
            Set.of(
                aliases.of(ID, 0),
                aliases.of(ID, 1),
                aliases.of(Sentence.idOf("news", "It pours."), 0),
                Aliases.of(42, CORPUS, 4).of(ID, 0),
                Aliases.of(43, CORPUS, 3).of(ID, 0),
                Aliases.of(42, other, 3).of(ID, 0)))
        .hasSize(6);
    assertThat(aliases.number("places")).isNotEqualTo(aliases.number("other"));
  }
}
