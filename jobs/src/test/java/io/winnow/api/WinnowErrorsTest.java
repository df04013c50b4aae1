package io.winnow.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.contentOf;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.cli.Commands;
import io.winnow.config.ConfigurationException;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.StepMissingException;
import io.winnow.workspace.Json;
import io.winnow.workspace.WorkspaceHeldException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings and errors of the API are those of the command line. */
class WinnowErrorsTest {

  @TempDir Path folder;

  @Test
  void settingsAreValidatedAsOnTheCommandLine() {
    SmallWorkspace office = SmallWorkspace.in(folder);
    Winnow winnow = office.winnow();
    assertSameText(
        office,
        winnow.select().set("select.budgte", 3).set("train.epochs", -1),
        "--set=select.budgte=3",
        "--set=train.epochs=-1");
    assertSameText(
        office, winnow.select().strategy("mnpl + dedupe"), "--set=select.strategy=mnpl + dedupe");
    assertSameText(
        office,
        winnow.set("merge.adjudicator", "unanimous").select().set("seed", "many"),
        "--set=merge.adjudicator=unanimous",
        "--set=seed=many");
  }

  private static void assertSameText(SmallWorkspace office, SelectAction action, String... sets) {
    String[] words = new String[sets.length + 1];
    words[0] = "select";
    System.arraycopy(sets, 0, words, 1, sets.length);
    Commands.Said said = office.run(words);
    assertThat(said.code()).isEqualTo(ExitCode.USAGE);
    assertThatThrownBy(action::execute)
        .isInstanceOf(ConfigurationException.class)
        .satisfies(it -> assertThat("winnow: " + it.getMessage()).isEqualTo(said.text()))
        .satisfies(it -> assertThat(ExitCode.of(it)).isEqualTo(ExitCode.USAGE));
  }

  @Test
  void aStepThatIsMissingIsNamedAndTheLeaseIsReleased() throws Exception {
    SmallWorkspace office = SmallWorkspace.in(folder);
    Winnow winnow = office.winnow();
    Commands.Said said = office.run("train");
    assertThatThrownBy(winnow.train()::execute)
        .isInstanceOf(StepMissingException.class)
        .satisfies(it -> assertThat("winnow: " + it.getMessage()).isEqualTo(said.text()));
    assertThat(office.leases()).isEmpty();
    assertThat(contentOf(office.workspace().resolve("metrics/winnow.prom").toFile()))
        .containsPattern("winnow_command_exit_code\\{command=\"api\",.*} 2.0");
  }

  @Test
  void twoAtOnceAreToldOfEachOther() throws Exception {
    SmallWorkspace office = SmallWorkspace.in(folder);
    office.ready();
    AtomicReference<Throwable> second = new AtomicReference<>();
    Winnow first =
        office
            .winnow()
            .set("select.budget-sentences", 6)
            .telling(
                line -> {
                  try {
                    office.winnow().select().execute();
                  } catch (WorkspaceHeldException e) {
                    second.set(e);
                  }
                });
    assertThat(first.select().execute().outcome()).isEqualTo(Outcome.DONE);
    assertThat(second.get()).isNotNull().hasMessageContaining("winnow api");
    assertThat(office.leases()).isEmpty();
  }

  @Test
  void anActionsSettingGoesBeforeTheProgramsThenFilesThenTheWorkspaceThenDefaults()
      throws Exception {
    SmallWorkspace office = SmallWorkspace.in(folder);
    Path conf = folder.resolve("more.conf");
    Winnow winnow = office.ready();
    assertThat(chosen(winnow.set("select.budget-words", 60).select())).isLessThanOrEqualTo(60);

    SmallWorkspace other = SmallWorkspace.in(folder.resolve("other"));
    Winnow there = other.ready();
    Path own = other.workspace().resolve("winnow.conf");
    Files.writeString(own, Files.readString(own) + "\nselect.budget-sentences = 3\n");
    Files.writeString(conf, "select.budget-sentences = 4");
    Winnow byFile = there.conf(conf);
    Winnow bySet = byFile.set("select.budget-sentences", 5);
    assertThat(budget(there)).isEqualTo(3);
    assertThat(budget(byFile)).isEqualTo(4);
    assertThat(budget(bySet)).isEqualTo(5);
    assertThat(bySet.select().budgetSentences(6).execute().sentences()).isEqualTo(6);
  }

  private static long budget(Winnow winnow) {
    return resolved(winnow).at("/select/budget-sentences").asLong();
  }

  private static JsonNode resolved(Winnow winnow) {
    return Json.tree(winnow.settings().resolved());
  }

  private static long chosen(SelectAction action) {
    return action.execute().words();
  }

  @Test
  void textsAndListsAreTakenAsTheyAre() {
    SmallWorkspace office = SmallWorkspace.in(folder);
    Winnow winnow = office.winnow();
    String quoted = "\"PER\" means a person, said = {so}";
    assertThat(
            resolved(winnow.set("labels.guidelines.PER", quoted))
                .at("/labels/guidelines/PER")
                .asText())
        .isEqualTo(quoted);
    Winnow listed = winnow.set("score.functions", List.of("mnlp", "margin"));
    assertThat(listed.settings().jobs().score().functions()).containsExactly("mnlp", "margin");
    assertThatThrownBy(() -> winnow.set("score.functions", List.of(new Object())))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatMustBeGivenIsAskedFor() {
    Winnow winnow = SmallWorkspace.in(folder).winnow();
    assertThatThrownBy(winnow.init()::execute).hasMessage("Say what to read: init().input(URI)");
    assertThatThrownBy(() -> winnow.score().round(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Rounds count from 0: -1 is none");
    assertThatThrownBy(() -> winnow.tables().table("lables"))
        .hasMessageStartingWith("'lables' is no table; there are [corpus, ");
  }
}
