package io.winnow.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.annotation.AnnotationStatus;
import io.winnow.columns.ColumnQuery;
import io.winnow.contract.CollectedReturns;
import io.winnow.contract.ContractBreachException;
import io.winnow.contract.ReturnSink.RejectedRow;
import io.winnow.files.TextEncoding;
import io.winnow.text.TypeMap;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What each tool's record means. The sentence "digits" is 1984 42, with 1984 [0,4) suggested as
 * PER. A record {@code #} stands for its text, record and batch.
 */
class ToolAnswersTest {

  private static final String DIGITS =
      "\"text\":\"1984 42\",\"record_id\":\"digits\",\"batch_id\":\"r0001-b0001\"";

  @TempDir private Path temp;
  private Office office;

  @BeforeEach
  void open() {
    office = new Office(temp);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        // Whatever the control, the field or the shape is called.
        "label-studio;"
            + " {#,'annotator':1,'ner':[{'start':0,'end':4,'text':'1984','labels':['PER']}]}; done"
            + " [0,1) PER",
        "label-studio; {#,'annotator':1,'ner':[{'start':0,'end':4,'labels':['PER']}],'topic':'x'};"
            + " done [0,1) PER",
        "label-studio;"
            + " {#,'annotator':1,'ner':[{'start':0,'end':4,'labels':['PER']}],'kind':[{'start':0,'end':4,'choices':['x']}]};"
            + " done [0,1) PER",
        "label-studio; {#,'annotator':1}; done",
        "label-studio;"
            + " {#,'annotator':1,'topic':{'choices':['a','b']},'stars':[{'rating':4}],'why':['so']};"
            + " done",
        "label-studio;"
            + " {#,'annotator':1,'predictions':[{'result':[{'value':{'start':0,'end':4,'labels':['PER']}}]}]};"
            + " done",
        "doccano; {#,'id':1,'entities':[],'spans':[{'start':0,'end':4,'label':'PER'}]}; done [0,1)"
            + " PER",
        "doccano;"
            + " {#,'id':1,'entities':[],'relations':[],'annotations':[{'label':'PER','start_offset':0,'end_offset':4,'user':1}]};"
            + " done [0,1) PER",
        "doccano; {#,'id':1,'entities':[],'answer':{'ner':[[0,4,'PER']]}}; done [0,1) PER",
        "doccano;"
            + " {#,'id':1,'label':[[0,4,'PER']],'entities':[{'label':'PER','start_offset':0,'end_offset':4}]};"
            + " done [0,1) PER",
        "doccano; {#,'id':1,'labels':[]}; done",
        "doccano; {#,'id':1,'label':[],'entities':[],'cats':['x'],'Comments':['hm']}; done",
        "prodigy; {#,'answer':'accept','spans':[],'entities':[{'start':0,'end':4,'type':'PER'}]};"
            + " done [0,1) PER",
        "prodigy; {#,'answer':'accept','tokens':[{'text':'1984','start':0,'end':4,'id':0}]}; done",
        "prodigy;"
            + " {#,'answer':'accept','tokens':[{'start':0,'end':4,'label':'x'}],'spans':[{'start':0,'end':4,'label':'PER'}]};"
            + " done [0,1) PER",
        // Nothing understood is not nothing there.
        "label-studio; {#,'annotator':1,'ner':[{'start':0,'end':4,'text':'1984'}]}; type of span 1"
            + " of 'ner' is absent",
        "label-studio; {#,'annotator':1,'ner':[{'start':0,'end':4,'labels':[]}]}; span 1 of"
            + " 'ner' has 0 entity types",
        "label-studio; {#,'annotator':1,'ner':[{'start':0,'end':4,'labels':['PER','LOC']}]}; span"
            + " 1 of 'ner' has 2 entity types: [\"PER\",\"LOC\"]",
        "label-studio; {#,'annotator':1,'ner':{'PER':[[0,4]]}}; no span of it can be read, although"
            + " 'ner'",
        "label-studio; {#,'annotator':1,'ner':'[{]'}; no span of it can be read, although 'ner' may"
            + " hold some",
        "label-studio; {#,'annotator':1,'ner':['B-PER','O']}; no span of it can be read, although"
            + " 'ner' may hold some",
        "label-studio; {#,'annotator':1,'ner':{'start':0,'end':4,'labels':['PER']}}; its 'ner' has"
            + " a region [0,4)",
        "label-studio; {#,'annotator':1,'box':[{'x':1,'y':2,'rectanglelabels':['PER']}]}; no span"
            + " of it can be read, although 'box'",
        "label-studio;"
            + " {#,'annotator':1,'ner':[{'start':'0','end':'0','startOffset':0,'endOffset':4,'paragraphlabels':['PER']}]};"
            + " span 1 of 'ner' begins at '0' of a page",
        "doccano; {#,'id':1}; it has neither 'label' nor 'labels' nor 'entities'",
        "doccano; {#,'id':1,'label':['PER']}; span 1 of 'label' is \"PER\", neither an object"
            + " nor [start, end, type]",
        "doccano; {#,'id':1,'label':[[0,4,7]]}; the type of span 1 of 'label' is the number 7",
        "doccano; {#,'id':1,'annotations':[{'label':7,'start_offset':0,'end_offset':4}]}; the type"
            + " of span 1 of 'annotations' is the number 7",
        "doccano;"
            + " {#,'id':1,'label':[[0,4,'PER']],'entities':[{'label':'LOC','start_offset':0,'end_offset':4}]};"
            + " its 'label' and its 'entities' hold different regions",
        "doccano; {#,'id':1,'entities':[],'ner':{'PER':[[0,4]]}}; no span of it can be read,"
            + " although 'ner'",
        "prodigy; {#,'answer':'accept','spans':[{'start':0,'end':4}]}; type of span 1 is"
            + " absent",
        "prodigy; {#,'answer':'accept','spans':[{'token_start':0,'token_end':0,'label':'PER'}]};"
            + " span [0,1) PER counts words, and the record has 0 tokens",
        "prodigy; {#,'answer':'accept','spans':[{'start':0,'end':99,'label':'PER'}]}; its region"
            + " [0,99) lies outside of the text",
        "prodigy; {#,'answer':'accept','label':'POSITIVE','_view_id':'classification'}; it has no"
            + " 'spans', so it answers another question",
        // Regions that are taken back, or come twice.
        "prodigy;"
            + " {#,'answer':'accept','spans':[{'start':0,'end':4,'label':'PER','answer':'accept'},{'start':5,'end':7,'label':'LOC','answer':'reject'}]};"
            + " done [0,1) PER",
        "prodigy;"
            + " {#,'answer':'accept','spans':[{'start':0,'end':4,'label':'PER','answer':'reject'}]};"
            + " all spans of 'spans' were rejected",
        "doccano;"
            + " {#,'id':1,'entities':[{'start':0,'end':4,'label':'PER','status':'draft'},{'start':5,'end':7,'label':'LOC'}]};"
            + " done [1,2) LOC",
        "doccano; {#,'id':1,'label':[[0,4,'PER'],[0,4,'PER']]}; done [0,1) PER",
        "doccano; {#,'id':1,'label':[[0,4,'PER'],[0,4,'LOC']]}; which overlap",
        // States.
        "label-studio; {#,'annotator':1,'was_cancelled':true,'ner':[]}; skipped",
        "label-studio; {#,'annotator':1,'last_action':'rejected','ner':[]}; skipped",
        "doccano; {#,'id':1,'label':[],'status':'discarded'}; skipped",
        "doccano; {#,'id':1,'label':[],'status':'Cancelled'}; skipped",
        "doccano; {#,'id':1,'label':[],'state':'later'}; its 'state' is \"later\", which says"
            + " neither",
        "doccano; {#,'id':1,'label':[],'skipped':'maybe'}; its 'skipped' is \"maybe\", not true or"
            + " false",
        "doccano; {#,'id':1,'label':[],'status':'done','draft':false}; done",
        "doccano; {#,'id':1,'label':[[0,4,'PER']],'annotation_approver':'kim'}; done [0,1) PER",
        "doccano; {#,'id':1,'label':[[0,4,'LOC']],'annotation_approver':null}; done [0,1) LOC",
        "doccano; {#,'id':1,'label':[[0,4,'PER']],'is_approved':true}; done [0,1) PER",
        "prodigy; {#,'answer':'ignore','spans':[{'start':0,'end':9}]}; type of span 1 is"
            + " absent",
        "prodigy; {#,'answer':'skip','spans':[]}; its 'answer' is 'skip', none of accept",
        "prodigy; {#,'answer':'accept','status':'rejected','spans':[]}; skipped",
        // One record.
        "doccano; {#,'id':1,'label':[],'label':[[0,4,'PER']]}; it is no JSON (Duplicate field"
            + " 'label')",
        "doccano; {#,'id':1,'label':[],'note':'\\ud83d'}; it has half a character, \\ud83d",
        "doccano; {#,'id':1,'label':[[0,4,'\\ude00']]}; it has half a character, \\ude00",
      })
  void meansWhatItSays(String format, String record, String expected) throws IOException {
    assertSays(imported(format, record(record)), expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "'annotations':[{'result':[]}]; done",
        "'annotations':[{'result':[],'ground_truth':true}]; done",
        "'annotations':[{'result':[@],'was_cancelled':true}]; skipped",
        "'annotations':[{'result':[@],'skipped':true}]; skipped",
        "'completions':[{'result':[],'skipped':true}]; skipped",
        "'completions':[{'result':[@]}]; done [0,1) PER",
        "'result':[@]; done [0,1) PER",
        "'annotations':[{'result':null}]; an annotation of it has no 'result'",
        "'annotations':[{'result':[@]}],'predictions':[{'result':[{'value':{'start':5,'end':7,'labels':['LOC']}}]}];"
            + " done [0,1) PER",
        "'annotations':[{'result':[@,{'id':'a','type':'choices','value':{'start':0,'end':4,'choices':['x']}},{'type':'relation','labels':['x']},{'type':'rating','value':{'rating':3}}]}];"
            + " done [0,1) PER",
        "'annotations':[{'result':[{'type':'choices','value':{'start':0,'end':4,'choices':['x']}}]}];"
            + " type of result 1 is absent",
        "'annotations':[{'result':[{'type':'labels','value':{'start':0,'end':4}}]}]; type of result"
            + " 1 is absent",
        "'annotations':[{'result':[{'type':'rectanglelabels','value':{'x':1,'rectanglelabels':['PER']}}]}];"
            + " result 1 has no place that is understood",
        "'annotations':[{'result':[{'type':'brushlabels','value':{'start':0,'end':4,'brushlabels':['PER']}}]}];"
            + " result 1 has 'brushlabels', which are not known to mark text",
        "'annotations':[{'result':[{'type':'hypertextlabels','value':{'start':'/p[1]/text()[1]','end':'/p[1]/text()[1]','startOffset':0,'endOffset':4,'hypertextlabels':['PER']}}]}];"
            + " result 1 begins at '/p[1]/text()[1]'",
        "'annotations':[{'result':[{'type':'hypertextlabels','value':{'start':'/p[1]','end':'/p[1]','startOffset':1,'endOffset':5,'globalOffsets':{'start':0,'end':4},'text':'1984','hypertextlabels':['PER']}}]}];"
            + " done [0,1) PER",
        "'annotations':[{'result':[{'type':'paragraphlabels','value':{'start':'0','end':'0','startOffset':0,'endOffset':4,'paragraphlabels':['PER']}}]}];"
            + " result 1 begins at '0' of a page",
        "'annotations':[{'result':[{'type':'labels','value':{'start':0,'end':4,'labels':['PER','LOC']}}]}];"
            + " result 1 has 2 entity types",
        "'annotations':[],'answers':[{'regions':[{'start':0,'end':4,'label':'PER'}]}]; it has no"
            + " annotations, but regions in its 'answers'",
        "'annotations':[]; nothing",
        "'annotations':[],'total_annotations':2; it says that it has 2 annotations, and holds none",
        "'predictions':[{'result':[@]}],'drafts':[{'result':[@]}]; nothing",
        "'annotations':[{'result':[@],'draft':true}]; nothing",
        "'annotations':[{'result':[@],'last_action':'prediction'}]; nothing",
      })
  void aTaskOfLabelStudioMeansWhatItSays(String fields, String expected) throws IOException {
    String region =
        "{'id':'a','type':'labels','value':{'start':0,'end':4,'text':'1984','labels':['PER']}}";
    String task = record("[{'id':1,'data':{#},%s}]".formatted(fields.replace("@", region)));
    assertSays(
        imported("label-studio", task),
        expected.replace("nothing", "it holds no answer: 1 of 1 records "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "ner; accept 0 4 PER; accept 5 7 LOC; reject 5 7 PER; done [0,1) PER [1,2) LOC",
        "blocks','_is_binary':true,'x':'; accept 0 4 PER; accept 5 7 LOC; reject 5 7 PER; done"
            + " [0,1) PER [1,2) LOC",
        "ner; accept 0 4 PER; accept 0 4 PER; ignore 5 7 LOC; done [0,1) PER",
        "ner; accept 0 4 PER; reject 5 7 LOC; reject 5 7 PER; done [0,1) PER",
        "ner; reject 0 4 PER; reject 5 7 LOC; ignore 0 4 LOC; its spans were rejected (2 answers)",
        "ner; accept 0 4 PER; reject 0 4 PER; accept 5 7 LOC; the same of its spans was accepted"
            + " and rejected",
        "ner; ignore 0 4 PER; ignore 0 4 LOC; ignore 5 7 LOC; skipped",
        "ner; accept 0 4 PER; accept 5 99 LOC; accept 5 7 LOC; one of its 3 answers can't be read:"
            + " its region [5,99)",
        "; accept 0 4 PER; accept 5 7 LOC; reject 5 7 PER; done [0,1) PER [1,2) LOC",
        "; accept 0 4 PER; accept 0 4 PER; accept 0 4 PER; done [0,1) PER",
        "; accept 0 4 PER; reject 0 4 PER; reject 5 7 PER; the same of its spans was accepted and"
            + " rejected",
        "; reject 0 4 PER; reject 5 7 LOC; reject 5 7 PER; its spans were rejected (3 answers)",
      })
  void binaryAnswersOfProdigyAddUp(
      String view, String one, String two, String three, String expected) throws IOException {
    String lines =
        List.of(one, two, three).stream()
            .map(
                line -> {
                  String[] part = line.split(" ");
                  String viewed = view == null ? "" : "'_view_id':'%s',".formatted(view);
                  return record(
                      "{#,%s'answer':'%s','spans':[{'start':%s,'end':%s,'label':'%s'}]}"
                          .formatted(viewed, part[0], part[1], part[2], part[3]));
                })
            .collect(Collectors.joining("\n"));
    assertSays(imported("prodigy", lines), expected);
  }

  @ParameterizedTest
  @CsvSource({"accept,done [0,1) PER", "reject,was rejected"})
  void oneBinaryAnswerIsOfItsSpanAlone(String answer, String expected) throws IOException {
    String said =
        imported(
            "prodigy",
            record(
                "{#,'_view_id':'ner','answer':'%s','spans':[{'start':0,'end':4,'label':'PER'}]}"
                    .formatted(answer)));
    assertThat(said).contains(expected.replace("was rejected", "none was accepted"));
  }

  @ParameterizedTest
  @CsvSource({"label-studio", "doccano", "prodigy"})
  void aFileHoldsLinesOrOneArray(String format) throws IOException {
    String record = record("{#,'id':1,'annotator':1,'answer':'accept','spans':[[0,4,'PER']]}");
    for (String content :
        List.of(
            record + "\n",
            "\r\n" + record + "\r\n",
            "[" + record + "]",
            " [\n " + record + "\n,\n" + record + "\n]\n")) {
      assertThat(imported(format, content)).isEqualTo("done [0,1) PER");
    }
  }

  @ParameterizedTest
  @CsvSource({"UTF-16LE,true", "UTF-16BE,true", "UTF-8,true", "UTF-16LE,false", "UTF-8,false"})
  void bytesAreDecodedAsTheirMarkOrTheOptionSays(String charset, boolean isMarked)
      throws IOException {
    String record =
        "{\"id\":1,\"text\":\"%s\",\"record_id\":\"marks\",\"batch_id\":\"r0001-b0001\",\"label\":[[16,18,\"LOC\"]]}\r\n"
            .formatted(Office.text("marks"));
    byte[] bytes = ((isMarked ? "\uFEFF" : "") + record).getBytes(Charset.forName(charset));
    TextEncoding encoding = isMarked ? TextEncoding.AUTO : TextEncoding.named(charset);
    office.deliver(settings("doccano", encoding, TypeMap.NONE, 1), List.of(bytes));
    assertThat(said()).isEqualTo("done [3,4) LOC");
  }

  @ParameterizedTest
  @CsvSource({"label-studio,task 2", "doccano,line 2", "prodigy,line 2"})
  void bytesThatAreNoTextSpoilTheirRecordAlone(String format, String place) throws IOException {
    String record = record("{#,'id':1,'annotator':1,'answer':'accept','spans':[[0,4,'PER']]}");
    String broken = record.replace("PER", "P\u00C9R");
    String content =
        format.equals("label-studio")
            ? "[" + record + "," + broken + "," + record + "]"
            : record + "\n" + broken + "\n" + record + "\n";
    office.deliver(ToolFormat.named(format), content.getBytes(StandardCharsets.ISO_8859_1));
    assertThat(office.check().accepted()).hasSize(1);
    assertThat(office.check().rejected())
        .singleElement()
        .extracting(RejectedRow::message)
        .asString()
        .contains(place + ": byte ", " (0xC9) is not UTF-8; if the file is in another encoding");
  }

  @Test
  void aFileInAnEncodingThatDoesNotFitIsRefused() {
    assertThatThrownBy(
            () ->
                office.deliver(
                    settings("doccano", TextEncoding.named("US-ASCII"), TypeMap.NONE, 1),
                    "{\"id\": \"\u00E9\"}"))
        .isInstanceOf(ContractBreachException.class)
        .hasMessageContaining("byte 9 of the file (0xC3) is not US-ASCII");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "doccano; {#,'id':1,'label':[[0,4,'Person'],[5,7,'Misc']]}",
        "prodigy; {#,'answer':'accept','spans':[[0,4,'Person'],[5,7,'Misc']]}",
        "label-studio; {#,'annotator':1,'ner':[[0,4,'Person'],[5,7,'Misc']]}",
        "conll; # record_id = digits|# batch_id = r0001-b0001|1984 B-Person|42 B-Misc|"
      })
  void typesAreRenamedAndDroppedOnPurpose(String format, String record) throws IOException {
    TypeMap types = new TypeMap(new TreeMap<>(Map.of("Person", "PER", "B-Misc", "")));
    ImportSummary summary =
        office
            .deliver(
                settings(format, TextEncoding.AUTO, types, 1), record(record).replace('|', '\n'))
            .summary();
    assertThat(said(office.check(types))).isEqualTo("done [0,1) PER");
    assertThat(summary.suggested()).isEqualTo(new ImportSummary.Suggested(1, 1));
  }

  @Test
  void whatWasPassedOverIsNamedOnceAFile() throws IOException {
    ImportSummary summary =
        office
            .deliver(
                ToolFormat.LABEL_STUDIO,
                record("{#,'annotator':1,'ner':[[0,4,'PER']],'topic':'x','agreement':1}"),
                record(
                    "{'id':1,'data':{#},'annotations':[{'result':[{'type':'choices','value':{'choices':['x']}}]}]}"))
            .summary();
    assertThat(summary.unused())
        .isEqualTo(
            Map.of(
                "export-0.txt",
                Map.of("topic", 1L),
                "export-1.txt",
                Map.of("results of type choices alone, taken as no entity", 1L)));
  }

  @Test
  void rejectionsAreTotalledByReason() throws IOException {
    ImportSummary summary =
        office
            .deliver(
                ToolFormat.DOCCANO,
                record(
                    "{#,'id':1,'label':[]}\n"
                        + "{#,'id':1}\n"
                        + "{\n"
                        + "{#,'id':1,'label':[[0,4,'']]}\n"
                        + "{#,'id':1,'label':[[0,4,' ']]}"))
            .summary();
    assertThat(summary.records()).isEqualTo(5);
    assertThat(summary.faults())
        .isEqualTo(
            Map.of(
                "a field missing or of another kind",
                1L,
                "not JSON",
                1L,
                "a region not understood",
                2L));
    assertThat(summary.firstFaults())
        .hasSize(4)
        .first()
        .asString()
        .startsWith("export-0.txt: line 2: ");
  }

  @ParameterizedTest
  @CsvSource({"doccano", "conll"})
  void whatNobodyOpenedIsNoAnswer(String format) throws IOException {
    ToolFormat tool = ToolFormat.named(format);
    String untouched =
        Tools.answered(tool, office.export(tool).get("r0001-b0001." + tool.layout().extension()));
    assertThatThrownBy(
            () -> office.deliver(settings(format, TextEncoding.AUTO, TypeMap.NONE, 0.9), untouched))
        .isInstanceOf(ContractBreachException.class)
        .hasMessageContaining(
            "Cannot import export-0.txt: 5 of 5 answers are exactly what was suggested, more than"
                + " the share of 0.9 in vendor.max-unchanged-share")
        .hasMessageContaining("doccano: Export only approved documents");
    assertThat(office.inbox()).isEmpty();
    ImportSummary summary =
        office.deliver(settings(format, TextEncoding.AUTO, TypeMap.NONE, 1), untouched).summary();
    assertThat(summary.suggested()).isEqualTo(new ImportSummary.Suggested(5, 5));
    String touched = untouched.replace("PER", "LOC");
    summary =
        office.deliver(settings(format, TextEncoding.AUTO, TypeMap.NONE, 0.9), touched).summary();
    assertThat(summary.suggested()).isEqualTo(new ImportSummary.Suggested(5, 0));
  }

  @ParameterizedTest
  @CsvSource({"label-studio", "prodigy"})
  void whereTheToolSaysWhoAnsweredItIsOnlyCounted(String format) throws IOException {
    ToolFormat tool = ToolFormat.named(format);
    String agreed =
        Tools.answered(tool, office.export(tool).get("r0001-b0001." + tool.layout().extension()));
    ImportSummary summary =
        office.deliver(settings(format, TextEncoding.AUTO, TypeMap.NONE, 0.9), agreed).summary();
    assertThat(summary.suggested()).isEqualTo(new ImportSummary.Suggested(5, 5));
  }

  @Test
  void whatNobodyApprovedAndNobodyChangedIsNoAnswer() throws IOException {
    String untouched = "{#,'id':1,'label':[[0,4,'PER']],'annotation_approver':null}";
    assertThat(imported("doccano", record(untouched)))
        .contains("it holds no answer: 1 of 1 records not approved and as suggested");
    assertThat(imported("doccano", record(untouched + "\n" + untouched.replace("null", "'kim'"))))
        .isEqualTo("done [0,1) PER");
  }

  private VendorImport settings(
      String format, TextEncoding encoding, TypeMap types, double maxUnchangedShare) {
    return new VendorImport(
        ToolFormat.named(format),
        Optional.empty(),
        Optional.of("anna"),
        encoding,
        types,
        maxUnchangedShare,
        CollectedReturns.LIMITS,
        ColumnQuery.auto("--"));
  }

  private String imported(String format, String content) throws IOException {
    try {
      office.deliver(ToolFormat.named(format), content);
      return said();
    } catch (ContractBreachException e) {
      return e.getMessage();
    }
  }

  /** The one answer, or why there is none. */
  private String said() throws IOException {
    return said(office.check());
  }

  private static String said(CollectedReturns check) {
    if (!check.rejected().isEmpty()) {
      assertThat(check.accepted()).isEmpty();
      assertThat(check.rejected()).hasSize(1);
      return check.rejected().get(0).message();
    }
    assertThat(check.accepted()).hasSize(1);
    var answer = check.accepted().get(0).annotation();
    return (answer.status() == AnnotationStatus.DONE ? "done " : "skipped ")
        .concat(answer.spans().stream().map(Object::toString).collect(Collectors.joining(" ")))
        .strip();
  }

  private static void assertSays(String said, String expected) {
    if (expected.startsWith("done") || expected.startsWith("skipped")) {
      assertThat(said).isEqualTo(expected);
    } else {
      assertThat(said).contains(expected);
    }
  }

  private static String record(String shorthand) {
    return shorthand
        .replace('\'', '"')
        .replace("#,", DIGITS + ",")
        .replace("{#}", "{" + DIGITS + "}");
  }
}
