package io.winnow.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.jobs.ingest.Corpus.ReadCounts;
import io.winnow.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonLinesCorpusTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      quoteCharacter = '`',
      value = {
        "{'text':'Anna met Bob'} > Anna|met|Bob > ?",
        "{'tokens':['New York','.'],'tags':null} > New York|. > ?",
        "{'words':['Anna','met'],'tags':['I-PER','O']} > Anna|met > [[0,1) PER]",
        "{'words':['a','b','c'],'ner_tags':['B-X','L-X','U-Y']} > a|b|c > [[0,2) X, [2,3) Y]",
        "{'words':['a','b'],'tags':['O','O']} > a|b > []",
        "{'text':'Bob (Anna)','words':['Bob','Anna']} > Bob|Anna > ?",
        "{'words':['a','b'],'spans':[{'start_word':1,'end_word':2,'type':'X'}]} > a|b > [[1,2) X]",
        "{'text':'👍🏽 in Bonn','entities':[{'start':6,'end':10,'label':'L'}]} > 👍🏽|in|Bonn >"
            + " [[2,3) L]",
        "{'text':'from Berlin now','label':[[7,9,'LOC']]} > from|Berlin|now > [[1,2) LOC]",
        "{'text':'a bc d','labels':[[3,6,'X'],[3,6,'X']]} > a|bc|d > [[1,3) X]",
        "{'text':'good film','label':['positive']} > good|film > ?",
        "{'text':'a b','entities':[{'start_offset':2,'end_offset':3,'label':'X'}]} > a|b > [[1,2)"
            + " X]",
        "{'text':'👍 ab ab','words':[{'text':'ab','start':5,'end':7}]} > ab > ?",
      })
  void recordsOfEveryShapeAreRead(String json, String words, String spans) throws IOException {
    Path file = CorpusFiles.write(folder.resolve("a.jsonl"), json.replace('\'', '"') + "\n");

    assertThat(CorpusFiles.shown(file)).containsExactly(words + " -> " + spans);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      quoteCharacter = '`',
      value = {
        "{'text':'a' > not JSON at column",
        "{'text':'a'} {} > not JSON",
        "7 > not a JSON object",
        "['a'] > the file is one JSON array; write one object a line",
        "[ > the file is one JSON array; write one object a line",
        "[{'text':'a'},{'text':'b'}] > the file is one JSON array; write one object a line",
        "{ > write each object in one line",
        "{'text':'a','text':'b'} > Duplicate field 'text'",
        "{'text':'a','meta':{'x':1,'x':2}} > Duplicate field 'x'",
        "{'text':'a \\ud83d b'} > character 3 of 'text' is half of a surrogate pair (U+D83D)",
        "{'text':'ab\\u0000'} > character 3 of 'text' is NUL (U+0000)",
        "{'words':['a','\\udc00']} > character 1 of word 2 is half of a surrogate pair",
        "{'words':['a',' \\u00a0\\u200b']} > word 2 of 2 is empty",
        "{'sentence':'a','ner':[]} > is given; there are [sentence, ner]",
        "{'sentence':'a'} > neither 'text' nor 'words' nor 'tokens'",
        "{'text':7} > 'text' is 7, not a string",
        "{'words':['a','']} > word 2 of 2 is empty",
        "{'words':['a',null]} > word 2 is null, not a string",
        "{'words':'a b'} > 'words' is not a list",
        "{'text':'a b','words':['b','a']} > word 2 'a' is not in the text after character" + " 3",
        "{'words':['a'],'tags':['O','O']} > 2 tags for 1 words",
        "{'words':['a'],'tags':['PER']} > tag 'PER'",
        "{'words':['a'],'ner_tags':[3]} > 'ner_tags' holds numbers, such as 3, and nothing says"
            + " what they",
        "{'text':'a','tags':['O']} > tags need the words",
        "{'text':'a b','spans':[{'start_word':1,'end_word':3,'type':'X'}]} > [1,3) X does not fit"
            + " the sentence's 2 words",
        "{'text':'ab','spans':[{'start':0,'end':3,'type':'X'}]} > [0,3) X does not fit the text's 2"
            + " characters",
        "{'text':'a  b','spans':[{'start':1,'end':2,'type':'X'}]} > holds no word",
        "{'text':'ab','spans':[{'start':0,'end':1.5,'type':'X'}]} > 'end' of span 1 is 1.5, not a"
            + " whole number",
        "{'text':'ab','spans':[{'start':0,'end':1}]} > type of span 1 is absent",
        "{'text':'abcd','label':[[0,2,'X'],[2,4,'Y']]} > [0,1) X and [0,1) Y overlap",
      })
  void aBadRecordIsNamedByFileAndLine(String json, String problem) throws IOException {
    Path file =
        CorpusFiles.write(
            folder.resolve("bad.jsonl"), "{\"text\":\"ok\"}\n\n" + json.replace('\'', '"'));

    assertThatThrownBy(() -> CorpusFiles.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("1 of 3 records are bad", "bad.jsonl line 3: ", problem);
  }

  @Test
  void theFirstFiveBadRecordsAreListedAndAllAreCounted() throws IOException {
    CorpusFiles.write(folder.resolve("in/a.jsonl"), "{\"text\":\"ok\"}\n" + "{}\n".repeat(3));
    CorpusFiles.write(folder.resolve("in/b.jsonl"), "x\n".repeat(4));

    assertThatThrownBy(() -> CorpusFiles.read(folder.resolve("in")))
        .hasMessageContainingAll(
            "7 of 8 records are bad, at most 0 may be",
            "The first 5",
            "a.jsonl line 2",
            "a.jsonl line 4",
            "b.jsonl line 2")
        .hasMessageNotContaining("b.jsonl line 3");
  }

  @Test
  void badRecordsWithinTheLimitAreLeftOutAndCounted() throws IOException {
    Path file =
        CorpusFiles.write(folder.resolve("a.jsonl"), "{\"text\":\"ok\"}\nx\n{\"text\":\"\"}\n");
    CorpusInput input = CorpusFiles.input(file, InputFormat.JSONL, "a", 1);

    try (Corpus corpus = Corpus.read(LocalSpark.session(), input)) {
      assertThat(corpus.counts()).isEqualTo(new ReadCounts(1, 1, 1));
      assertThat(corpus.problems()).singleElement().asString().startsWith("a.jsonl line 2: ");
    }
  }

  @Test
  void theInputsOwnIdIsKept() throws IOException {
    Path file =
        CorpusFiles.write(
            folder.resolve("a.jsonl"),
            "\uFEFF{\"id\":17,\"text\":\"a\"}\n{\"id\":\"x\",\"text\":\"b\"}");

    try (Corpus corpus = CorpusFiles.read(file)) {
      assertThat(corpus.sentences().collectAsList())
          .extracting((Row row) -> row.getAs("source_id"))
          .containsExactlyInAnyOrder("17", "x");
    }
  }
}
