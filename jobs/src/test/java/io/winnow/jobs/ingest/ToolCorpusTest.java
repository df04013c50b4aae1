package io.winnow.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.spans.WrittenSpan.Counts;
import io.winnow.text.OffsetUnit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is particular to the formats of tools, beside what {@code formats.md} shows of each. */
class ToolCorpusTest {

  private static final String IDA =
      "{'value':{'start':0,'end':3,'text':'Ida','labels':['PER']},'type':'labels'}";

  private static List<String> json(String content) throws IOException {
    return DoorFile.shown("a.json", content.replace('\'', '"'));
  }

  private static String task(String annotations) {
    return "[{'id':7,'data':{'text':'Ida\nin Ulm'},'annotations':[%s]}]"
        .formatted(annotations)
        .replace("\n", "\\n");
  }

  @Test
  void annotatorsWhoDifferMakeABadRecordUnlessOneIsGroundTruth() throws IOException {
    String one = "{'id':1,'completed_by':4,'result':[%s]}".formatted(IDA);
    String none = "{'id':2,'completed_by':5,'result':[]}";
    assertThat(json(task(one))).containsExactly("7: Ida\nin Ulm -> [[0,1) PER]");
    assertThat(json(task(one + "," + one))).containsExactly("7: Ida\nin Ulm -> [[0,1) PER]");
    assertThatThrownBy(() -> json(task(one + "," + none)))
        .hasMessageContainingAll("'annotation 1 by 4' and 'annotation 2 by 5' say different");
    String truth = none.replace("'id':2", "'id':2,'ground_truth':true");
    assertThat(json(task(one + "," + truth))).containsExactly("7: Ida\nin Ulm -> []");
  }

  @Test
  void whatNobodyAnsweredIsNotAnnotated() throws IOException {
    assertThat(json(task(""))).containsExactly("7: Ida\nin Ulm -> ?");
    assertThat(json(task("{'was_cancelled':true,'result':[%s]}".formatted(IDA))))
        .containsExactly("7: Ida\nin Ulm -> ?");
    assertThat(
            json(
                "[{'fields':{'text':'Ida'},'responses':{'q':[{'status':'draft','user_id':'u',"
                    + "'value':[{'start':0,'end':3,'label':'PER'}]}]}}]"))
        .containsExactly("null: Ida -> ?");
  }

  @Test
  void responsesThatDifferAreABadRecord() {
    assertThatThrownBy(
            () ->
                json(
                    "[{'fields':{'text':'Ida'},'responses':{'q':[{'user_id':'u','value':"
                        + "[{'start':0,'end':3,'label':'PER'}]},{'user_id':'v','value':[]}]}}]"))
        .hasMessageContainingAll("'responses.q by u' and 'responses.q by v' say different");
  }

  @Test
  void aSuggestionIsNoGoldWhateverTheQuestionIsCalled() throws IOException {
    assertThat(
            json(
                "{'text':'Ida','ner-suggestion':[{'start':0,'end':3,'label':'PER'}],"
                    + "'model_predictions':[[0,3,'PER']]}"))
        .containsExactly("null: Ida -> ?");
  }

  @Test
  void jsonIsReadHoweverAFileHoldsIt() throws IOException {
    String record = "{'text':'Ida','spans':[[0,3,'PER']]}";
    for (String file :
        List.of(
            record,
            "[%s]".formatted(record),
            "\n [\n%s\n]\n".formatted(record),
            record.replace("{", "{\n ").replace(",'spans'", ",\n 'spans'"),
            "{'examples':[%s]}".formatted(record),
            "{\n'rasa_nlu_data':{\n'common_examples':[%s]}}".formatted(record),
            "[['Ida',{'entities':[[0,3,'PER']]}]]")) {
      assertThat(json(file)).as(file).containsExactly("null: Ida -> [[0,1) PER]");
    }
    assertThat(json("['Ida','Bo']")).containsExactly("null: Ida -> ?", "null: Bo -> ?");
    assertThatThrownBy(() -> json("[" + record + ",{'text':"))
        .hasMessageContaining("it ends in the middle of record 2");
    assertThatThrownBy(() -> json("{'train':[%s],'data':[%s]}".formatted(record, record)))
        .hasMessageContainingAll("several lists of records: [data, train]", "jq -c '.data[]' FILE");
  }

