package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.api.ExitCode;
import io.winnow.notebook.CurvePage;
import io.winnow.notebook.Notebook;
import io.winnow.notebook.NotebookException;
import io.winnow.testing.LocalSpark;
import io.winnow.testing.TinyEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labels are all that is wanted: nothing is held out, and nothing is measured. */
class NoTestSetTest {

  private static final String NONE = "--set=init.holdout-share=0";

  @TempDir Path folder;

  @Test
  void roundsGoOnAndWhatNeedsF1SaysThatThereIsNone() throws Exception {
    Desk desk =
        Desk.at(
            folder.resolve("workspace"),
            Desk.SETTINGS + "\ninit.holdout-share = 0\nround.last = 0");
    desk.run("init", "--input=" + Sample.of(40).conll(folder.resolve("corpus.conll")))
        .exited(ExitCode.DONE)
        .saying("no test set, so F1 will not be measured");
    assertThat(desk.status().get("corpus").get("sentences").asInt()).isEqualTo(40);
    desk.run("model", "import", "--from=" + TinyEncoder.write(folder.resolve("encoder")))
        .exited(ExitCode.DONE);
    desk.run("round").exited(ExitCode.DONE).saying("12 at random");
    desk.run("vendor", "simulate").exited(ExitCode.DONE);
    desk.run("round", "--set=stop.rule=expected-gain")
        .exited(ExitCode.DONE)
        .saying(
            "Evaluate: left out, because",
            "--holdout FILE",
            "init.holdout-share above 0",
            "it never ends these rounds",
            "All rounds are done");
    desk.run("evaluate", "--round=0", "--set=stop.rule=expected-gain").exited(ExitCode.DONE);
    desk.run("evaluate", "--round=1").exited(ExitCode.USAGE);

    JsonNode round = desk.status().get("rounds").get(0);
    assertThat(round.get("f1").isNull()).isTrue();
    assertThat(round.get("uncertainty").isNumber()).as("needs no labels").isTrue();
    desk.run("status")
        .exited(ExitCode.DONE)
        .saying("no test set, so F1 is not measured", "no test set to measure it on");
    assertThat(Files.list(desk.workspace().resolve("rounds/0000/evaluation")))
        .as("no table of an evaluation is made up")
        .noneMatch(it -> Files.exists(it.resolve("evaluation.json")))
        .noneMatch(it -> Files.exists(it.resolve("predictions")));

    desk.run("report").exited(ExitCode.DONE);
    assertThat(desk.workspace().resolve("report.html"))
        .content()
        .contains("no test set to measure F1 on", "--holdout FILE")
        .doesNotContain("F1 by entity type", "NaN", "hold-out set. Entity");
    desk.run("corpus", "summary").exited(ExitCode.DONE).saying("Hold-out   none");
    desk.run("corpus", "search", "--in=holdout").exited(ExitCode.DONE);
    desk.run("doctor").saying("no test set, so F1 is not measured");
    desk.run("tables", "f1_by_group").exited(ExitCode.USAGE).saying("has no table");
    desk.run("lineage").exited(ExitCode.DONE);
    desk.run("tag", Sample.of(2).text(folder.resolve("some.txt")).toString()).exited(ExitCode.DONE);
    Path exported = folder.resolve("exported");
    desk.run("labels", "export", "--format=jsonl", "--to=" + exported)
        .exited(ExitCode.DONE)
        .saying("train 12");
    assertThat(Files.list(exported)).noneMatch(it -> it.getFileName().toString().contains("test"));

    Notebook notebook = Notebook.open(LocalSpark.session(), desk.workspace().toString());
    assertThatThrownBy(() -> new CurvePage(notebook).f1(""))
        .isInstanceOf(NotebookException.class)
        .hasMessageContaining("no test set");
    assertThat(new CurvePage(notebook).cost("1").select("f1").collectAsList())
        .hasSize(1)
        .allMatch(row -> row.isNullAt(0));
  }

  @Test
  void aCorpusOfOneSentenceIsAPoolOfOne() throws IOException {
    Desk desk = Desk.at(folder.resolve("workspace"), "labels.types = [PER]");
    Path one = Files.writeString(folder.resolve("one.txt"), "one sentence\n");
    desk.run("init", "--input=" + one)
        .exited(ExitCode.USAGE)
        .saying("one sentence", "init.holdout-share = 0");
    desk.run("init", "--input=" + one, NONE).exited(ExitCode.DONE).saying("1 sentences");
    desk.run("corpus", "summary").exited(ExitCode.DONE).saying("Hold-out   none");
  }

  @Test
  void documentsAndCopiesAreCountedAsEverywhere() throws IOException {
    Desk desk = Desk.at(folder.resolve("workspace"), "labels.types = [PER]");
    Path lines =
        Files.writeString(
            folder.resolve("lines.jsonl"),
            """
            {"text": "one", "doc": "a"}
            {"text": "two", "doc": "a"}
            {"text": "one", "doc": "b"}
            {"text": "one", "doc": "a"}
            """);
    desk.run(
            "init", "--input=" + lines, "--set=init.holdout-sentences=0", "--set=init.document=doc")
        .exited(ExitCode.DONE)
        .saying("2 sentences, 2 words in the pool", "0 held out");
  }

  @Test
  void aShareThatIsNoneIsRefusedByItsName() throws IOException {
    Desk desk = Desk.at(folder.resolve("workspace"), "labels.types = [PER]");
    Path text = Files.writeString(folder.resolve("text.txt"), "one\ntwo\n");
    for (String share : new String[] {"1", "-0.1", "7"}) {
      desk.run("init", "--input=" + text, "--set=init.holdout-share=" + share)
          .exited(ExitCode.USAGE)
          .saying("init.holdout-share", "at least 0 and below 1", "not " + share);
    }
  }

  @Test
  void anExperimentNeedsATestSetAndLeavesNoFolderBehind() {
    Path to = folder.resolve("experiment");
    CommandLines.winnow(
            "simulate",
            "--input=" + Sample.of(40).conll(folder.resolve("corpus.conll")),
            "--to=" + to,
            NONE)
        .exited(ExitCode.USAGE)
        .saying("an experiment measures F1", "init.holdout-share", "--holdout FILE");
    assertThat(to.resolve("work")).doesNotExist();
  }
}
