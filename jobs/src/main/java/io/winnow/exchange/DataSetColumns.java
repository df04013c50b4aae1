package io.winnow.exchange;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.exchange.ExportedSentence.Entity;
import io.winnow.exchange.HubFeature.ClassLabel;
import io.winnow.exchange.HubFeature.Many;
import io.winnow.exchange.HubFeature.Struct;
import io.winnow.exchange.HubFeature.Value;
import io.winnow.text.LabelScheme;
import io.winnow.text.Word;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The columns of a data set, and its sentences as rows of them.
 *
 * @param about columns beside a sentence's own
 */
public record DataSetColumns(LabelScheme labels, Map<String, HubFeature> about) {

  static final String ID = "id";
  static final String TEXT = "text";
  static final String TOKENS = "tokens";
  static final String TAGS = "ner_tags";
  static final String ENTITIES = "entities";

  /** Columns of every sentence. */
  public static final Set<String> OWN = Set.of(ID, TEXT, TOKENS, TAGS, ENTITIES);

  private static final HubFeature ENTITY =
      new Struct(
          inOrder(
              List.of("start", "end", "type", "text", "confidence"),
              List.of(Value.INT32, Value.INT32, Value.STRING, Value.STRING, Value.FLOAT64)));

  public DataSetColumns {
    about = Collections.unmodifiableMap(new LinkedHashMap<>(about));
  }

  /** Of the row that {@link #row} makes. */
  public Struct features() {
    Map<String, HubFeature> all =
        inOrder(
            List.of(ID, TEXT, TOKENS, TAGS, ENTITIES),
            List.of(
                Value.STRING,
                Value.STRING,
                new Many(Value.STRING),
                new Many(new ClassLabel(labels.tags())),
                new Many(ENTITY)));
    all.putAll(about);
    return new Struct(all);
  }

  /** As the hub has data for token classification: tags by their numbers, tokens as texts. */
  ObjectNode row(ExportedSentence exported) {
    ObjectNode row = named(exported);
    exported.sentence().wordTexts().forEach(row.putArray(TOKENS)::add);
    ArrayNode tags = row.putArray(TAGS);
    for (int tag : labels.tagIds(exported.sentence().words().size(), exported.spans())) {
      tags.add(tag);
    }
    return withEntities(row, exported);
  }

  /** A JSON line: tokens with their places in the text, in code points. */
  static String line(ExportedSentence exported) {
    ObjectNode record = named(exported);
    ArrayNode tokens = record.putArray(TOKENS);
    for (Word word : exported.sentence().words()) {
      tokens
          .addObject()
          .put("text", word.text())
          .put("start", exported.codePoints(word.start()))
          .put("end", exported.codePoints(word.end()));
    }
    return Fields.json(withEntities(record, exported)) + "\n";
  }

  /** spaCy's way to write entities down, one object a line. */
  static String ofSpacy(ExportedSentence exported) {
    ObjectNode record = named(exported);
    ArrayNode entities = record.putArray(ENTITIES);
    for (Entity entity : exported.entities()) {
      entities
          .addArray()
          .add(exported.start(entity))
          .add(exported.end(entity))
          .add(entity.span().type());
    }
    return Fields.json(record) + "\n";
  }

  private static ObjectNode named(ExportedSentence exported) {
    return Fields.object().put(ID, exported.sentence().id()).put(TEXT, exported.sentence().text());
  }

  private static ObjectNode withEntities(ObjectNode record, ExportedSentence exported) {
    ArrayNode entities = record.putArray(ENTITIES);
    for (Entity entity : exported.entities()) {
      entities
          .addObject()
          .put("start", exported.start(entity))
          .put("end", exported.end(entity))
          .put("type", entity.span().type())
          .put("text", exported.quoted(entity))
          .put("confidence", entity.confidence());
    }
    return record.setAll(exported.about());
  }

  private static Map<String, HubFeature> inOrder(List<String> names, List<HubFeature> features) {
    Map<String, HubFeature> all = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      all.put(names.get(i), features.get(i));
    }
    return all;
  }
}
