package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.api.ExitCode;
import io.winnow.testing.Duck;
import io.winnow.testing.TinyEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents stay together from the corpus to the evaluation. */
class DocumentsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  /** Three documents: one is held out, the labels of round 0 are of the other two. */
  @Test
  void aDocumentIsTrainedOnOrMeasuredOn() throws IOException {
    Desk desk = Desk.at(folder.resolve("workspace"));
    desk.run("init", "--input=" + corpus(), "--set=init.document=book")
        .exited(ExitCode.DONE)
        .saying("documents (init.document = book): 2 in the pool, 1 held out");
    desk.run("model", "import", "--from=" + TinyEncoder.write(folder.resolve("encoder")))
        .exited(ExitCode.DONE);
    desk.run("round").exited(ExitCode.DONE);
    desk.run("vendor", "simulate").exited(ExitCode.DONE);
    desk.run("merge").exited(ExitCode.DONE);
    String byBook =
        "SELECT count(*) FROM %s JOIN %s USING (id) GROUP BY metadata.book ORDER BY 1"
            .formatted(desk.table("labels", "labels"), desk.table("corpus", "sentences"));
    List<List<String>> labelled = Duck.query(byBook);
    assertThat(labelled).hasSize(2);

    desk.run("train", "--set=train.dev-share=0.9")
        .exited(ExitCode.DONE)
        .saying("of train.dev-share 0.9: it takes whole documents, and at most half");
    assertThat(desk.published("models/0000", "checkpoint").resolve("winnow.json"))
        .content()
        .contains("\"dev_sentences\" : " + labelled.get(0).get(0));
    isMeasuredByGroup(desk);
  }

  private static void isMeasuredByGroup(Desk desk) throws IOException {
    desk.run("evaluate", "--set=evaluate.by=[vector]")
        .exited(ExitCode.USAGE)
        .saying("evaluate.by: 'vector' is no column; there are book (string), lang (string)");
    desk.run("evaluate", "--set=evaluate.by=[Lang, number]")
        .exited(ExitCode.DONE)
        .saying("by Lang:", "by number:", "other (4 values)", "(few)");
    String entities =
        "SELECT coalesce(metadata.lang, '(none)') AS lang, count(*), sum(len(spans)) FROM %s"
            .formatted(desk.table("corpus", "holdout"));
    JsonNode groups =
        JSON.readTree(desk.published("rounds/0000/evaluation", "evaluation").toFile())
            .get("byGroup");
    assertThat(groups.get(0).get("column").asText()).isEqualTo("Lang");
    List<List<String>> found = new ArrayList<>();
    groups
        .get(0)
        .get("groups")
        .forEach(
            it ->
                found.add(
                    List.of(
                        it.get("value").asText("(none)"),
                        it.get("sentences").asText(),
                        it.at("/measures/gold").asText())));
    assertThat(found)
        .isEqualTo(Duck.query(entities + " GROUP BY 1 ORDER BY 2 DESC, lang = '(none)', lang"))
        .hasSize(3);
    assertThat(groups.get(1).get("groups")).hasSize(20);
    assertThat(groups.get(1).at("/other/sentences").asInt()).isEqualTo(4);

    String table =
        "(SELECT * FROM read_parquet('%s/*.parquet', hive_partitioning = false))"
            .formatted(desk.run("tables", "f1_by_group").exited(ExitCode.DONE).out().strip());
    assertThat(
            Duck.query(
                "SELECT coalesce(value, '(none)'), sentences, gold FROM %s WHERE grouped_by = 'Lang'"
                    .formatted(table)))
        .isEqualTo(found);
    assertThat(
            Duck.query(
                "SELECT count(*), sum(sentences), count(DISTINCT value) FROM %s WHERE grouped_by = 'number'"
                    .formatted(table)))
        .as("all values, not the shown ones alone")
        .containsExactly(List.of("24", "40", "24"));
    assertThat(
            Duck.query(
                "SELECT count(*) FROM %s WHERE precision IS DISTINCT FROM correct / nullif(predicted, 0) OR recall IS DISTINCT FROM correct / nullif(gold, 0) OR abs(f1 - 2 * precision * recall / nullif(precision + recall, 0)) > 1e-12 OR (f1 IS NULL) <> (gold + predicted = 0)"
                    .formatted(table)))
        .containsExactly(List.of("0"));

    desk.run("report", "--set=evaluate.by=[lang]").exited(ExitCode.DONE);
    assertThat(desk.workspace().resolve("report.html"))
        .content()
        .contains("F1 by lang", "below 50, one entity");
  }

  @Test
  void runningTextIsCutIntoSentencesThatKnowTheirDocument() throws IOException {
    Path texts = folder.resolve("texts.jsonl");
    Files.writeString(
        texts,
        """
        {"id": "a", "text": "Ida met Dr. Bo. They sang.\\n\\nThe  end", "spans": [[0, 3, "PER"], [8, 14, "PER"]]}
        {"text": " Ulm! A. B. Corp. Ltd. won. Ulm! \\ud83d\\ude00 Eve ran. ", "lang": "de", "spans": [[6, 22, "ORG"], [35, 38, "PER"]]}
        {"id": "c", "text": "One Two.\\n\\nThree. Four.", "spans": [[4, 15, "X"]]}
        {"id": "d", "words": ["Given", ".", "Words", "."], "tags": ["O", "O", "O", "O"]}
        {"id": "e", "text": "No one. Nothing.", "spans": []}
        {"text": " "}
        """);
    Desk desk = Desk.at(folder.resolve("cut"));
    desk.run(
            "init",
            "--input=" + texts,
            "--split=sentences",
            "--set=init.holdout-share=0.3",
            "--set=init.document=document")
        .exited(ExitCode.DONE)
        .saying(
            "Read: 6 records: 4 sentences with entities, 8 without",
            "1 blank record",
            "cut into sentences: 12 sentences from 5 records (init.segment)",
            "metadata: document (string), lang (string), position (bigint)",
            "entities that go over the end of a paragraph, which is not cut there: 1",
            "records of words without a text, which init.segment leaves as they are: 1",
            "documents (init.document = document): ");
    String all =
        """
        SELECT metadata.document || '.' || coalesce(metadata.position::VARCHAR, '') AS place, text,
          (SELECT string_agg(array_to_string(list_transform(words[s.start_word + 1 : s.end_word],
            w -> w.text), ' '), ', ') FROM (SELECT unnest(spans) AS s)) AS entities
        FROM (SELECT metadata, text, words, spans FROM %s JOIN %s USING (id)
          UNION ALL SELECT metadata, text, words, spans FROM %s) ORDER BY 1, 2
        """
            .formatted(
                desk.table("corpus", "sentences"),
                desk.table("corpus", "gold"),
                desk.table("corpus", "holdout"));
    assertThat(Duck.query(all).stream().map(row -> String.join("|", row)))
        .containsExactly(
            "a.1|Ida met Dr. Bo.|Ida, Dr . Bo",
            "a.2|They sang.|null",
            "a.3|The  end|null",
            "c.1|One Two.\n\nThree.|Two . Three",
            "c.2|Four.|null",
            "e.1|No one.|null",
            "e.2|Nothing.|null",
            "texts.jsonl:2.1|Ulm!|null",
            "texts.jsonl:2.2|A. B. Corp. Ltd. won.|A. B. Corp . Ltd .",
            "texts.jsonl:2.4|\ud83d\ude00 Eve ran.|Eve",
            "null|Given . Words .|null");
  }

  private Path corpus() throws IOException {
    Path file = Sample.of(Stages.SENTENCES).jsonLines(folder.resolve("corpus.jsonl"));
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      ObjectNode record = (ObjectNode) JSON.readTree(line);
      record.put("book", "book %d".formatted(lines.size() % 3));
      record.put("number", lines.size() / 3 % 24);
      if (lines.size() % 5 > 0) {
        record.put("lang", lines.size() % 7 > 2 ? "de" : "en");
      }
      record.putArray("vector").add(1);
      lines.add(record.toString());
    }
    return Files.write(file, lines);
  }
}
