package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.api.ExitCode;
import io.winnow.testing.Duck;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same sentences end in the same corpus, in whatever format they come. */
class FormatsTest {

  private static final String GOLD =
      "{text: 'VARCHAR', words: 'VARCHAR[]',"
          + " spans: 'STRUCT(start_word INTEGER, end_word INTEGER, type VARCHAR)[]'}";

  private final Sample sample = Sample.of(40);

  @TempDir Path folder;

  @Test
  void textJsonLinesConllAndParquetGiveTheSameCorpus() {
    Path json = sample.jsonLines(folder.resolve("a.jsonl"));
    Path parquet = folder.resolve("b.parquet");
    Duck.copy(
        "SELECT * FROM read_json('%s', format = 'newline_delimited', columns = %s)"
            .formatted(json, GOLD),
        parquet);
    Desk fromConll = init("conll", sample.conll(folder.resolve("c.conll")));
    Desk fromJson = init("json", json);
    Desk fromParquet = init("parquet", parquet);
    Desk fromText =
        init(
            "text",
            sample.text(folder.resolve("d.txt")),
            "--set=labels.types=[EVENT,LOC,ORG,PER,PRODUCT]");

    List<List<String>> texts = texts(fromConll);
    assertThat(texts).hasSize(40);
    assertThat(texts(fromJson)).isEqualTo(texts);
    assertThat(texts(fromParquet)).isEqualTo(texts);
    assertThat(texts(fromText)).isEqualTo(texts);

    List<List<String>> labelled = labelled(fromConll);
    assertThat(labelled).hasSize(40);
    assertThat(labelled(fromJson)).isEqualTo(labelled);
    assertThat(labelled(fromParquet)).isEqualTo(labelled);
  }

  private Desk init(String name, Path input, String... more) {
    Desk desk = Desk.at(folder.resolve(name));
    String[] words = new String[2 + more.length];
    words[0] = "init";
    words[1] = "--input=" + input;
    System.arraycopy(more, 0, words, 2, more.length);
    desk.run(words).exited(ExitCode.DONE).saying("EVENT, LOC, ORG, PER, PRODUCT");
    return desk;
  }

  /** Where each sentence went, its id and its text. */
  private static List<List<String>> texts(Desk desk) {
    return Duck.query(
        "SELECT 'pool', id, text FROM %s UNION ALL SELECT 'held out', id, text FROM %s ORDER BY ALL"
            .formatted(desk.table("corpus", "sentences"), desk.table("corpus", "holdout")));
  }

  /** Words with their places, and gold. */
  private static List<List<String>> labelled(Desk desk) {
    return Duck.query(
        "SELECT id, words, g.spans FROM %s JOIN %s g USING (id) UNION ALL SELECT id, words, spans FROM %s ORDER BY ALL"
            .formatted(
                desk.table("corpus", "sentences"),
                desk.table("corpus", "gold"),
                desk.table("corpus", "holdout")));
  }
}
