package io.winnow.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.winnow.annotation.Annotation;
import io.winnow.contract.ReturnSink.AcceptedAnnotation;
import io.winnow.contract.SentSentences.SentSentence;
import io.winnow.testing.Duck;
import io.winnow.testing.FormatsPage;
import io.winnow.testing.FormatsPage.Tried;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import io.winnow.text.Sentence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each return of {@code jobs/docs/formats.md} says the same, or is refused with its reason. */
class ReturnFormatsTest {

  private static final LabelScheme LABELS = new LabelScheme(List.of("PER", "LOC"));

  private static final Map<String, List<EntitySpan>> GOLD =
      Map.of(
          "r1", List.of(),
          "r2", List.of(new EntitySpan(0, 2, "PER"), new EntitySpan(3, 4, "LOC")),
          "r3", List.of(new EntitySpan(1, 2, "PER"), new EntitySpan(4, 6, "LOC")));

  private static final SentSentences SENT =
      new SentSentences(
          List.of(
              sent("r1", "Nichts geschah ."),
              sent("r2", "Zoë Kravitz besuchte Köln ."),
              sent("r3", "🎉 Ana flog nach São Paulo !")));

  /** What an annotator said, in a table of spans by word and by character, and of tags. */
  private static final String SAID =
      """
      WITH said AS (
        SELECT 'b1' AS batch_id, 'anna' AS annotator_id, 7 AS number, true AS yes, * FROM (VALUES
          ('r1', 'Nichts geschah .', []::STRUCT(a INT, z INT, s INT, e INT, t VARCHAR, q VARCHAR)[],
            ['O', 'O', 'O']),
          ('r2', 'Zoë Kravitz besuchte Köln .',
            [{a: 0, z: 2, s: 0, e: 11, t: 'PER', q: 'Zoë Kravitz'},
             {a: 3, z: 4, s: 21, e: 25, t: 'LOC', q: 'Köln'}],
            ['B-PER', 'I-PER', 'O', 'B-LOC', 'O']),
          ('r3', '🎉 Ana flog nach São Paulo !',
            [{a: 1, z: 2, s: 2, e: 5, t: 'PER', q: 'Ana'},
             {a: 4, z: 6, s: 16, e: 25, t: 'LOC', q: 'São Paulo'}],
            ['O', 'B-PER', 'O', 'O', 'B-LOC', 'I-LOC', 'O'])
        ) AS t(record_id, said_of, m, iob)
      )
      """;

  private static final String IDS = "record_id, batch_id, annotator_id, ";
  private static final String BY_WORD = "[{start_word: x.a, end_word: x.z, type: x.t} FOR x IN m]";

  @TempDir private Path temp;

