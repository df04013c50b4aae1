package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.api.ExitCode;
import io.winnow.testing.Duck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an input says of its sentences beside text and labels. */
class MetadataTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private Path corpus;
  private Desk desk;

  @BeforeEach
  void write() throws IOException {
    corpus = folder.resolve("corpus.jsonl");
    Sample.of(Stages.SENTENCES).jsonLines(corpus);
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(corpus)) {
      ObjectNode record = (ObjectNode) JSON.readTree(line);
      int n = lines.size();
      record.put("lang", n % 3 == 0 ? "de" : "en").put("year", 2015 + n % 10);
      record.put("score", n % 2 == 0 ? 1 : 1.5).put("page no", "%03d".formatted(n));
      record.put("mixed", n == 5 ? "five" : "5").put("checked", n % 4 == 0);
      record.putObject("meta").put("source", n % 2 == 0 ? "wire" : "blog").put("lang", "xx");
      record.putArray("vector").add(n);
      lines.add(record.toString());
    }
    Files.write(corpus, lines);
    desk = Desk.at(folder.resolve("workspace"));
  }

  @Test
  void fieldsWithOneValueStayWithTheirSentencesInTypesOfTheirOwn() {
    init()
        .saying(
            "metadata: checked (boolean), lang (string), mixed (string), page no (string), score"
                + " (double), source (string), year (bigint)",
            "not used: fields vector");
    for (String table : List.of("sentences", "holdout")) {
      String rows = desk.table("corpus", table);
      assertThat(Duck.query("SELECT DISTINCT typeof(metadata) FROM " + rows))
          .containsExactly(
              List.of(
                  "STRUCT(checked BOOLEAN, lang VARCHAR, mixed VARCHAR, \"page no\" VARCHAR,"
                      + " score DOUBLE, \"source\" VARCHAR, \"year\" BIGINT)"));
      assertThat(
              Duck.query(
                  """
                  SELECT t.text, t.metadata.lang || t.metadata.year || t.metadata.source
                    || t.metadata."page no" FROM %s t EXCEPT
                  SELECT text, lang || year || meta.source || "page no" FROM read_json('%s')
                  """
                      .formatted(rows, corpus)))
          .isEmpty();
    }
  }

  @Test
  void onlyWhatAConditionHoldsForIsSelected() {
    init();
    String where = "--set=select.where=lang = 'de' AND year >= 2018 AND source = 'wire'";
    desk.run("select", where, "--set=select.budget-sentences=1000")
        .exited(ExitCode.DONE)
        .saying("where: lang = 'de' AND year >= 2018 AND source = 'wire'");
    assertThat(ids(desk.table("rounds/0000/selection", "selection"), "true"))
        .isNotEmpty()
        .isEqualTo(
            ids(
                desk.table("corpus", "sentences"),
                "metadata.lang = 'de' AND metadata.year >= 2018 AND metadata.source = 'wire'"));
  }

  @Test
  void aConditionThatCannotHoldIsRefusedBeforeAnythingIsChosen() {
    init();
    refused(
        "langg = 'de'",
        "select.where: 'langg = 'de'': ",
        "`langg` cannot be resolved",
        "year (bigint)");
    refused("year", "not a boolean");
    refused("lang = ", "Syntax error");
    refused("rand() < 0.5", "another result each time");
    refused("lang = 'fr'", "holds for no sentence of the pool");
    assertThat(desk.workspace().resolve("rounds/0000/selection")).doesNotExist();
  }

  @Test
  void whatIsKeptCanBeNamed() {
    init("--set=init.metadata=[year]")
        .saying("metadata: year (bigint)", "not used: fields checked");
    assertThat(
            Duck.query("SELECT DISTINCT typeof(metadata) FROM " + desk.table("corpus", "holdout")))
        .containsExactly(List.of("STRUCT(\"year\" BIGINT)"));
    Desk none = desk;
    desk = Desk.at(folder.resolve("none"));
    init("--set=init.metadata=[]");
    assertThat(Duck.query("DESCRIBE SELECT * FROM " + desk.table("corpus", "sentences")))
        .extracting(row -> row.get(0))
        .containsExactly("id", "source", "source_id", "text", "words");
    assertThat(ids(desk.table("corpus", "sentences"), "true"))
        .isEqualTo(ids(none.table("corpus", "sentences"), "true"));
  }

  @Test
  void theHoldOutSetIsMadeOfWholeDocumentsWhereTheseAreNamed() {
    init("--set=init.document=year");
    String documents = "SELECT DISTINCT metadata.year FROM ";
    String pool = documents + desk.table("corpus", "sentences");
    String held = documents + desk.table("corpus", "holdout");
    assertThat(Duck.query(held)).isNotEmpty();
    assertThat(Duck.query("%s INTERSECT %s".formatted(pool, held))).isEmpty();
    desk = Desk.at(folder.resolve("none"));
    desk.run("init", "--input=" + corpus, "--set=init.document=chapter")
        .exited(ExitCode.USAGE)
        .saying("init.document is chapter, which no record has as metadata; there are struct<");
  }

  @Test
  void eachGroupHasItsPartOfTheBudget() {
    init();
    String strategy = "--set=select.strategy=mnlp + dedupe + strata(by=lang";
    desk.run("select", strategy + ", share=equal)", "--set=select.budget-sentences=20")
        .exited(ExitCode.DONE)
        .saying("strategy: random + strata(by=lang, share=equal)");
    String byGroup =
        "SELECT metadata.lang, count(*) FROM %s JOIN %s USING (id) GROUP BY 1 ORDER BY 1";
    String sentences = desk.table("corpus", "sentences");
    assertThat(
            Duck.query(
                byGroup.formatted(desk.table("rounds/0000/selection", "selection"), sentences)))
        .containsExactly(List.of("de", "10"), List.of("en", "10"));
    Desk other = Desk.at(folder.resolve("other"));
    other.run("init", "--input=" + corpus).exited(ExitCode.DONE);
    other
        .run("select", "--set=select.strategy=random + strata(by=vector)")
        .exited(ExitCode.USAGE)
        .saying(
            "select.strategy: 'vector' is no column; there are checked (boolean), lang (string)");
  }

  private Said init(String... more) {
    List<String> words = new ArrayList<>(List.of("init", "--input=" + corpus));
    words.addAll(List.of(more));
    return desk.run(words.toArray(String[]::new)).exited(ExitCode.DONE);
  }

  private void refused(String where, String... saying) {
    desk.run("select", "--set=select.where=" + where).exited(ExitCode.USAGE).saying(saying);
  }

  private static List<List<String>> ids(String table, String where) {
    return Duck.query("SELECT id FROM %s WHERE %s ORDER BY id".formatted(table, where));
  }
}