  @Test
  void aSpanInPartsIsOneOnlyIfBlanksAreBetween() {
    String text = "New\nYork and Ulm";
    assertThat(
            BratDocument.record(
                    "a", text, Optional.of("T1\tLOC 0 3;4 8\tNew York"), OffsetUnit.CODE_POINTS)
                .gold()
                .spans())
        .containsExactly(new GivenSpan(Counts.CHARACTERS, 0, 8, "LOC", "New York"));
    assertThatThrownBy(
            () ->
                BratDocument.record(
                    "a", text, Optional.of("\nT7\tLOC 0 3;13 16\tNew Ulm"), OffsetUnit.CODE_POINTS))
        .hasMessageContainingAll(
            "line 2 of its .ann, T7 'New Ulm' is in 2 parts", "[[0,3), [13,16)]");
  }

  @Test
  void aFolderOfBratKeepsIdsAndSaysWhatHasNoAnnotations(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("a.txt"), "Ida in Ulm");
    Files.writeString(folder.resolve("a.ann"), "T1\tPER 0 3\tIda\n");
    Files.writeString(folder.resolve("b.txt"), "Bo");
    try (Corpus corpus = CorpusFiles.read(folder)) {
      assertThat(CorpusFiles.shown(corpus.sentences()))
          .containsExactly("Bo -> ?", "Ida|in|Ulm -> [[0,1) PER]");
      assertThat(corpus.sentences().select("source_id").collectAsList().toString())
          .contains("/a]", "/b]");
      assertThat(corpus.notes()).anyMatch(it -> it.contains("documents without an .ann"));
    }
    Files.writeString(folder.resolve("c.ann"), "T1\tPER 0 3\tIda\n");
    assertThatThrownBy(() -> CorpusFiles.read(folder))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("c.ann line 1: its text, ", "/c.txt, is not there");
  }

  @Test
  void aTableHasQuotesLineEndsAndSeparatorsOfItsOwn() throws IOException {
    assertThat(DoorFile.shown("a.csv", "id;text\r\n1;\"a;\"\"b\"\"\r\nc\"\r\n"))
        .containsExactly("1: a;\"b\"\r\nc -> ?");
    assertThatThrownBy(() -> DoorFile.shown("a.csv", "text,b\na,b,c\n"))
        .hasMessage("3 cells in a table of 2 columns [text, b]");
    assertThatThrownBy(() -> DoorFile.shown("a.csv", "text,b\n\"a,b\nc,d\n"))
        .hasMessage("a quotation mark here is never closed");
    assertThatThrownBy(() -> DoorFile.shown("a.csv", "text,b\n\"a\" b,c\nd,e\n"))
        .hasMessageContaining("no table from here on");
    assertThatThrownBy(() -> DoorFile.shown("a.csv", "one,two\na,b\n"))
        .hasMessageContainingAll("is to name the columns", "one,two");
    assertThatThrownBy(() -> DoorFile.shown("a.csv", "text,start,end,label\nIda,0,3,PER\n"))
        .hasMessageContaining("seems to be a span");
    assertThatThrownBy(
            () -> DoorFile.shown("a.csv", "sent_id,word,tag\n1,Ida,O\n2,Bo,O\n1,Ulm,O\n"))
        .hasMessageContaining("sentence '1' was there before");
  }

  @Test
  void bytesOfAnotherEncodingFarBehindAreToldAsSuch(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("a.csv");
    String rows = "text,b\n" + "Ida in Ulm,2\n".repeat(1 << 16) + "Zo\u00eb,3\n";
    Files.writeString(file, rows, StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> CorpusFiles.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("1 of ", "init.encoding=windows-1252");
  }

  @Test
  void conllNamedAsATableStaysWhatItIs(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("a.tsv");
    Files.writeString(file, "text\tlabel\nIda\tB-PER\nin\tO\n\nUlm\tB-LOC\n");
    assertThat(CorpusFiles.shown(file)).contains("Ulm -> [[0,1) LOC]");
    Files.writeString(file, "text\tspans\nIda in Ulm\t[[0, 3, \"PER\"]]\n");
    assertThat(CorpusFiles.shown(file)).containsExactly("Ida|in|Ulm -> [[0,1) PER]");
  }

  @Test
  void biocReadsNothingButItsOwnFile() throws IOException {
    String xml =
        "<!DOCTYPE collection [<!ENTITY x SYSTEM"
            + " \"file:///etc/hostname\">]><collection><document><id>d</id><passage><offset>5</offset><text>Ida"
            + " &x;</text></passage></document></collection>";
    assertThatThrownBy(() -> DoorFile.shown("a.xml", xml)).hasMessageContaining("x");
    assertThatThrownBy(() -> DoorFile.shown("a.xml", "<html><body/></html>"))
        .hasMessageContaining("this XML is not BioC: <html>");
    String good =
        xml.replace(
            "&x;",
            "&amp; Bo</text><annotation id=\"1\"><infon key=\"type\">PER</infon><location"
                + " offset=\"11\" length=\"2\"/><text>Bo</text></annotation><text>Ida &amp; Bo");
    assertThat(DoorFile.shown("a.xml", good)).containsExactly("d: Ida & Bo -> [[2,3) PER]");
  }

  @Test
  void whatToolsKnowOfADocumentIsMetadata() throws IOException {
    for (String content :
        List.of(
            "[{'data':{'text':'Ida','lang':'de'},'annotations':[]}]",
            "[{'fields':{'text':'Ida'},'responses':{},'metadata':{'lang':'de'}}]",
            "{'text':'Ida','_server_id':'s','lang':'de','q.responses':[],'q.suggestion':'x'}",
            "{'id':'d','infons':{},'passages':[{'offset':0,'text':'Ida',"
                + "'infons':{'lang':'de'},'annotations':[]}]}")) {
      RawRecord record =
          DoorFile.records(Path.of("a.json"), content.replace('\'', '"'), OffsetUnit.CODE_POINTS)
              .get(0);
      assertThat(record.metadata().path("lang").asText()).as(content).isEqualTo("de");
      assertThat(record.remarks()).extracting(Remark::text).noneMatch(it -> it.contains("lang"));
    }
  }

  /** One cell a sentence, or the same in all its rows; what varies in one sentence is of words. */
  @Test
  void columnsOfATableOfWordsWithOneValueASentenceAreMetadata(@TempDir Path folder)
      throws IOException {
    Path file =
        CorpusFiles.write(
            folder.resolve("words.csv"),
            """
            sentence_id,word,doc,year,kind,ner,note
            1,Ida,d 1,2020,x,O,
            1,sang,d 1,,x,O,
            2,Ulm,d 2,2021,y,O,
            3,Bo,,2021,x,O,
            3,ran,,2021,y,O,
            4,Eve,d 2,2022,x,B-PER,
            4,sat,d 2,2022,x,O,
            """);
    try (Corpus corpus = CorpusFiles.read(file)) {
      assertThat(
              corpus.sentences().selectExpr("text", "metadata").collectAsList().stream()
                  .map(row -> row.getString(0) + " " + row.getString(1)))
          .containsExactlyInAnyOrder(
              "Ida sang {\"doc\":\"d 1\",\"year\":\"2020\"}",
              "Ulm {\"doc\":\"d 2\",\"year\":\"2021\"}",
              "Bo ran {\"year\":\"2021\"}",
              "Eve sat {\"doc\":\"d 2\",\"year\":\"2022\"}");
      assertThat(CorpusFiles.shown(corpus.sentences())).contains("Eve|sat -> [[0,1) PER]");
    }
  }
}
