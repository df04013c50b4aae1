package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.api.ExitCode;
import io.winnow.testing.Duck;
import io.winnow.testing.TinyEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dispute that may not go out again takes budget once, and is seen wherever one looks. */
class WithheldDisputesTest {

  private static final String SETTINGS =
      """
      init { source = mail, holdout-sentences = 6 }
      labels.types = [PER]
      score.precision = fp32
      select { budget-sentences = 12, strategy = random }
      vendor { annotators-per-sentence = 2, max-unchanged-share = 1 }
      merge { min-confidence = 0.7, send-again = 3 }
      train { batch-size = 8, min-steps = 2, max-steps = 2, precision = fp32, threads = 1, restarts = 0 }
      """;

  /** In a text of this form something still matches when all is replaced. */
  private static final String REDACT =
      """
      vendor.redact-patterns { BADGE = "E\\\\d{6}", PAIR = "zz\\\\[BADGE-1\\\\]" }
      """;

  @TempDir Path folder;

  @Test
  void itTakesBudgetOnce() throws IOException {
    Path input =
        Files.write(
            folder.resolve("mail.jsonl"),
            IntStream.range(100_000, 100_060)
                .mapToObj(
                    n ->
                        "{\"text\": \"Ann Lee lost %sE%d here\", \"spans\": [{\"start\": 0, \"end\": 7, \"label\": \"PER\"}]}"
                            .formatted(n % 2 == 0 ? "zz" : "", n))
                .toList());
    Desk desk = Desk.at(folder.resolve("desk"), SETTINGS);
    desk.run("init", "--input=" + input).exited(ExitCode.DONE);
    desk.run("model", "import", "--from=" + TinyEncoder.write(folder.resolve("encoder")))
        .exited(ExitCode.DONE);
    desk.run("round").exited(ExitCode.DONE);
    desk.run("vendor", "simulate", "--missed=0").exited(ExitCode.DONE);
    Path second = desk.inbox(0).resolve("r0000-annotator-02.parquet");
    Path empty = folder.resolve("empty.parquet");
    Duck.copy(
        "SELECT * REPLACE (CASE WHEN row_number() OVER () > 3 THEN spans[1:0] ELSE spans END AS spans) FROM '%s'"
            .formatted(second),
        empty);
    Files.move(empty, second, StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(desk.workspace().resolve("winnow.conf"), SETTINGS + REDACT);

    desk.run("round").exited(ExitCode.DONE).saying("9 again because annotators differ");
    String selection = "rounds/0001/selection";
    long all = count(desk, selection, "selection", "text LIKE '%zzE%'");
    long withheld = count(desk, selection, "selection", "text LIKE '%zzE%' AND reason = 'dispute'");
    assertThat(withheld).isBetween(1L, 8L);
    assertThat(count(desk, "rounds/0001/outbox", "checks", "true")).isEqualTo(12 - all);

    desk.run("vendor", "simulate", "--missed=0").exited(ExitCode.DONE);
    desk.run("round")
        .exited(ExitCode.DONE)
        .saying("%d as they were not sent again".formatted(withheld));
    assertThat(count(desk, "rounds/0002/selection", "selection", "reason = 'dispute'")).isZero();
    assertThat(count(desk, "rounds/0002/selection", "selection", "reason = 'random'"))
        .as("all of the budget is for new sentences")
        .isEqualTo(12);
    assertThat(
            Duck.query(
                "SELECT state, times_sent, count(*), bool_and(text LIKE '%%zzE%%') FROM %s GROUP BY ALL"
                    .formatted(desk.table("labels", "disputes"))))
        .containsExactly(List.of("withheld", "1", String.valueOf(withheld), "true"));
    desk.run("labels", "disputes")
        .exited(ExitCode.DONE)
        .saying("%1$d of them for a person".formatted(withheld), "private matter is left in it");
    assertThat(desk.status().at("/rounds/0/withheld").asLong()).isZero();
    assertThat(desk.status().at("/rounds/1/withheld").asLong()).isEqualTo(all);
    desk.run("status").exited(ExitCode.DONE).saying("Not sent", all + " of round 1");

    String id =
        Duck.query("SELECT id FROM %s LIMIT 1".formatted(desk.table("labels", "disputes")))
            .get(0)
            .get(0);
    desk.run("labels", "settle", "--sentence=" + id, "--by=eva", "--span=0-2:PER")
        .exited(ExitCode.DONE);
    assertThat(count(desk, "labels", "disputes", "true")).isEqualTo(withheld - 1);
  }

  private static long count(Desk desk, String shelf, String output, String condition) {
    return Long.parseLong(
        Duck.query(
                "SELECT count(*) FROM %s WHERE %s".formatted(desk.table(shelf, output), condition))
            .get(0)
            .get(0));
  }
}
