package io.winnow.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.files.Resources;
import io.winnow.spark.Schemas;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/**
 * The page of tables is generated from the schemas and {@code columns.properties}. To have it
 * written anew: {@code mvn test -pl udfs,jobs -Dtest=TablesPageTest -Dwinnow.pages=write}.
 */
class TablesPageTest {

  private static final Path PAGE = Path.of("docs/tables.md");

  private static final String BEGINNING =
      """
      # Tables of a workspace

      <!-- Generated from the schemas: mvn test -pl udfs,jobs -Dtest=TablesPageTest -Dwinnow.pages=write -->

      `Winnow.tables()` gives every table of a workspace as a `Dataset<Row>`, by name; see [the API](api.md). All are
      Parquet. A folder `run=ID/` is never changed once it is written; the newest `_published-NNNN.json` beside it names
      the folders that count, so read them through the API, or ask `winnow tables`: see [tables in other tools](views.md).
      `NNNN` is a number of four digits, of a round in `rounds/NNNN/`; such tables get a column `round`. A table that is not
      published yet is there, and empty. Later versions of Winnow may add columns.

      Character offsets in these tables are **UTF-16 units**, as in Java and in Spark's strings. In the files that go to
      the vendor and come back they are **code points**, as in Python. They differ behind characters such as emoji.
      """;

  private final Properties meanings = meanings();
  private final Set<String> used = new TreeSet<>();

  @Test
  void isGeneratedFromTheSchemasAndEachColumnHasAMeaning() throws IOException {
    String page = page();
    assertThat(meanings.stringPropertyNames())
        .as("meanings without a column")
        .hasSameElementsAs(used);
    if ("write".equals(System.getProperty("winnow.pages"))) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).hasContent(page);
  }

  @Test
  void schemasBearTheMeaningsAsComments() {
    StructField confidence = WinnowTables.schema("labels").apply("confidence");
    assertThat(confidence.getComment().get()).startsWith("how certain the label is, in 0 to 1");
    assertThat(WinnowTables.schema("review").apply("text").getComment().get())
        .isEqualTo("the sentence");
    assertThat(WinnowTables.schema("labels").toDDL()).contains("COMMENT 'the sentence'");
  }

  private String page() {
    StringBuilder page = new StringBuilder(BEGINNING);
    for (String table : WinnowTables.names()) {
      page.append("\n## ").append(table).append("\n\n");
      page.append(capitalised(meaning("table." + table)))
          .append(". In `")
          .append(meaning("folder." + table))
          .append("`.\n\n");
      columns(page, table, WinnowTables.schema(table));
    }
    page.append("\n## Structs\n\nColumns of several tables hold these.\n");
    structs()
        .forEach(
            (struct, name) -> {
              page.append("\n### ").append(name).append("\n\n");
              columns(page, name, struct);
            });
    return page.toString();
  }

  private void columns(StringBuilder page, String table, StructType schema) {
    page.append("| column | type | null? | meaning |\n|---|---|---|---|\n");
    for (StructField field : schema.fields()) {
      page.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(
                  field.name(),
                  type(field.dataType()),
                  field.nullable() ? "yes" : "",
                  ofColumn(table, field.name())));
    }
  }

  private String ofColumn(String table, String column) {
    String own = table + "." + column;
    return meaning(meanings.containsKey(own) ? own : column);
  }

  private String meaning(String key) {
    used.add(key);
    assertThat(meanings.getProperty(key)).as("meaning of %s", key).isNotBlank();
    return meanings.getProperty(key);
  }

  private static String type(DataType type) {
    if (type instanceof ArrayType array) {
      return "array of " + type(array.elementType());
    }
    if (type instanceof StructType struct) {
      String name = structs().get(struct);
      assertThat(name).as("name of %s", struct.sql()).isNotNull();
      return "[%s](#%s)".formatted(name, name);
    }
    return type.sql().toLowerCase(Locale.ROOT);
  }

  private static Map<StructType, String> structs() {
    Map<StructType, String> names = new LinkedHashMap<>();
    names.put(Schemas.WORD, "word");
    names.put(Schemas.SPAN, "span");
    names.put(Schemas.CONFIDENT_SPAN, "confident_span");
    names.put(Schemas.SET_ASIDE, "set_aside");
    names.put(elements(Schemas.SELECTION, "versions"), "answer");
    names.put(elements(Schemas.COMPARISON, "versions"), "version");
    names.put(elements(Schemas.COMPARISON, "differences"), "difference");
    names.put(elements(Schemas.ANNOTATORS, "confusion"), "confusion");
    return names;
  }

  private static StructType elements(StructType table, String column) {
    return (StructType) ((ArrayType) table.apply(column).dataType()).elementType();
  }

  private static String capitalised(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  private static Properties meanings() {
    try {
      Properties properties = new Properties();
      properties.load(new StringReader(Resources.text(WinnowTables.class, "columns.properties")));
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
