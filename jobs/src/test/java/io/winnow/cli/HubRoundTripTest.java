package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.api.ExitCode;
import io.winnow.json.JsonFormat;
import io.winnow.sample.LabelledSentence;
import io.winnow.sample.SampleCorpus;
import io.winnow.testing.Duck;
import io.winnow.testing.TinyEncoder;
import io.winnow.text.LabelScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data set of the hub goes in, is labelled in a round, goes out as one of the hub, and in. */
class HubRoundTripTest {

  private static final LabelScheme TYPES =
      new LabelScheme(List.of("EVENT", "LOC", "ORG", "PER", "PRODUCT"));

  /** Everything that the hub's reader sees, whichever way the columns lie. */
  private static final String SEEN =
      "SELECT %s AS id, tokens, ner_tags, lang, \"Year\", round(score, 3), doc FROM %s ORDER BY 1";

  @TempDir Path folder;

  @Test
  void sentencesSpansSplitsAndMetadataStayTheSame() throws IOException {
    Path given = folder.resolve("given");
    writeHub(given);
    Desk desk = Desk.at(folder.resolve("workspace"), Desk.SETTINGS + "select.budget-sentences=99");
    desk.run("init", "--input=" + given).exited(ExitCode.DONE);
    Path encoder = TinyEncoder.write(folder.resolve("encoder"));
    desk.run("model", "import", "--from=" + encoder).exited(ExitCode.DONE);
    desk.run("round").exited(ExitCode.DONE);
    desk.run("vendor", "simulate").exited(ExitCode.DONE);
    desk.run("merge").exited(ExitCode.DONE);
    Path out = folder.resolve("out");

    desk.run("labels", "export", "--format=huggingface", "--to=" + out)
        .exited(ExitCode.DONE)
        .saying("Export: train 20 sentences with ", "test 10 sentences with ");

    for (String split : List.of("train", "test")) {
      String before = "read_json('%s/data/%s-*.jsonl')".formatted(given, split);
      String after = "read_parquet('%s/data/%s-*.parquet')".formatted(out, split);
      assertThat(Duck.query(SEEN.formatted("source_id", after)))
          .as(split)
          .isEqualTo(Duck.query(SEEN.formatted("id", before)));
    }
    // A name that is taken is not lost, and null stays null.
    assertThat(
            Duck.query(
                "SELECT count(metadata_round), count(*) FILTER (round = 0) FROM '%s/data/train-*.parquet'"
                    .formatted(out)))
        .isEqualTo(List.of(List.of("10", "20")));

    Desk again = Desk.at(folder.resolve("again"));
    again.run("init", "--input=" + out).exited(ExitCode.DONE);
    for (String table : List.of("sentences", "gold", "holdout")) {
      String rows = "SELECT id, %s FROM %s ORDER BY id";
      String columns =
          table.equals("gold") ? "spans" : "text, words, metadata.lang, metadata.\"Year\"";
      assertThat(Duck.query(rows.formatted(columns, again.table("corpus", table))))
          .as(table)
          .isEqualTo(Duck.query(rows.formatted(columns, desk.table("corpus", table))))
          .isNotEmpty();
    }
  }

  private static void writeHub(Path hub) throws IOException {
    Files.createDirectories(hub.resolve("data"));
    List<String> tags = TYPES.tags();
    Files.writeString(
        hub.resolve("README.md"),
        "---\n"
            + "dataset_info:\n"
            + "  features:\n"
            + "  - name: ner_tags\n"
            + "    sequence:\n"
            + "      class_label:\n"
            + "        names:\n"
            + IntStream.range(0, tags.size())
                .mapToObj(i -> "          '%d': %s\n".formatted(i, tags.get(i)))
                .collect(Collectors.joining())
            + "---\n");
    List<String> lines = new ArrayList<>();
    for (LabelledSentence sentence : SampleCorpus.sentences(5, 30)) {
      int n = lines.size();
      ObjectNode record = JsonFormat.MAPPER.createObjectNode();
      record.put("id", "s%02d".formatted(n)).put("lang", n % 3 == 0 ? "de" : "en");
      record.put("Year", 2000 + n).put("score", n + 0.125).put("doc", "d" + n / 5);
      if (n % 2 == 0) {
        record.put("round", "first");
      }
      sentence.sentence().wordTexts().forEach(record.putArray("tokens")::add);
      ArrayNode numbers = record.putArray("ner_tags");
      int words = sentence.sentence().words().size();
      for (int tag : TYPES.tagIds(words, sentence.spans())) {
        numbers.add(tag);
      }
      lines.add(record.toString());
    }
    Files.write(hub.resolve("data/train-00000-of-00001.jsonl"), lines.subList(0, 20));
    Files.write(hub.resolve("data/test-00000-of-00001.jsonl"), lines.subList(20, 30));
  }
}
