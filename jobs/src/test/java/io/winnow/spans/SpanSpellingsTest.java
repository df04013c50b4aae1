package io.winnow.spans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.exchange.ImportDoor;
import io.winnow.jobs.ingest.InitDoor;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each known way of writing spans, the same record at both doors: {@code init} and {@code vendor
 * import}. {@code @} stands for both spans.
 */
class SpanSpellingsTest {

  private static final String TEXT = "Ida kam nach Ulm";

  /** As Prodigy and spaCy write them. */
  private static final String TOKENS =
      "'tokens':[{'text':'Ida','start':0,'end':3},{'text':'kam','start':4,'end':7},"
          + "{'text':'nach','start':8,'end':12},{'text':'Ulm','start':13,'end':16}],";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        // Places
        "{'start':0,'end':3,'label':'PER'}; {'start':13,'end':16,'label':'LOC'}",
        "{'start':0.0,'end':3.0,'label':'PER'}; {'start':13,'end':1.6e1,'label':'LOC'}",
        "{'start_offset':0,'end_offset':3,'label':'PER'};"
            + " {'startOffset':13,'endOffset':16,'label':'LOC'}",
        "{'BeginOffset':0,'EndOffset':3,'Type':'PER'};"
            + " {'begin_offset':13,'end-offset':16,'type':'LOC'}",
        "{'start_char':0,'end_char':3,'label':'PER'};"
            + " {'char_start':13,'char_end':16,'label':'LOC'}",
        "{'begin':0,'end':3,'label':'PER'}; {'start':13,'stop':16,'label':'LOC'}",
        "{'startIndex':0,'endIndex':3,'label':'PER'};"
            + " {'start_index':13,'end_index':16,'label':'LOC'}",
        "{'startIdx':0,'endIdx':3,'label':'PER'}; {'start_idx':13,'end_idx':16,'label':'LOC'}",
        "{'start_pos':0,'end_pos':3,'label':'PER'};"
            + " {'startPosition':13,'endPosition':16,'label':'LOC'}",
        "{'from':0,'to':3,'label':'PER'}; {'FROM':13,'TO':16,'label':'LOC'}",
        "{'offset':0,'length':3,'label':'PER'}; {'start':13,'length':3,'label':'LOC'}",
        "{'begin':0,'stop':3,'label':'PER'}; {'start':13,'end_char':16,'label':'LOC'}",
        "{'indices':[0,3],'label':'PER'}; {'offsets':[[13,16]],'label':'LOC'}",
        "{'span':[0,3],'label':'PER'}; {'range':[13,16],'label':'LOC'}",
        "{'position':[0,3],'label':'PER'}; {'char_span':[13,16],'label':'LOC'}",
        "{'location':{'start':0,'end':3},'label':'PER'};"
            + " {'span':{'begin':13,'end':16},'label':'LOC'}",
        "{'start':'/p[1]','startOffset':4,'endOffset':7,'globalOffsets':{'start':0,'end':3},'labels':['PER']};"
            + " {'start':'/p[2]','startOffset':4,'endOffset':7,'globalOffsets':{'start':13,'end':16},'labels':['LOC']}",
        "{'start_word':0,'end_word':1,'label':'PER'}; {'startWord':3,'endWord':4,'label':'LOC'}",
        "{'token_start':0,'token_end':0,'label':'PER'};"
            + " {'tokenStart':3,'tokenEnd':3,'label':'LOC'}",
        "{'start':0,'end':1,'start_char':0,'end_char':3,'label':'PER'};"
            + " {'start':3,'end':4,'start_char':13,'end_char':16,'label':'LOC'}",
        "{'start':0,'end':3,'token_start':0,'token_end':0,'label':'PER'};"
            + " {'start':13,'end':16,'token_start':3,'token_end':3,'label':'LOC'}",
        // Types
        "{'start':0,'end':3,'type':'PER'}; {'start':13,'end':16,'labels':['LOC']}",
        "{'start':0,'end':3,'labels':['PER','PER']};"
            + " {'start':13,'end':16,'type':'LOC','label':'LOC'}",
        "{'start':0,'end':3,'entity_type':'PER'}; {'start':13,'end':16,'entityGroup':'LOC'}",
        "{'start':0,'end':3,'tag':'PER'}; {'start':13,'end':16,'category':'LOC'}",
        "{'start':0,'end':3,'class':'PER'}; {'start':13,'end':16,'class_name':'LOC'}",
        "{'start':0,'end':3,'entity':'PER'}; {'start':13,'end':16,'ner_label':'LOC'}",
        "{'start':0,'end':3,'hypertextlabels':['PER']};"
            + " {'start':13,'end':16,'paragraphlabels':['LOC']}",
        // Quotes
        "{'start':0,'end':3,'label':'PER','text':'Ida'};"
            + " {'start':13,'end':16,'label':'LOC','value':'Ulm'}",
        "{'start':0,'end':3,'label':'PER','text':['Ida']};"
            + " {'start':13,'end':16,'label':'LOC','surfaceForm':'Ulm'}",
        "{'start':0,'end':3,'label':'PER','text':''};"
            + " {'start':13,'end':16,'label':'LOC','text':null}",
        // Lists, and what wraps a span
        "[0,3,'PER']; [13,16,'LOC']",
        "['PER',0,3]; ['LOC',13,16]",
        "[0,3,'PER','Ida']; [13,16,'LOC','Ulm']",
        "{'id':'x','type':'labels','value':{'start':0,'end':3,'labels':['PER']}};"
            + " {'type':'labels','value':{'start':13,'end':16,'text':'Ulm','labels':['LOC']}}",
        // Fields that are null, and what was not confirmed
        "{'start':0,'end':3,'label':'PER','type':null};"
            + " {'start':13,'end':16,'label':'LOC','text':null}",
        "{'start':0,'end':3,'label':'PER'}, {'start':4,'end':7,'label':'LOC','answer':'reject'};"
            + " {'start':13,'end':16,'label':'LOC','answer':'accept'}",
        "{'start':0,'end':3,'label':'PER'}, {'start':4,'end':7,'label':'LOC','Status':'draft'};"
            + " {'start':13,'end':16,'label':'LOC','status':'confirmed'}",
      })
  void bothDoorsReadTheSame(String ida, String ulm) {
    requireBoth(record("'ner':[%s,%s]".formatted(ida, ulm)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "'spans':@",
        "'entities':@,'relations':[{'from_id':0,'to_id':1,'type':'knows'}]",
        "'ner':{'start':[0,13],'end':[3,16],'label':['PER','LOC']}",
        "'ner':{'text':['Ida','Ulm'],'offsets':[[[0,3]],[[13,16]]],'type':['PER','LOC']}",
        "'layer':{'of':{'names':@}}",
        "'annotations':[{'result':@}]",
        "'annotations':[{'was_cancelled':true,'result':[[4,7,'LOC']]},{'user':1,'result':@}]",
        "'annotations':[{'entities':@},{'entities':@}]",
        "'sets':{'first':{'start':[0,13],'end':[3,16],'label':['PER','LOC']}}",
        "'ner':@,'spans':@",
        "'ner':@,'predictions':[[4,7,'LOC']],'suggested':[[4,7,'LOC']],'drafts':[[4,7,'LOC']]",
      })
  void listsAreFoundWhereverTheyAre(String fields) {
    requireBoth(record(fields.replace("@", "[[0,3,'PER'],[13,16,'LOC']]")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{'start':0,'label':'PER'}; 'end' of span 1 of 'ner' is absent",
        "{'start':'0','end':'3','label':'PER'}; 'start' of span 1 of 'ner' is \"0\", not a whole",
        "{'start':0.5,'end':3,'label':'PER'}; 'start' of span 1 of 'ner' is 0.5, not a whole"
            + " number",
        "{'start':'/p','end':'/p','startOffset':0,'endOffset':3,'labels':['PER']}; span 1 of 'ner'"
            + " begins at '/p'",
        "{'first_token':0,'token_span':[0,1],'label':'PER'}; has no place that is understood",
        "{'offsets':[[0,3],[13,16]],'label':'PER'}; span 1 of 'ner' is in 2 parts",
        "{'start':0,'start_':1,'end':3,'label':'PER'}; has 'start' 0 and 'start_' 1: which one"
            + " counts",
        "{'start':0,'end':3,'label':'PER','type':'LOC'}; which one is the entity type",
        "{'start':0,'end':3,'labels':['PER','LOC']}; span 1 of 'ner' has 2 entity types",
        "{'start':0,'end':3,'labels':[]}; span 1 of 'ner' has 0 entity types",
        "{'start':0,'end':3,'label':7}; the type of span 1 of 'ner' is the number 7",
        "{'start':0,'end':3,'label':' '}; ' ' is no name for the entity type of span 1 of 'ner'",
        "{'start':0,'end':3,'label':'PER','brushlabels':['x']}; 'brushlabels', which are not known",
        "{'start':0,'end':3,'cls':'PER'}; ner",
        "{'start':0,'end':3,'label':'PER'},{'start':4,'end':7}; type of span 2 of 'ner' is absent",
        "{'start':0,'end':3,'label':'PER'},null; span 2 of 'ner' is null, neither an object nor",
        "[0,3,'PER'],[4,7]; span 2 of 'ner' is [4,7], not [start, end, type]",
        "{'start':0,'end':3,'label':'PER','answer':'reject'}; all spans of 'ner' were rejected",
      })
  void bothDoorsRefuseForTheSameReason(String spans, String reason) {
    String record = record("'ner':[%s]".formatted(spans)).replace(quoted(TOKENS), "");
    bothRefuse(record, reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "'ner':{'start':[0,13],'end':[3],'label':['PER','LOC']}; 'ner' has 2 of 'start', but 1 of"
            + " 'end'",
        "'ner':@,'spans':[[0,3,'PER']]; 'ner'",
        "'ner':@,'spans':[[0,3,'PER']]; 'spans'",
      })
  void aRecordThatContradictsItselfIsRefused(String fields, String reason) {
    bothRefuse(record(fields.replace("@", "[[0,3,'PER'],[13,16,'LOC']]")), reason);
  }

  private void bothRefuse(String record, String reason) {
    ImportDoor door = new ImportDoor(folder, TEXT);
    assertThatThrownBy(() -> InitDoor.spans(record)).hasMessageContaining(reason);
    assertThatThrownBy(() -> door.spans("prodigy", record)).hasMessageContaining(reason);
  }

  private void requireBoth(String record) {
    assertThat(InitDoor.spans(record)).isEqualTo("Ida PER, Ulm LOC");
    assertThat(new ImportDoor(folder, TEXT).spans("prodigy", record)).isEqualTo("Ida PER, Ulm LOC");
  }

  private static String record(String fields) {
    return quoted("{'text':'%s',".formatted(TEXT) + TOKENS)
        + ImportDoor.IDS
        + quoted("," + fields + "}");
  }

  private static String quoted(String json) {
    return json.replace('\'', '"');
  }
}
