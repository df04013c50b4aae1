package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.api.ExitCode;
import io.winnow.testing.Duck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a round may choose, and that the cluster has no say in it. */
class SelectionTest {

  private static final int POOL = 96;

  @TempDir Path folder;

  @Test
  void whatIsLabelledHeldOutOrWithTheVendorIsNotChosen() {
    Desk desk = Stages.SENT.copyTo(folder.resolve("workspace"));
    DuckVendor vendor = DuckVendor.ofSample(desk, folder);
    vendor.deliver(0, "half.parquet", vendor.answers(0, "ann") + " LIMIT 6");
    desk.run("round", "--set=merge.min-returned-share=0.5", "--set=select.budget-sentences=1000")
        .exited(ExitCode.DONE);

    assertThat(count(desk.table("labels", "labels"))).isEqualTo(6);
    String chosen = desk.table("rounds/0001/selection", "selection");
    assertThat(count(chosen)).isEqualTo(POOL - 12);
    assertThat(shared(chosen, desk.table("labels", "labels"))).isZero();
    assertThat(shared(chosen, desk.table("rounds/0000/selection", "selection"))).isZero();
    assertThat(shared(chosen, desk.table("corpus", "holdout"))).isZero();
  }

  @Test
  void theCorpussPartitionsChangeNothing() throws IOException {
    List<String> settings = List.of("--set=select.strategy=mnlp + explore(0.25)");
    Desk one = Stages.MEASURED.copyTo(folder.resolve("one"));
    Desk seven = Stages.MEASURED.copyTo(folder.resolve("seven"));
    cut(one, 1);
    cut(seven, 7);
    for (Desk desk : List.of(one, seven)) {
      desk.run("score").exited(ExitCode.DONE);
      desk.run("select", settings.get(0)).exited(ExitCode.DONE).saying("9 by score, 3 at random");
    }
    assertThat(ranking(seven, 1)).hasSize(12).isEqualTo(ranking(one, 1));

    Desk oneAtRandom = Stages.READY.copyTo(folder.resolve("one-random"));
    Desk sevenAtRandom = Stages.READY.copyTo(folder.resolve("seven-random"));
    cut(oneAtRandom, 1);
    cut(sevenAtRandom, 7);
    oneAtRandom.run("select").exited(ExitCode.DONE);
    sevenAtRandom.run("select").exited(ExitCode.DONE);
    assertThat(ranking(sevenAtRandom, 0)).hasSize(12).isEqualTo(ranking(oneAtRandom, 0));
  }

  @Test
  void thePoolIsChosenWholeWhereTheBudgetIsLargerAndThenThereIsNothingToDo() {
    Desk desk = Stages.READY.copyTo(folder.resolve("workspace"));
    String all = "--set=select.budget-words=1000000";
    String sentences = "--set=select.budget-sentences=0";
    desk.run("round", all, sentences).exited(ExitCode.DONE).saying("Select: 96 sentences");
    desk.run("vendor", "simulate").exited(ExitCode.DONE);
    desk.run("round", all, sentences).exited(ExitCode.DONE).saying("the pool is empty");

    var before = desk.pointers();
    desk.run("round", all, sentences).exited(ExitCode.DONE).saying("the pool is empty");
    desk.run("select", "--round=1").exited(ExitCode.DONE).saying("done before");
    assertThat(desk.due()).isEqualTo("1 POOL_EMPTY");
    assertThat(desk.pointers()).isEqualTo(before);
  }

  @Test
  void anotherFunctionThanMnlpCanChoose() {
    Desk desk = Stages.MEASURED.copyTo(folder.resolve("workspace"));
    String both = "--set=score.functions=[mnlp,margin]";
    desk.run("score", both).exited(ExitCode.DONE);
    desk.run(
            "select",
            "--set=score.functions=[mnlp,max-entropy]",
            "--set=select.strategy=max-entropy")
        .exited(ExitCode.USAGE)
        .saying("have no column max-entropy");
    desk.run("select", both, "--set=select.strategy=margin").exited(ExitCode.DONE);
    assertThat(ranking(desk, 1)).isEqualTo(lowest(desk, "margin"));
  }

  @Test
  void theLowestScoresAreChosenInTheirOrder() {
    Desk desk = Stages.MEASURED.copyTo(folder.resolve("workspace"));
    desk.run("score").exited(ExitCode.DONE);
    desk.run("select").exited(ExitCode.DONE);
    assertThat(ranking(desk, 1)).isEqualTo(lowest(desk, "mnlp"));
  }

  @Test
  void aCommitteeOfDropoutPassesSelects() {
    Desk desk = Stages.MEASURED.copyTo(folder.resolve("workspace"));
    String bald = "--set=score.functions=[mnlp,bald]";
    String passes = "--set=score.mc-dropout=3";
    desk.run("score", bald, passes, "--set=score.embeddings=mean").exited(ExitCode.DONE);
    desk.run("select", bald, passes, "--set=select.strategy=bald").exited(ExitCode.DONE);

    assertThat(ranking(desk, 1)).isEqualTo(lowest(desk, "bald"));
    assertThat(
            Duck.query(
                "SELECT count(*), min(len(embedding)) > 0, max(bald) < 0 FROM "
                    + desk.table("rounds/0001/scores", "scores")))
        .isEqualTo(List.of(List.of("84", "true", "true")));
  }

  @Test
  void aCommitteeWithoutPassesIsRefused() {
    Desk desk = Stages.MEASURED.copyTo(folder.resolve("workspace"));

    desk.run("score", "--set=score.functions=[mnlp,bald]")
        .exited(ExitCode.USAGE)
        .saying("score.mc-dropout", "is 0, but bald of score.functions compares passes");
    desk.run("score", "--set=score.mc-dropout=3")
        .exited(ExitCode.USAGE)
        .saying("is 3, but no function uses these passes");
  }

  private static List<List<String>> lowest(Desk desk, String column) {
    return Duck.query(
        "SELECT row_number() OVER (ORDER BY %1$s, id), id FROM %2$s ORDER BY %1$s, id LIMIT 12"
            .formatted(column, desk.table("rounds/0001/scores", "scores")));
  }

  private static List<List<String>> ranking(Desk desk, int round) {
    return Duck.query(
        "SELECT rank, id FROM %s ORDER BY rank"
            .formatted(desk.table("rounds/%04d/selection".formatted(round), "selection")));
  }

  private static int count(String table) {
    return number("SELECT count(*) FROM " + table);
  }

  private static int shared(String one, String other) {
    return number("SELECT count(*) FROM %s SEMI JOIN %s USING (id)".formatted(one, other));
  }

  private static int number(String query) {
    return Integer.parseInt(Duck.query(query).get(0).get(0));
  }

  /** Writes the corpus anew in so many files, in another order. */
  private static void cut(Desk desk, int files) throws IOException {
    Path sentences = desk.published("corpus", "sentences");
    Path aside = Files.move(sentences, sentences.resolveSibling("aside"));
    Files.createDirectories(sentences);
    for (int file = 0; file < files; file++) {
      Duck.copy(
          "SELECT * FROM read_parquet('%s/*.parquet') WHERE hash(id) %% %d = %d ORDER BY id DESC"
              .formatted(aside, files, file),
          sentences.resolve("part-%d.parquet".formatted(file)));
    }
    try (Stream<Path> old = Files.list(aside)) {
      for (Path file : old.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(aside);
  }
}
