package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.api.ExitCode;
import io.winnow.testing.Duck;
import io.winnow.testing.TinyEncoder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plain text, no label anywhere: the vendor labels the held-out sentences in round 0, too. */
class UnlabelledHoldoutTest {

  @TempDir Path folder;

  @Test
  void heldOutSentencesGoOutInRoundZeroAndAreMeasuredByWhenTheyAreBack() throws Exception {
    Sample sample = Sample.of(60);
    Desk desk = Desk.at(folder.resolve("workspace"));
    DuckVendor vendor = new DuckVendor(desk, sample.jsonLines(folder.resolve("gold.jsonl")));
    Path text = sample.text(folder.resolve("corpus.txt"));

    desk.run("init", "--input=" + text).exited(ExitCode.USAGE).saying("--set labels.types=");
    desk.run("init", "--input=" + text, "--set=labels.types=[PER,ORG,LOC,PRODUCT,EVENT]")
        .exited(ExitCode.DONE)
        .saying("12 sentences held out");
    desk.run("model", "import", "--from=" + TinyEncoder.write(folder.resolve("encoder")))
        .exited(ExitCode.DONE);

    desk.run("round").exited(ExitCode.DONE).saying("the 12 sentences of the hold-out set");
    assertThat(reasons(desk, 0)).isEqualTo("[[holdout, 12], [random, 12]]");
    desk.run("vendor", "simulate").exited(ExitCode.USAGE).saying("no gold");
    vendor.answer(0, "answers.parquet", "ann");

    desk.run("round").exited(ExitCode.DONE).saying("on 12 sentences of the hold-out set");
    JsonNode round = desk.status().get("rounds").get(0);
    assertThat(round.get("selectedSentences").asInt()).isEqualTo(12);
    assertThat(round.get("sent").asInt()).isEqualTo(24);
    assertThat(round.get("answered").asInt()).isEqualTo(24);
    assertThat(round.get("trainedWords")).isEqualTo(round.get("selectedWords"));
    assertThat(reasons(desk, 1)).isEqualTo("[[uncertain, 12]]");
  }

  private static String reasons(Desk desk, int round) {
    String selection = desk.table("rounds/%04d/selection".formatted(round), "selection");
    return Duck.query(
            "SELECT reason, count(*) FROM %s GROUP BY ALL ORDER BY ALL".formatted(selection))
        .toString();
  }
}
