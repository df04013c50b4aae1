package io.winnow.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.json.JsonFormat;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TagColumnsTest {

  private static final String CONLL2003 =
      """
      {"id": {"dtype": "string", "_type": "Value"},
       "tokens": {"feature": {"dtype": "string", "_type": "Value"}, "_type": "Sequence"},
       "pos_tags": {"feature": {"names": ["\\"", "NN", "NNP"], "_type": "ClassLabel"}, "_type": "Sequence"},
       "chunk_tags": {"feature": {"names": ["O", "B-NP", "I-NP"], "_type": "ClassLabel"}, "_type": "Sequence"},
       "ner_tags": {"feature": {"names": ["O", "B-PER", "I-PER", "B-LOC"], "_type": "ClassLabel"}, "_type": "List"},
       "coarse_ner": {"feature": [{"names": ["O", "PER", "LOC"], "_type": "ClassLabel"}], "_type": "LargeList"},
       "tags": {"feature": {"names": ["NOUN", "VERB"], "_type": "ClassLabel"}, "_type": "Sequence"},
       "y": {"feature": {"names": ["O", "U-X"], "num_classes": 2, "_type": "ClassLabel"}, "_type": "Sequence"},
       "label": {"names": ["neg", "pos"], "_type": "ClassLabel"},
       "entities": {"feature": {"start": {"dtype": "int32", "_type": "Value"},
                                "label": {"names": ["PER", "LOC"], "_type": "ClassLabel"}},
                    "_type": "Sequence"}}
      """;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '>',
      quoteCharacter = '`',
      value = {
        "{'tokens':['a','b'],'ner_tags':[1,0]} > ['B-PER','O']",
        "{'tokens':['a','b'],'ner_tags':[1,2.0]} > ['B-PER','I-PER']",
        "{'tokens':['a','b'],'pos_tags':[1,2],'chunk_tags':[1,2],'ner_tags':[3,0]} > ['B-LOC','O']",
        "{'tokens':['a','b'],'pos_tags':[1,2],'chunk_tags':[1,2]} > -",
        "{'tokens':['a','b'],'coarse_ner':[2,0]} > ['I-LOC','O']",
        "{'tokens':['a','b'],'ner_tags':[0,0],'coarse_ner':[0,0]} > ['O','O']",
        "{'tokens':['a','b'],'y':[1,0]} > ['U-X','O']",
        "{'tokens':['a','b'],'ner_tags':['1','0']} > ['B-PER','O']",
        "{'tokens':['a','b'],'y':[1,0],'ner_tags':[0,1]} > ['O','B-PER']",
        "{'tokens':['a','b'],'labels':['O','B-X']} > ['O','B-X']",
        "{'words':['a','b'],'ner':['O','B-X']} > ['O','B-X']",
        "{'words':['a','b'],'whatever':['O','S-X']} > ['O','S-X']",
        "{'words':['a','b'],'phrases':['B-NP','I-NP'],'x':['O','B-X']} > ['O','B-X']",
        "{'words':['a','b'],'ner':['O','B-X'],'misc':['O','O']} > ['O','B-X']",
        "{'words':['a','b'],'ner':['O','B-X','O']} > ['O','B-X','O']",
        "{'words':['a','b'],'labels':['O','PER']} > ['O','PER']",
        "{'words':['a','b'],'labels':['sport','news']} > -",
        "{'words':['a','b'],'labels':['sport']} > -",
        "{'words':['a','b'],'labels':[4]} > -",
        "{'words':['a','b'],'attention_mask':[1,1],'whole':[7,8]} > -",
        "{'text':'a b','labels':[1,2]} > -",
        "{'tokens':['a'],'ner_tags':null} > -",
        "{'tokens':[],'ner_tags':[]} > []",
        "{'tokens':['a','b'],'tags':['O','O']} > ['O','O']",
        "{'tokens':['a'],'label':1} > -",
      })
  void tagsAreFoundWhereverTheyStand(String record, String tags) throws IOException {
    TagColumns columns = columns("auto", List.of());

    JsonNode found = columns.named(json(record)).path(TagColumns.TAGS);

    assertThat(found.isMissingNode() || found.isNull() ? "-" : found.toString())
        .isEqualTo(tags.replace('\'', '"'));
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource(
      delimiter = '>',
      quoteCharacter = '`',
      value = {
        "{'tokens':['a','b'],'ner_tags':[1,0]} > auto > O B-X > ['B-X','O']",
        "{'tokens':['a','b'],'ner_tags':[1,0],'pos_tags':[1,1]} > auto > O B-X > ['B-X','O']",
        "{'tokens':['a','b'],'y':[1,0]} > auto > O X > ['I-X','O']",
        "{'tokens':['a','b'],'z':[1,0]} > auto > O X > ['I-X','O']",
        "{'tokens':['a','b'],'z':[1,0],'ner_tags':[0,0]} > auto > O X > ['O','O']",
        "{'tokens':['a','b'],'ner':[1,0]} > auto > O X-B X-I > ['B-X','O']",
        "{'tokens':['a','b'],'ner':[1,0]} > auto > o b-x i-x > ['B-x','O']",
        "{'tokens':['a','b'],'ner':[1,2]} > auto > B-X O M-X > ['O','M-X']",
        "{'tokens':['a','b'],'tags':[1,0]} > auto > O B-X > ['B-X','O']",
        "{'tokens':['a','b'],'ner':['X','O']} > auto > O X > ['I-X','O']",
        "{'tokens':['a','b'],'ner_tags':[1,0],'coarse_ner':[2,0]} > coarse_ner > `` >"
            + " ['I-LOC','O']",
        "{'tokens':['a','b'],'ner_tags':[1,0],'chunk_tags':[1,0]} > chunk_tags > `` > ['B-NP','O']",
        "{'tokens':['a','b'],'ner_tags':[1,0],'pos':['B-Q','O']} > pos > `` > ['B-Q','O']",
        "{'tokens':['a','b'],'ner_tags':[1,0]} > none > `` > -",
        "{'tokens':['a','b'],'ner_tags':[1,0],'ner':null} > ner > `` > -",
      })
  void settingsSayWhichFieldAndWhatNumbersMean(
      String record, String column, String given, String tags) throws IOException {
    List<String> names = given == null || given.isBlank() ? List.of() : List.of(given.split(" "));
    JsonNode found = columns(column, names).named(json(record)).path(TagColumns.TAGS);

    assertThat(found.isMissingNode() ? "-" : found.toString()).isEqualTo(tags.replace('\'', '"'));
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource(
      delimiter = '>',
      quoteCharacter = '`',
      value = {
        "{'tokens':['a','b'],'ner':[1,0]} > auto > `` > 'ner' holds numbers, such as 1, and nothing"
            + " says what they mean; name them, such as --set init.tag-names=[O,B-PER,I-PER]",
        "{'tokens':['a','b'],'ner':['O',null]} > auto > `` > 'ner' is as long as the words, but"
            + " holds neither tags nor numbers alone: ['O',null]",
        "{'tokens':['a','b'],'ner':['1','0']} > auto > `` > 'ner' holds numbers, such as 1",
        "{'tokens':['a','b'],'ner_tags':[1,4]} > auto > `` > tag 2 of 'ner_tags' is 4, but the 4"
            + " names by hub.json go from 0 (O) to 3 (B-LOC)",
        "{'tokens':['a','b'],'ner_tags':[-100,0]} > auto > `` > tag 1 of 'ner_tags' is -100 (-100"
            + " is what transformers' losses ignore",
        "{'tokens':['a','b'],'ner_tags':[1.5,0]} > auto > `` > tag 1 of 'ner_tags' is 1.5, but",
        "{'tokens':['a','b'],'ner_tags':[1,0]} > auto > PER LOC > 'ner_tags' has no tags of"
            + " entities, which are O and B-PER, I-PER or the like, but [PER, LOC] by"
            + " init.tag-names",
        "{'tokens':['a','b'],'labels':[1,0]} > auto > PER LOC > 'labels' has no tags of entities",
        "{'tokens':['a','b'],'my_ner':[1,0]} > auto > PER LOC > 'my_ner' has no tags of entities",
        "{'tokens':['a','b'],'nerIds':[1]} > auto > `` > 'nerIds' holds numbers, such as 1",
        "{'tokens':['a','b'],'ner_tags':[2,0]} > auto > O B-X > is 2, but the 2 names by"
            + " init.tag-names go from 0 (O) to 1 (B-X)",
        "{'tokens':['a','b'],'tags':[1,0]} > auto > `` > but [NOUN, VERB] by hub.json;"
            + " init.tag-column names the field with tags, or none",
        "{'tokens':['a','b'],'tags':['B-NP','O']} > auto > `` > 'tags' has tags of phrases, not of"
            + " entities",
        "{'tokens':['a','b'],'ner_tags':[1,0],'coarse_ner':[2,0]} > auto > `` > [coarse_ner,"
            + " ner_tags] all look like tags of entities, and differ",
        "{'tokens':['a','b'],'ner_tags':[1,0]} > ner > `` > no field 'ner', which init.tag-column"
            + " names; there are [tokens, ner_tags]",
        "{'tokens':['a','b'],'ner':'B-X O'} > ner > `` > 'ner', which init.tag-column names, is no"
            + " list of tags",
        "{'text':'a','entities':{'start':[0,1],'end':[1],'label':[0,0]}} > auto > `` > 'entities'"
            + " has 2 of 'start', but 1 of 'end'",
        "{'text':'a','entities':{'start':[0],'end':[1],'label':[2]}} > auto > `` > 'label' in"
            + " 'entities' is 2, but the 2 names by hub.json go from 0 (PER) to 1 (LOC)",
      })
  void whatIsNotPlainIsRefused(String record, String column, String given, String message) {
    List<String> names = given == null || given.isBlank() ? List.of() : List.of(given.split(" "));

    assertThatThrownBy(() -> columns(column, names).named(json(record)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message.replace("'O'", "\"O\""));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '>',
      quoteCharacter = '`',
      value = {
        "{'entities':{'start':[0,4],'end':[3,7],'label':[1,0]}} >"
            + " [{'start':0,'end':3,'label':'LOC'},{'start':4,'end':7,'label':'PER'}]",
        "{'entities':[{'start':0,'end':3,'label':1}]} > [{'start':0,'end':3,'label':'LOC'}]",
        "{'entities':{'start':[],'end':[],'label':[]}} > []",
        "{'entities':[{'start':0,'end':3,'label':'X'}]} > [{'start':0,'end':3,'label':'X'}]",
      })
  void spansMayBeAnObjectOfLists(String record, String spans) throws IOException {
    JsonNode found = columns("auto", List.of()).named(json(record)).get("entities");

    assertThat(found).hasToString(spans.replace('\'', '"'));
  }

  @Test
  void aTypeAloneIsATagIfItIsKnown() throws IOException {
    TagColumns columns =
        new TagColumns("auto", List.of(), Set.of("PER"), ClassNames.NONE, KeptFields.NONE);

    JsonNode found = columns.named(json("{'words':['a','b'],'x':['PER','O']}"));

    assertThat(found.get(TagColumns.TAGS)).hasToString("[\"I-PER\",\"O\"]");
  }

  private static TagColumns columns(String column, List<String> given) throws IOException {
    JsonNode features = JsonFormat.MAPPER.readTree(CONLL2003);
    return new TagColumns(
        column, given, Set.of(), HubFeatures.ofJson(features, "hub.json"), KeptFields.NONE);
  }

  private static ObjectNode json(String record) throws IOException {
    return (ObjectNode) JsonFormat.MAPPER.readTree(record.replace('\'', '"'));
  }
}