  /** By name, what is selected from {@link #SAID}. */
  private static Map<String, String> accepted() {
    Map<String, String> returns = new LinkedHashMap<>();
    returns.put("by-word", IDS + BY_WORD + " AS spans");
    returns.put("pandas-index", "7::BIGINT AS __index_level_0__, " + IDS + BY_WORD + " AS spans");
    returns.put(
        "by-word-float",
        IDS + "[{start_word: x.a::DOUBLE, end_word: x.z::FLOAT, type: x.t} FOR x IN m] AS spans");
    returns.put(
        "by-word-decimal",
        IDS
            + "[{start_word: x.a::DECIMAL(9,2), end_word: x.z::DECIMAL(30,4), type: x.t} FOR x IN"
            + " m] AS spans");
    returns.put(
        "categories",
        "record_id::ENUM('r1', 'r2', 'r3') AS record_id, batch_id, annotator_id::ENUM('anna') AS"
            + " annotator_id, 'done'::ENUM('done', 'skipped') AS status, [{start_word: x.a,"
            + " end_word: x.z, type: x.t::ENUM('PER', 'LOC')} FOR x IN m] AS spans");
    returns.put("status-words", IDS + BY_WORD + " AS spans, ' Done' AS status");
    returns.put(
        "annotator-number",
        "record_id, batch_id, number::DECIMAL(9,2) AS annotator_id, " + BY_WORD + " AS spans");
    returns.put(
        "times",
        IDS
            + BY_WORD
            + " AS spans, now() AS opened, now()::TIMESTAMP::TIMESTAMP_NS AS saved,"
            + " now()::TIMESTAMP::TIMESTAMP_S AS sent, current_date AS day, INTERVAL 3 SECOND AS"
            + " took");
    returns.put(
        "more-columns",
        IDS
            + BY_WORD
            + " AS spans, uuid() AS id, MAP {'k': [1]} AS meta, yes AS done, said_of AS text");
    returns.put(
        "by-character", IDS + "[{\"start\": x.s, \"end\": x.e, type: x.t} FOR x IN m] AS spans");
    returns.put(
        "by-character-quoted",
        IDS
            + "[{type: x.t, \"end\": x.e::BIGINT, \"start\": x.s::UTINYINT, text: x.q} FOR x IN m]"
            + " AS spans");
    returns.put(
        "quoted-surface",
        IDS
            + "[{start_word: x.a, end_word: x.z, type: x.t, surface: x.q || chr(10)} FOR x IN m] AS"
            + " spans");
    returns.put(
        "text-nfd",
        IDS
            + "[{\"start\": x.s, \"end\": x.e, type: x.t} FOR x IN m] AS spans,"
            + " replace(replace(said_of, 'ë', 'e' || chr(776)), 'ö', 'o' || chr(776)) AS text");
    returns.put("text-crlf", IDS + BY_WORD + " AS spans, said_of || chr(13) || chr(10) AS text");
    returns.put("words-beside", IDS + BY_WORD + " AS spans, string_split(said_of, ' ') AS tokens");
    returns.put("tags", IDS + "iob AS tags");
    returns.put("tags-and-null-spans", IDS + "NULL AS spans, iob AS tags");
    returns.put("tags-iob1", IDS + "[replace(x, 'B-', 'I-') FOR x IN iob] AS tags");
    returns.put("tags-lower-o", IDS + "[CASE x WHEN 'O' THEN 'o' ELSE x END FOR x IN iob] AS tags");
    returns.put("tags-and-spans", IDS + BY_WORD + " AS spans, iob AS tags");
    return returns;
  }

