package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.api.ExitCode;
import io.winnow.testing.Duck;
import io.winnow.testing.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an input says of its sentences beside text and labels. */
class MetadataTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path shared;
  @TempDir Path folder;

  private static Path corpus;
  private static Desk described;
  private static Said said;

  @BeforeAll
  static void init() throws IOException {
    corpus = shared.resolve("corpus.jsonl");
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
    described = Desk.at(shared.resolve("workspace"));
    said = init(described);
  }

  @Test
  void fieldsWithOneValueStayWithTheirSentencesInTypesOfTheirOwn() {
    said.saying(
        "metadata: checked (boolean), lang (string), mixed (string), page no (string), score"
            + " (double), source (string), year (bigint)",
        "not used: fields vector");
    for (String table : List.of("sentences", "holdout")) {
      String rows = described.table("corpus", table);
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
  void onlyWhatAConditionHoldsForIsSelected() throws IOException {
    Desk desk = copy();
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
    refused(
        "langg = 'de'",
        "select.where: 'langg = 'de'': ",
        "`langg` cannot be resolved",
        "year (bigint)");
    refused("year", "not a boolean");
    refused("lang = ", "Syntax error");
    refused("rand() < 0.5", "another result each time");
    refused("lang = 'fr'", "holds for no sentence of the pool");
    assertThat(described.workspace().resolve("rounds/0000/selection")).doesNotExist();
  }

  /** And the hold-out set is made of whole documents where these are named. */
  @Test
  void whatIsKeptCanBeNamed() {
    Desk desk = Desk.at(folder.resolve("year"));
    init(desk, "--set=init.metadata=[year]", "--set=init.document=year")
        .saying("metadata: year (bigint)", "not used: fields checked");
    String documents = "SELECT DISTINCT metadata.year FROM ";
    String pool = documents + desk.table("corpus", "sentences");
    String held = documents + desk.table("corpus", "holdout");
    assertThat(Duck.query(held)).isNotEmpty();
    assertThat(Duck.query("%s INTERSECT %s".formatted(pool, held))).isEmpty();
    assertThat(
            Duck.query("SELECT DISTINCT typeof(metadata) FROM " + desk.table("corpus", "holdout")))
        .containsExactly(List.of("STRUCT(\"year\" BIGINT)"));
    Desk none = Desk.at(folder.resolve("none"));
    none.run("init", "--input=" + corpus, "--set=init.document=chapter")
        .exited(ExitCode.USAGE)
        .saying("init.document is chapter, which no record has as metadata; there are struct<");
    init(none, "--set=init.metadata=[]");
    assertThat(Duck.query("DESCRIBE SELECT * FROM " + none.table("corpus", "sentences")))
        .extracting(row -> row.get(0))
        .containsExactly("id", "source", "source_id", "text", "words");
    assertThat(ids(none.table("corpus", "sentences"), "true"))
        .isEqualTo(ids(described.table("corpus", "sentences"), "true"));
  }

  @Test
  void eachGroupHasItsPartOfTheBudget() throws IOException {
    Desk desk = copy();
    desk.run("select", "--set=select.strategy=random + strata(by=vector)")
        .exited(ExitCode.USAGE)
        .saying(
            "select.strategy: 'vector' is no column; there are checked (boolean), lang (string");
    String strategy = "--set=select.strategy=mnlp + dedupe + strata(by=lang, share=equal)";
    desk.run("select", strategy, "--set=select.budget-sentences=20")
        .exited(ExitCode.DONE)
        .saying("strategy: random + strata(by=lang, share=equal)");
    assertThat(
            Duck.query(
                "SELECT metadata.lang, count(*) FROM %s JOIN %s USING (id) GROUP BY 1 ORDER BY 1"
                    .formatted(
                        desk.table("rounds/0000/selection", "selection"),
                        desk.table("corpus", "sentences"))))
        .containsExactly(List.of("de", "10"), List.of("en", "10"));
  }

  private Desk copy() throws IOException {
    return new Desk(Trees.copy(described.workspace(), folder.resolve("copy")));
  }

  private static Said init(Desk desk, String... more) {
    List<String> words = new ArrayList<>(List.of("init", "--input=" + corpus));
    words.addAll(List.of(more));
    return desk.run(words.toArray(String[]::new)).exited(ExitCode.DONE);
  }

  private void refused(String where, String... saying) {
    described.run("select", "--set=select.where=" + where).exited(ExitCode.USAGE).saying(saying);
  }

  private static List<List<String>> ids(String table, String where) {
    return Duck.query("SELECT id FROM %s WHERE %s ORDER BY id".formatted(table, where));
  }
}
