package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.api.ExitCode;
import io.winnow.workspace.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The encoder that comes with Winnow, and a vendor who has DuckDB: two rounds, by hand. */
class WholeRoundTest {

  private static final int SENTENCES = 150;
  private static final int HELD_OUT = 30;
  private static final String SETTINGS =
      """
      init { source = sample, holdout-share = 0.2 }
      select.budget-sentences = 20
      vendor.batch-sentences = 8
      train { batch-size = 8, min-steps = 5, max-steps = 5 }
      """;

  @TempDir Path folder;

  @Test
  void twoRoundsOnTheEmbeddedEncoder() throws Exception {
    Sample sample = Sample.of(SENTENCES);
    Desk desk = Desk.at(folder.resolve("workspace"), SETTINGS);
    DuckVendor vendor = new DuckVendor(desk, sample.jsonLines(folder.resolve("gold.jsonl")));

    desk.run("init", "--input=" + sample.conll(folder.resolve("corpus.conll")))
        .exited(ExitCode.DONE);
    assertThat(desk.due()).isEqualTo("0 IMPORT_MODEL");
    desk.run("model", "import").exited(ExitCode.DONE).saying("6 layers of width 384");
    assertThat(desk.due()).isEqualTo("0 SELECT");

    desk.run("round").exited(ExitCode.DONE).saying("20 at random", "Round 0 waits for the vendor");
    assertSent(desk, 0);
    String before = desk.pointers().toString();
    desk.run("round").exited(ExitCode.NOTHING_TO_DO).saying("nothing returned yet");
    assertThat(desk.pointers().toString()).isEqualTo(before);

    vendor.answer(0, "answers.parquet", "ann");
    assertThat(desk.due()).isEqualTo("0 MERGE");
    desk.run("round").exited(ExitCode.DONE).saying("20 by score", "Round 1 waits for the vendor");
    assertMeasured(desk, 0, 20);
    assertThat(round(desk, 1).get("scored").asInt()).isEqualTo(SENTENCES - HELD_OUT - 20);
    assertSent(desk, 1);
    desk.run("round").exited(ExitCode.NOTHING_TO_DO);

    vendor.answer(1, "answers.parquet", "ann");
    desk.run("round", "--set=round.last=1").exited(ExitCode.DONE).saying("All rounds are done");
    assertMeasured(desk, 1, 40);
    assertThat(desk.status().get("labels").get("labels").asInt()).isEqualTo(40);
  }

  private static void assertSent(Desk desk, int number) {
    assertThat(desk.due()).isEqualTo(number + " WAIT");
    JsonNode corpus = desk.status().get("corpus");
    assertThat(corpus.get("sentences").asInt()).isEqualTo(SENTENCES - HELD_OUT);
    assertThat(corpus.get("holdout_sentences").asInt()).isEqualTo(HELD_OUT);
    JsonNode round = round(desk, number);
    assertThat(round.get("selectedSentences").asInt()).isEqualTo(20);
    assertThat(round.get("selectedWords").asInt()).isGreaterThan(20);
    assertThat(round.get("sent").asInt()).isEqualTo(20);
    assertThat(round.get("f1").isNull()).isTrue();
    Path outbox = desk.published("rounds/%04d/outbox".formatted(number), "batches");
    assertThat(outbox)
        .isDirectoryContaining("glob:**/batch-0003.parquet")
        .isDirectoryContaining("glob:**/README.md")
        .isDirectoryContaining("glob:**/manifest.json")
        .isDirectoryContaining("glob:**/manifest.sha256");
  }

  /** The round's model is a HuggingFace folder, and what it is worth is written down. */
  private static void assertMeasured(Desk desk, int number, int labels) throws Exception {
    JsonNode round = round(desk, number);
    assertThat(round.get("answered").asInt()).isEqualTo(20);
    assertThat(round.get("trainedWords").asInt()).isGreaterThan(labels);
    assertThat(round.get("steps").asInt()).isEqualTo(5);
    assertThat(round.get("f1").asDouble()).isBetween(0.0, 1.0);

    Path model = desk.published("models/%04d".formatted(number), "checkpoint");
    JsonNode config = Json.tree(Files.readString(model.resolve("config.json")));
    assertThat(config.get("architectures").get(0).asText()).isEqualTo("BertForTokenClassification");
    assertThat(config.get("id2label").size()).isEqualTo(11);
    assertThat(model.resolve("model.safetensors")).isNotEmptyFile();
    assertThat(model.resolve("tokenizer.json")).isNotEmptyFile();
    JsonNode lineage = Json.tree(Files.readString(model.resolve("winnow.json")));
    assertThat(lineage.get("sentences").asInt()).isEqualTo(labels);
    assertThat(lineage.get("base_model").asText()).isEqualTo("models/base");

    Path file = desk.published("rounds/%04d/evaluation".formatted(number), "evaluation");
    JsonNode evaluation = Json.tree(Files.readString(file));
    assertThat(evaluation.get("sentences").asInt()).isEqualTo(HELD_OUT);
    assertThat(evaluation.get("conlleval").get("f1")).isEqualTo(round.get("f1"));
    assertThat(evaluation.get("strictIob2")).isEqualTo(evaluation.get("conlleval"));
  }

  private static JsonNode round(Desk desk, int number) {
    return desk.status().get("rounds").get(number);
  }
}