  static Stream<Arguments> returns() {
    return accepted().entrySet().stream().map(it -> Arguments.of(it.getKey(), it.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("returns")
  void spansInAreSpansOut(String name, String columns) throws IOException {
    CollectedReturns check = merged("SELECT %s FROM said".formatted(columns));
    assertThat(check.rejected()).isEmpty();
    assertThat(check.accepted())
        .extracting(AcceptedAnnotation::annotation)
        .allSatisfy(it -> assertThat(it.spans()).isEqualTo(GOLD.get(it.sentenceId())))
        .extracting(Annotation::annotatorId)
        .hasSize(3)
        .allMatch(name.equals("annotator-number") ? "7"::equals : "anna"::equals);
  }

  /** By name, what is selected, and a part of what is said. */
  private static Map<String, List<String>> refused() {
    Map<String, List<String>> returns = new LinkedHashMap<>();
    returns.put(
        "spans-as-json",
        List.of(
            IDS + "to_json(m)::VARCHAR AS spans",
            "column 'spans' must be list<struct<start_word,end_word,type>>"));
    returns.put(
        "spans-of-lists",
        List.of(
            IDS + "{start: [x.s FOR x IN m], \"end\": [x.e FOR x IN m]} AS spans",
            "column 'spans' must be list<struct<start_word,end_word,type>>"));
    returns.put(
        "spans-as-map",
        List.of(
            IDS + "[MAP {'start': x.s, 'end': x.e} FOR x IN m] AS spans",
            "column 'spans' must be list<struct<start_word,end_word,type>>"));
    returns.put(
        "spans-elsewhere",
        List.of(
            IDS
                + "[]::INT[] AS spans, [{who: 'x', found: [{\"start\": x.s, \"end\": x.e, label:"
                + " x.t} FOR x IN m]}] AS results",
            "no row has an entity in 'spans' or 'tags', but column 'results' has"));
    returns.put(
        "suggestions-corrected",
        List.of(
            IDS
                + "[]::INT[] AS spans, [{start_word: x.a, end_word: x.z, type: x.t} FOR x IN m] AS"
                + " suggestions",
            "no row has an entity in 'spans' or 'tags', but column 'suggestions' has"));
    returns.put(
        "words-with-tags",
        List.of(
            IDS
                + "[]::INT[] AS spans, [{start: x.s, \"end\": x.e, text: x.q, tag: x.t} FOR x IN m]"
                + " AS words",
            "no row has an entity in 'spans' or 'tags', but column 'words' has"));
    returns.put(
        "last-word-included",
        List.of(
            IDS + "[{start_word: x.a, end_word: x.z - 1, type: x.t} FOR x IN m] AS spans",
            "2 of its 4 spans end at the word that they begin at"));
    returns.put(
        "a-row-for-each-span",
        List.of(
            IDS
                + "[{start_word: x.a, end_word: x.z, type: x.t}] AS spans FROM (SELECT * EXCLUDE m,"
                + " unnest(m) AS x FROM said) -- ",
            "each span seems to have a row of its own"));
    returns.put(
        "done-yes-no",
        List.of(
            IDS + BY_WORD + " AS spans, len(m) > 0 AS is_annotated",
            "column 'is_annotated' says 'false' in row 0"));
    returns.put(
        "utf-16",
        List.of(
            IDS
                + "[{start: x.s + (x.q IN ('Ana', 'São Paulo'))::INT, \"end\": x.e + (x.q IN"
                + " ('Ana', 'São Paulo'))::INT, type: x.t} FOR x IN m] AS spans",
            "its offsets count utf-16, not code-points"));
    returns.put(
        "own-words",
        List.of(
            IDS
                + BY_WORD
                + " AS spans, string_split(replace(said_of, ' Kr', '_Kr'), ' ') AS tokens",
            "has 4 words, with 'Zoë_Kravitz' as number 0, but of the 5 words that were sent it is"
                + " 'Zoë'"));
    returns.put(
        "tags-without-prefix",
        List.of(
            IDS + "[replace(replace(x, 'B-', ''), 'I-', '') FOR x IN iob] AS tags",
            "has an invalid tag: Word 0 has the tag 'PER'"));
    returns.put(
        "tags-of-another-row",
        List.of(
            IDS + "lag(iob, 1, ['O']) OVER (ORDER BY record_id) AS tags",
            "has 3 tags for its 5 words"));
    returns.put(
        "text-of-another-row",
        List.of(
            IDS + BY_WORD + " AS spans, lag(said_of, 1, '') OVER (ORDER BY record_id) AS text",
            "has the text 'Nichts geschah .', but what was sent is 'Zoë Kravitz besuchte Köln .'"));
    returns.put(
        "text-escaped",
        List.of(
            IDS + BY_WORD + " AS spans, replace(said_of, 'ë', '&euml;') AS text",
            "has the text 'Zo&euml; Kravitz besuchte Köln .', but what was sent is"));
    return returns;
  }

  static Stream<Arguments> refusals() {
    return refused().entrySet().stream()
        .map(it -> Arguments.of(it.getKey(), it.getValue().get(0), it.getValue().get(1)));
  }

  /** The file as a whole, or each of its rows that would be wrong. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void whatMeansSomethingElseIsRefused(String name, String columns, String why) throws IOException {
    String sql = "SELECT %s FROM said\n".formatted(columns);
    ContractBreachException breach =
        catchThrowableOfType(ContractBreachException.class, () -> merged(sql));
    if (breach != null) {
      assertThat(breach).hasMessageContaining(why).hasMessageContaining("nothing of it was merged");
      return;
    }
    CollectedReturns check = merged(sql);
    assertThat(check.rejected()).anySatisfy(row -> assertThat(row.message()).contains(why));
    assertThat(check.accepted())
        .extracting(AcceptedAnnotation::annotation)
        .allSatisfy(it -> assertThat(it.spans()).isEqualTo(GOLD.get(it.sentenceId())));
  }

  @Test
  void thePageNamesEveryReturn() {
    assertThat(FormatsPage.tried("merge").map(Tried::name))
        .containsExactlyElementsOf(accepted().keySet());
    assertThat(FormatsPage.tried("merge").toList())
        .allMatch(it -> it.sentences() == 3 && it.entities() == 4);
    assertThat(FormatsPage.refused("merge")).containsExactlyElementsOf(refused().keySet());
  }

  private CollectedReturns merged(String select) throws IOException {
    Duck.copy(SAID + select, temp.resolve("a.parquet"));
    return CollectedReturns.of(
        LABELS, SENT, Hadoop.local(), Deliveries.list(Hadoop.local(), Hadoop.path(temp)));
  }

  private static SentSentence sent(String id, String text) {
    Sentence sentence = Sentence.ofWords("test", List.of(text.split(" ")));
    return SentSentence.of(id, "b1", sentence.text(), sentence.words());
  }
}
