package io.winnow.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.apache.zeppelin.interpreter.InterpreterResult.Code;
import org.junit.jupiter.api.Test;

/** That paragraphs run here as they do in Zeppelin, and fail as they do there. */
class HarnessTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void formsAreAskedForAndFilled() {
    ParagraphResult shown =
        run(
            "spark",
            """
            val who = z.input("Name", "nobody").toString
            val one = z.select("One", Seq(("a", "A"), ("b", "B")), "a").toString
            val some = z.checkbox("Some", Seq(("x", "X"), ("y", "Y")), Seq("x"))
            println("%html <p>" + who + one + some.mkString("+") + "</p>")
            """,
            Map.of("Name", "eva", "Some", List.of("x", "y")));
    assertThat(shown.code()).as(shown.text()).isEqualTo(Code.SUCCESS);
    assertThat(shown.forms()).containsOnlyKeys("Name", "One", "Some");
    assertThat(shown.html()).contains("<p>evaax+y</p>");
  }

  @Test
  void tablesOfScalaAreThereForSql() {
    run("spark", "spark.range(5).createOrReplaceTempView(\"some_numbers\")", Map.of());
    ParagraphResult shown =
        run("spark.sql", "SELECT id FROM some_numbers WHERE id > ${least=1} ORDER BY id", Map.of());
    assertThat(shown.code()).as(shown.text()).isEqualTo(Code.SUCCESS);
    assertThat(shown.table().lines()).containsExactly("id", "2", "3", "4");
    assertThat(shown.forms()).containsOnlyKeys("least");
  }

  @Test
  void aTableIsShownByZ() {
    ParagraphResult shown = run("spark", "z.show(spark.range(2).toDF)", Map.of());
    assertThat(shown.code()).as(shown.text()).isEqualTo(Code.SUCCESS);
    assertThat(shown.table().lines()).containsExactly("id", "0", "1");
  }

  @Test
  void aParagraphThatThrowsFails() {
    assertThat(run("spark", "sys.error(\"on purpose\")", Map.of()).code()).isEqualTo(Code.ERROR);
    assertThat(run("spark.sql", "SELECT nothing FROM nowhere", Map.of()).code())
        .isEqualTo(Code.ERROR);
  }

  private static ParagraphResult run(String interpreter, String code, Map<String, Object> filled) {
    Note note = new Note("harness", "harness", JSON.createObjectNode(), List.of());
    Paragraph paragraph =
        new Paragraph("paragraph", "a title", interpreter, code, JSON.createObjectNode());
    return ZeppelinSpark.shared().run(note, paragraph, filled);
  }
}
