package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.api.ExitCode;
import io.winnow.jobs.experiment.Points;
import io.winnow.testing.Duck;
import io.winnow.testing.LocalSpark;
import io.winnow.testing.TinyEncoder;
import io.winnow.testing.WholePage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report of real, small workspaces. */
class ReportCommandTest {

  private static final String SCRIPT = "<script>alert(1)</script>";

  @TempDir Path folder;

  private static WholePage page(Path file) throws Exception {
    WholePage page = WholePage.of(Files.readString(file));
    page.needsNothingElse();
    return page;
  }

  @Test
  void thereIsNoneBeforeThereIsACorpus() throws IOException {
    Desk desk = Desk.at(folder.resolve("workspace"));
    desk.run("report").exited(ExitCode.USAGE).saying("has no corpus yet: run 'winnow init'");
    assertThat(desk.workspace().resolve("report.html")).doesNotExist();
  }

  @Test
  void aWorkspaceWithoutARoundSaysWhatIsMissing() throws Exception {
    Desk desk = Stages.READY.copyTo(folder.resolve("workspace"));
    desk.run("report").exited(ExitCode.DONE).saying("Report: ", "workspace/report.html");
    assertThat(page(desk.workspace().resolve("report.html")).text())
        .contains("96 sentences with", "24 in the hold-out set", "no model has been evaluated")
        .contains("There are no labels yet", "models/base");
  }

  @Test
  void aRoundLeavesAReportOfAllThatItDid() throws Exception {
    Desk desk = Stages.MEASURED.copyTo(folder.resolve("workspace"));
    desk.run("round").exited(ExitCode.DONE).saying("Round 1 waits for the vendor", "Report: ");
    WholePage page = page(desk.workspace().resolve("report.html"));

    String f1 = "%.3f".formatted(desk.status().get("rounds").get(0).get("f1").asDouble());
    String words =
        Duck.query("SELECT sum(len(words)) FROM " + desk.table("labels", "labels")).get(0).get(0);
    String first =
        Duck.query(
                "SELECT text FROM %s ORDER BY rank LIMIT 1"
                    .formatted(desk.table("rounds/0001/selection", "selection")))
            .get(0)
            .get(0);
    String cut =
        Duck.query(
                "SELECT printf('cut %%.3f', max(score)) FROM %s"
                    .formatted(desk.table("rounds/0001/selection", "selection")))
            .get(0)
            .get(0);
    assertThat(page.text())
        .contains("F1 is " + f1 + " after " + words + " labelled words")
        .contains(
            "Round 1: 12 sentences, strategy mnlp + dedupe(similarity=0.8); 12 because the model is"
                + " least certain about them")
        .contains(cut, "84 sentences scored in round 1", "None: all 12 answers were accepted")
        .contains("expected-gain", "annotator-01", "models/0000");
    assertThat(page.html()).contains("rank 1, uncertain");
    assertThat(solidBars(page)).as("beside the keys of two legends").isGreaterThan(2);
    assertThat(page.text().replaceAll("(EVENT|LOC|ORG|PER|PRODUCT) \\d?\\.\\d\\d", ""))
        .contains(first);
  }

  private static long solidBars(WholePage page) {
    String scores =
        page.html()
            .substring(page.html().indexOf(">Scores<"), page.html().indexOf(">What was selected"));
    return Pattern.compile("<rect[^>]* height=\"([0-9.]+)\"[^>]*fill:var\\(--c1\\)")
        .matcher(scores)
        .results()
        .filter(bar -> Double.parseDouble(bar.group(1)) > 1)
        .count();
  }

  @Test
  void roundsAreHeldAgainstASimulation() throws Exception {
    Desk desk = Stages.MEASURED.copyTo(folder.resolve("workspace"));
    Path played = folder.resolve("played");
    Points.write(LocalSpark.session(), played, "random", 1, 25, 50);
    Points.write(LocalSpark.session(), played, "mnlp", 1, 25);
    Points.write(LocalSpark.session(), played, "full", 1, 90);
    Points.write(LocalSpark.session(), played, "full", 2, 80);
    Path target = folder.resolve("report.html");
    desk.run("report", "--to=" + target, "--simulation=" + played).exited(ExitCode.DONE);
    assertThat(page(target).text())
        .contains("all the data", "at random, simulated", "a model of all data");
  }

  @Test
  void markupInTheCorpusIsText() throws Exception {
    Path corpus =
        Files.write(
            folder.resolve("corpus.txt"),
            List.of(SCRIPT + " was here", "An <img src=x> on & on", "Plain words", "More words"));
    Desk desk =
        Desk.at(
            folder.resolve("workspace"),
            Desk.SETTINGS + "labels.types = [PER]\ninit.holdout-sentences = 1\n");
    desk.run("init", "--input=" + corpus).exited(ExitCode.DONE);
    Path encoder = TinyEncoder.write(folder.resolve("encoder"));
    desk.run("model", "import", "--from=" + encoder).exited(ExitCode.DONE);
    desk.run("round").exited(ExitCode.DONE);
    WholePage page = page(desk.workspace().resolve("report.html"));
    assertThat(page.text()).contains(SCRIPT + " was here", "An <img src=x> on & on");
  }

  @Test
  void itGoesWhereItIsSentAndReplacesWhatWasThere() throws Exception {
    Desk desk = Stages.READY.copyTo(folder.resolve("workspace"));
    Path target = Files.writeString(folder.resolve("mine.html"), "old");
    desk.run("report", "--to=" + target).exited(ExitCode.DONE).saying("mine.html");
    assertThat(page(target).elements("h1")).isEqualTo(1);
    assertThat(desk.workspace().resolve("report.html")).doesNotExist();
  }

  @Test
  void aFolderGetsItUnderItsUsualName() throws Exception {
    Desk desk = Stages.READY.copyTo(folder.resolve("workspace"));
    Path there = Files.createDirectories(folder.resolve("there"));
    desk.run("report", "--to=" + there).exited(ExitCode.DONE).saying("there/report.html");
    desk.run("report", "--to=" + folder.resolve("new") + "/").exited(ExitCode.DONE);
    assertThat(page(there.resolve("report.html")).elements("h1")).isEqualTo(1);
    assertThat(page(folder.resolve("new/report.html")).elements("h1")).isEqualTo(1);
  }

  @Test
  void aFolderThatIsNoSimulationIsSaidToBeNone() {
    Desk desk = Stages.READY.copyTo(folder.resolve("workspace"));
    desk.run("report", "--simulation=" + folder)
        .exited(ExitCode.USAGE)
        .saying("has no experiment.json", "'winnow simulate --to'");
  }
}
