package io.winnow.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetCorpusTest {

  @TempDir Path folder;

  @Test
  void textAloneIsSplitIntoWords() throws SQLException {
    Path file = duck("a.parquet", "SELECT 7::BIGINT AS id, 'Anna met 👍🏽.' AS text");

    assertThat(CorpusFiles.shown(file)).containsExactly("Anna|met|👍🏽|. -> ?");
  }

  @Test
  void wordsMayBeStringsWithTags() throws SQLException {
    Path file = duck("a.parquet", "SELECT ['أحمد', '北京'] AS words, ['B-PER', 'B-LOC'] AS ner_tags");

    assertThat(CorpusFiles.shown(file)).containsExactly("أحمد|北京 -> [[0,1) PER, [1,2) LOC]");
  }

  @Test
  void wordsMayBeStructsAndSpansOfWiderNumbers() throws SQLException {
    Path file =
        duck(
            "a.parquet",
            "SELECT '👍 ab ab' AS text,"
                + " [{'text': 'ab', 'start': 5::BIGINT, 'end': 7::BIGINT}] AS words,"
                + " [{'start_word': 0::BIGINT, 'end_word': 1::SMALLINT, 'type': 'X'}] AS spans");

    try (Corpus corpus = CorpusFiles.read(file)) {
      assertThat(CorpusFiles.shown(corpus.sentences())).containsExactly("ab -> [[0,1) X]");
      assertThat(corpus.sentences().head().getList(4).get(0)).hasToString("[ab,6,8]");
    }
  }

  @Test
  void goldThatIsNullIsUnknownAndAnEmptyListIsNoEntity() throws SQLException {
    Path file =
        duck(
            "a.parquet",
            "SELECT 'a' AS text, NULL::STRUCT(\"start\" INT, \"end\" INT, type VARCHAR)[] AS spans"
                + " UNION ALL SELECT 'b', []");

    assertThat(CorpusFiles.shown(file)).containsExactly("a -> ?", "b -> []");
  }

  @Test
  void spansAreFoundWhateverTheirColumnAndReadInTheUnitThatFits() throws SQLException {
    Path file =
        duck(
            "a.parquet",
            "SELECT '🎉🎉🎉 Ida ging nach Ulm' AS text, [{'begin': 7, 'end': 10, 'tag': 'PER'},"
                + " {'begin': 21, 'end': 24, 'tag': 'LOC'}] AS ner, {'links': ['a']} AS meta");

    try (Corpus corpus = CorpusFiles.read(file)) {
      assertThat(CorpusFiles.shown(corpus.sentences()))
          .containsExactly("🎉|🎉|🎉|Ida|ging|nach|Ulm -> [[3,4) PER, [6,7) LOC]");
      assertThat(corpus.notes()).anySatisfy(it -> assertThat(it).contains("count utf-16"));
      assertThat(corpus.unusedFields()).containsKey("meta");
    }
  }

  @Test
  void aTableWithoutASentenceListsItsColumns() throws SQLException {
    Path file = duck("a.parquet", "SELECT 1 AS id, 'x' AS body");

    assertThatThrownBy(() -> CorpusFiles.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("a.parquet", "neither a column 'text'", "[id, body]");
  }

  @Test
  void aBadRowIsNamed() throws SQLException {
    Path file = duck("a.parquet", "SELECT ['a'] AS words UNION ALL SELECT ['a', '']");

    assertThatThrownBy(() -> CorpusFiles.read(file))
        .hasMessageContaining("a.parquet line 2: word 2 of 2 is empty");
  }

  @Test
  void aFileThatIsNoParquetIsRefused() throws IOException {
    Path file =
        CorpusFiles.write(folder.resolve("a.parquet"), "this is no Parquet, but long enough");

    assertThatThrownBy(() -> CorpusFiles.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("Cannot read", "a.parquet");
  }

  /** Spark knows no nanoseconds, no times of day and no spans of time. */
  @Test
  void columnsThatSparkDoesNotKnowAreLeftAlone() throws SQLException {
    Path file =
        duck(
            "a.parquet",
            "SELECT 'Ida' AS text, [{'start': 0, 'end': 3, 'label': 'PER'}] AS spans,"
                + " TIMESTAMP_NS '2026-01-02 03:04:05.123456789' AS at,"
                + " TIME '03:04:05' AS hour, INTERVAL 3 DAYS AS age, uuid() AS u,"
                + " {'at': TIMESTAMP_NS '2026-01-02 03:04:05', 'page': ['a']} AS meta,"
                + " [TIMESTAMP_NS '2026-01-02 03:04:05'] AS times,"
                + " MAP {'a': TIMESTAMP_NS '2026-01-02 03:04:05'} AS m,"
                + " 17::UBIGINT AS big, 5::HUGEINT AS huge");

    try (Corpus corpus = CorpusFiles.read(file)) {
      assertThat(CorpusFiles.shown(corpus.sentences())).containsExactly("Ida -> [[0,1) PER]");
      assertThat(corpus.unusedFields()).containsKeys("at", "hour", "age", "meta", "times", "m");
    }
  }

  @Test
  void aSpanMayHaveFieldsThatSparkDoesNotKnow() throws SQLException {
    Path file =
        duck(
            "a.parquet",
            "SELECT 'Ida' AS text, [{'start': 0, 'end': 3, 'label': 'PER',"
                + " 'at': TIMESTAMP_NS '2026-01-02 03:04:05'}] AS spans");

    assertThat(CorpusFiles.shown(file)).containsExactly("Ida -> [[0,1) PER]");
  }

  @Test
  void aNeededColumnThatCannotBeUnpackedIsNamedWithTheReason() throws SQLException {
    Path file = duck("a.parquet", "SELECT 'Ida' AS text, 1 AS n", "FORMAT PARQUET, CODEC BROTLI");

    assertThatThrownBy(() -> CorpusFiles.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("a.parquet: column text: ", "BROTLI", "zstd");
  }

  /** Formats grow: the type of a UUID becomes one of a number that nobody has given out. */
  @Test
  void aColumnOfATypeThatTheLibraryDoesNotKnowIsNamed() throws SQLException, IOException {
    Path file = duck("a.parquet", "SELECT 'Ida' AS text, uuid() AS u");
    String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
    int uuid = bytes.lastIndexOf("\u00ec\0\0");
    assertThat(uuid).isPositive();
    Files.writeString(
        file,
        bytes.substring(0, uuid) + "\u00fc" + bytes.substring(uuid + 1),
        StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> CorpusFiles.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("a.parquet: the logical type of [u] is newer than");
  }

  private Path duck(String name, String select) throws SQLException {
    return duck(name, select, "FORMAT PARQUET");
  }

  private Path duck(String name, String select, String options) throws SQLException {
    Path file = folder.resolve(name);
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute("COPY (%s) TO '%s' (%s)".formatted(select, file, options));
    }
    return file;
  }
}
