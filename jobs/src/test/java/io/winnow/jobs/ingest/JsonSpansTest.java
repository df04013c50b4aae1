package io.winnow.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records of many tools and data sets: spans in are spans out, or the record is bad. */
class JsonSpansTest {

  private static final String IDA = "'text':'Ida kam nach Ulm'";
  private static final String BOTH = "Ida PER, Ulm LOC";

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      quoteCharacter = '`',
      value = {
        // An object for each span, whatever the names of its fields
        "{IDA,'spans':[{'start':0,'end':3,'label':'PER'},{'start':13,'end':16,'label':'LOC'}]}",
        "{IDA,'ner':[{'start':0,'end':3,'text':'Ida','labels':['PER']},"
            + "{'start':13,'end':16,'text':'Ulm','labels':['LOC']}]}",
        "{IDA,'entities':[{'id':1,'label':'PER','start_offset':0,'end_offset':3},"
            + "{'id':2,'label':'LOC','start_offset':13,'end_offset':16}],'relations':[{'id':0,"
            + "'from_id':1,'to_id':2,'type':'x'}],'Comments':[]}",
        "{IDA,'label':[{'startOffset':0,'endOffset':3,'label':'PER'},"
            + "{'startOffset':13,'endOffset':16,'label':'LOC'}]}",
        "{IDA,'Entities':[{'BeginOffset':0,'EndOffset':3,'Type':'PER','Text':'Ida','Score':0.9},"
            + "{'BeginOffset':13,'EndOffset':16,'Type':'LOC','Text':'Ulm','Score':0.8}]}",
        "{IDA,'nes':[{'start_char':0,'end_char':3,'entity_type':'PER','surface':'Ida'},"
            + "{'start_char':13,'end_char':16,'entity_type':'LOC','surface':'Ulm'}]}",
        "{IDA,'mentions':[{'begin':0,'end':3,'tag':'PER','word':'Ida'},"
            + "{'begin':13,'end':16,'tag':'LOC','word':'Ulm'}]}",
        "{IDA,'entities':[{'offset':0,'length':3,'category':'PER','text':'Ida'},"
            + "{'offset':13,'length':3,'category':'LOC','text':'Ulm'}]}",
        "{IDA,'entities':[{'start':0,'end':3,'value':'Ida','entity':'PER'},"
            + "{'start':13,'end':16,'value':'Ulm','entity':'LOC'}]}",
        "{IDA,'entities':[{'start':0,'end':3,'word':'Ida','entity_group':'PER','score':0.9},"
            + "{'start':13,'end':16,'word':'Ulm','entity_group':'LOC','score':0.9}]}",
        "{IDA,'entities':[{'id':'T1','type':'PER','text':['Ida'],'offsets':[[0,3]]},"
            + "{'id':'T2','type':'LOC','text':['Ulm'],'offsets':[[13,16]]}]}",
        "{IDA,'user_mentions':[{'indices':[0,3],'type':'PER'},{'indices':[13,16],'type':'LOC'}]}",
        "{IDA,'words':['Ida','kam','nach','Ulm'],'spans':[{'token_start':0,'token_end':0,"
            + "'label':'PER'},{'token_start':3,'token_end':3,'label':'LOC'}]}",
        "{IDA,'tokens':[{'text':'Ida','start':0,'end':3,'id':0,'ws':true},{'text':'kam','start':4,"
            + "'end':7,'id':1,'ws':true},{'text':'nach','start':8,'end':12,'id':2,'ws':true},"
            + "{'text':'Ulm','start':13,'end':16,'id':3,'ws':false}],'spans':[{'start':0,'end':3,"
            + "'token_start':0,'token_end':0,'label':'PER'},{'start':13,'end':16,'token_start':3,"
            + "'token_end':3,'label':'LOC'}],'answer':'accept','_task_hash':7}",
        // spaCy's own JSON
        "{IDA,'ents':[{'start':0,'end':3,'label':'PER'},{'start':13,'end':16,'label':'LOC'}],"
            + "'sents':[{'start':0,'end':16}],'spans':{},'cats':{},'tokens':[{'id':0,'start':0,"
            + "'end':3,'tag':'NE','pos':'PROPN','dep':'sb','head':1},{'id':1,'start':4,'end':7,"
            + "'tag':'V','pos':'V','dep':'r','head':1},{'id':2,'start':8,'end':12,'tag':'A'},"
            + "{'id':3,'start':13,'end':16,'tag':'NE'}]}",
        "{IDA,'spans':{'sc':[{'start':0,'end':3,'label':'PER'},{'start':13,'end':16,"
            + "'label':'LOC'}]}}",
        // Triples
        "{IDA,'entities':[[0,3,'PER'],[13,16,'LOC']]}",
        "{IDA,'ner':[[0,3,'PER','Ida'],[13,16,'LOC','Ulm']]}",
        "{IDA,'annotation':[['PER',0,3],['LOC',13,16]],'prediction':[['LOC',0,3]]}",
        "['Ida kam nach Ulm',{'entities':[[0,3,'PER'],[13,16,'LOC']]}]",
        // One level below
        "{IDA,'annotations':{'entities':[[0,3,'PER'],[13,16,'LOC']]}}",
        "{IDA,'meta':{'source':'x','gold':[[0,3,'PER'],[13,16,'LOC']]}}",
        "{IDA,'annotations':[{'was_cancelled':true,'result':[]},{'result':[{'type':'labels',"
            + "'value':{'start':0,'end':3,'text':'Ida','labels':['PER']}},{'type':'choices',"
            + "'value':{'choices':['x']}},{'from_id':'a','to_id':'b','type':'relation','labels':"
            + "['y']},{'type':'labels','value':{'start':13,'end':16,'text':'Ulm','labels':"
            + "['LOC']}}]}],'predictions':[{'result':[{'value':{'start':0,'end':3,'labels':"
            + "['X']}}]}]}",
        // Several that say the same; a class beside them
        "{IDA,'label':'news','spans':[[0,3,'PER'],[13,16,'LOC']],'entities':[{'start':13,'end':16,"
            + "'type':'LOC'},{'start':0,'end':3,'type':'PER'}]}",
        "{IDA,'words':['Ida','kam','nach','Ulm'],'tags':['B-PER','O','O','B-LOC'],"
            + "'spans':[[0,3,'PER'],[13,16,'LOC']]}",
        // Tags of words
        "{'tokens':[{'text':'Ida','pos':'NE','ner':'B-PER'},{'text':'kam','pos':'V','ner':'O'},"
            + "{'text':'nach','pos':'A','ner':'O'},{'text':'Ulm','pos':'NE','ner':'B-LOC'}]}",
        "{IDA,'words':[{'start':0,'end':3,'tag':'U-PER'},{'start':4,'end':7,'tag':'O'},"
            + "{'start':8,'end':12,'tag':'O'},{'start':13,'end':16,'tag':'U-LOC'}]}",
        // Blanks at the ends; white space and normalization of quotes
        "{IDA,'spans':[[0,4,'PER'],[12,16,'LOC']]}",
        "{IDA,'spans':[[0,3,'PER',' Ida'],[13,16,'LOC','Ulm\\n']]}",
      })
  void spansInAreSpansOut(String json) {
    assertThat(shown(json)).isEqualTo(BOTH);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      quoteCharacter = '`',
      value = {
        "{IDA} > ?",
        "{IDA,'label':'news','labels':[1,2]} > ?",
        "{IDA,'spans':[]} > ''",
        "{IDA,'ner':[]} > ?",
        "{IDA,'annotations':[]} > ?",
        "{IDA,'suggestions':[{'start_word':0,'end_word':1,'type':'PER'}]} > ?",
        "{IDA,'predictions':[[0,3,'PER']]} > ?",
        "{IDA,'sents':[{'start':0,'end':16}]} > ?",
        "{IDA,'relations':[{'from_id':0,'to_id':3,'type':'x'}],'meta':{'tags':['a']}} > ?",
        "{IDA,'spans':[[0,3,'PER']],'answer':'reject'} > ?",
        "{IDA,'spans':[[0,3,'PER']],'answer':'ignore'} > ?",
        "{'text':'Zoe\\u0308 kam','spans':[[0,4,'PER','Zo\\u00eb']]} > Zoë PER",
        "{'words':[' Ida ','\\u200bkam\\u00a0'],'spans':[[0,3,'PER']]} > Ida PER",
        "{'text':' Ida kam','words':[{'text':' Ida ','start':0,'end':5}],'spans':[[1,4,'PER']]} >"
            + " Ida PER",
      })
  void whatIsNoGoldIsNone(String json, String spans) {
    assertThat(java.text.Normalizer.normalize(shown(json), java.text.Normalizer.Form.NFC))
        .isEqualTo(spans.replace("''", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      quoteCharacter = '`',
      value = {
        // Lists that say different things
        "{IDA,'entities':[],'ner':[[0,3,'PER']]} > 'entities' and 'ner' say different things",
        "{IDA,'spans':[[0,3,'PER']],'label':[[0,3,'LOC']]} > 'spans' and 'label' say different",
        "{IDA,'words':['Ida'],'tags':['O'],'spans':[[0,3,'PER']]} > 'tags' and 'spans' say",
        "{IDA,'annotations':[{'result':[{'value':{'start':0,'end':3,'labels':['PER']}}]},"
            + "{'result':[{'value':{'start':13,'end':16,'labels':['LOC']}}]}]} >"
            + " 'annotations[0].result' and 'annotations[1].result' say different things",
        // What is not understood
        "{IDA,'entities':[],'layers':{'a':{'ner':[[0,3,'PER']]}}} > 'entities' and"
            + " 'layers.a.ner' say different things",
        "{IDA,'ents':[{'start':0,'end':3,'cls':'PER'}]} > 'ents' looks like spans",
        "{IDA,'%ANN':[{'%TYPE':'Span','begin':0,'end':3,'value':'PER'}]} > '%ANN' looks like spans",
        "{IDA,'spans':'0-3'} > 'spans' is not a list",
        "{IDA,'spans':{'PER':'Ida'}} > 'spans' is not a list",
        "{IDA,'spans':['Ida']} > span 1 is \"Ida\", neither an object nor [start, end, type]",
        "{IDA,'ner':[[0,3,'PER'],null]} > span 2 of 'ner' is null",
        "{IDA,'ner':[[0,3,'PER'],{'start':4,'end':7}]} > type of span 2 of 'ner' is absent",
        "{IDA,'ner':[[0,3,'PER'],{'label':'X'}]} > span 2 of 'ner' has no place that is understood",
        "{IDA,'ner':[{'start_token':0,'end_token':1,'label':'X'}]} > span 1 of 'ner' has no place",
        "{IDA,'spans':[{'start':0,'label':'X'}]} > 'end' of span 1 is absent",
        "{IDA,'spans':[{'start':'0','end':'3','label':'X'}]} > 'start' of span 1 is \"0\", not a",
        "{IDA,'spans':[{'start':0,'end':3,'labels':['PER','ORG']}]} > span 1 has 2 entity types",
        "{IDA,'spans':[{'start':0,'end':3,'labels':[]}]} > span 1 has 0 entity types",
        "{IDA,'spans':[{'start':0,'end':3,'label':7}]} > is the number 7, and nothing says what it"
            + " means",
        "{IDA,'spans':[{'start':0,'end':3,'type':'span','label':'PER'}]} > which one is the entity",
        "{IDA,'spans':[[0,3,4,'PER']]} > the type of span 1 is the number 4",
        "{IDA,'spans':[[0,3,'PER'],[4,7,'O']]} > 'O', the type of span [4,7), is a tag",
        "{IDA,'spans':[[0,3,'B-PER']]} > 'B-PER', the type of span [0,3), is a tag",
        "{IDA,'spans':[[0,3]]} > [0,3], not [start, end, type]",
        "{IDA,'spans':[{'offsets':[[0,3],[13,16]],'type':'X'}]} > span 1 is in 2 parts",
        // Places and quotes
        "{IDA,'spans':[[0,3,'PER','Ulm']]} > [0,3) PER says 'Ulm', the text has 'Ida' there",
        "{IDA,'ner':[{'start':7,'end':10,'text':'Ida','label':'PER'}]} > [7,10) PER says 'Ida',"
            + " the text has ' na' there",
        "{IDA,'words':['Ida','kam'],'spans':[{'start_word':0,'end_word':1,'type':'X','text':'kam'}]}"
            + " > says 'kam', the text has 'Ida' there",
        "{IDA,'spans':[[3,3,'PER']]} > [3,3) PER holds nothing",
        "{IDA,'spans':[[3,0,'PER']]} > [3,0) PER ends before it begins",
        "{IDA,'spans':[[-3,0,'PER']]} > [-3,0) PER ends before it begins",
        "{IDA,'spans':[[0,17,'PER']]} > [0,17) PER does not fit the text's 16 characters",
        "{IDA,'spans':[{'offset':3,'length':2147483647,'type':'X'}]} > does not fit",
        "{IDA,'spans':[[3,4,'PER']]} > holds no word",
        // Words and characters mixed up
        "{'tokens':['Ida','kam'],'entities':[{'start':0,'end':1,'type':'PER'}]} > call them"
            + " start_word and end_word",
        "{IDA,'spans':[{'token_start':0,'token_end':0,'label':'X'}]} > counts words, and no words",
        "{IDA,'words':[{'text':'kam','start':5,'end':8}]} > word 1 'kam' is said to stand at [5,8),"
            + " the text has 'am ' there",
        "{IDA,'words':[{'start':5,'end':80}]} > word 1 is said to stand at [5,80)",
      })
  void orTheRecordIsBad(String json, String problem) {
    assertThatThrownBy(() -> shown(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void fieldsThatAreNotUsedAreNamed() {
    RawRecord record =
        parse(
            "{IDA,'id':1,'record_id':'x','label':'news','meta':{'a':[1]},'ner':[[0,3,'PER']],'x':null,"
                + "'prediction':[[0,3,'PER']]}");

    assertThat(parse("{'tokens':[{'text':'Ida','pos':'NE'}]}").remarks())
        .containsExactly(Remark.unused("tokens.pos"));
    assertThat(record.metadata()).hasToString("{\"record_id\":\"x\",\"label\":\"news\"}");
    assertThat(record.remarks())
        .containsExactly(Remark.unused("meta"), Remark.unused("prediction"), Remark.spans("ner"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      quoteCharacter = '`',
      value = {
        "{IDA,'layers':{'a':{'ner':[[0,3,'PER']]}}} > Ida PER",
        // Something else may lie deep beside gold.
        "{IDA,'spans':[[0,3,'PER']],'layers':{'a':{'ner':[[0,7,'X']]}}} > Ida PER",
        "{IDA,'tokens':['Ida','kam'],'tags':['B-PER','O'],'x':{'y':{'ner':[[0,3,'X']]}}} > Ida PER",
        "{IDA,'events':[{'arguments':[{'start':0,'end':3,'type':'X'}]}],'ner':[[0,3,'PER']]} > Ida"
            + " PER",
        "{IDA,'spans':{'sc':[]}} > ?",
        "{IDA,'stops':[{'type':'bus','stop':7,'to':'Ulm'}]} > ?",
        "{IDA,'meta':{'type':'news','start':0,'end':16}} > ?",
        "{IDA,'annotations':[{'status':'draft','result':[[0,3,'PER']]}]} > ?",
      })
  void whatLiesDeepIsGoldIfNothingElseIs(String json, String spans) {
    assertThat(shown(json.replace("IDA,'tokens'", "'tokens'"))).isEqualTo(spans);
  }

  @Test
  void whatIsTakenFromTheDepthOrLeftOutIsSaid() {
    assertThat(parse("{IDA,'layers':[{'ner':{'x':[[0,3,'PER']]}}]}").remarks())
        .contains(Remark.note("entities are the spans in 'layers[].ner.x'"));
    assertThat(
            parse(
                    "{IDA,'annotations':[{'skipped':true,'result':[[4,7,'X']]},{'result':[[0,3,'P']]}]}")
                .remarks())
        .contains(
            Remark.warning(
                "records with answers that were cancelled or not confirmed, which are left out",
                ""));
  }

  private static String record(String json) {
    return json.replace("IDA", IDA).replace('\'', '"');
  }

  private static RawRecord parse(String json) {
    return InitDoor.record(record(json));
  }

  private static String shown(String json) {
    return InitDoor.spans(record(json));
  }

  /** Entities that no place is given for are not nothing, whatever stands beside them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{IDA,'entities':{'PER':['Ida'],'LOC':[]}}",
        "{IDA,'entities':{'PER':[],'LOC':['Ulm']}}",
        "{IDA,'entities':{'Ida':'PER'}}",
        "{IDA,'entities':'PER: Ida'}",
        "{IDA,'spans':{'sc':['Ida']}}",
        "{IDA,'label':{'PER':{'Ida':[[0,2]]}}}",
        "{IDA,'ents':[{'pos':0,'len':3,'label':'PER'}]}",
        "{IDA,'ner':[['PER','Ida']]}",
        "{IDA,'ner':[{'text':'Ida','label':'PER'}]}"
      })
  void entitiesThatAreNotUnderstoodAreRefused(String json) {
    assertThatThrownBy(() -> shown(json)).hasMessageMatching("(?s).*not.*span.*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{IDA,'entities':{'PER':[],'LOC':[]}}",
        "{IDA,'label':{}}",
        "{IDA,'labels':['news','sport']}",
        "{IDA,'labels':{'news':0.9,'sport':0.1}}",
        "{IDA,'label':[]}"
      })
  void nothingIsNoEntityOrNotAnnotated(String json) {
    assertThat(shown(json)).isIn("", "?");
  }
}
