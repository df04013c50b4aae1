package io.winnow.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.annotation.ConfidentSpan;
import io.winnow.contract.Contract;
import io.winnow.contract.OutboundSentence;
import io.winnow.contract.ReturnedAnnotation;
import io.winnow.exchange.RecordTally.BadRecordException;
import io.winnow.text.LabelScheme;
import io.winnow.text.OffsetUnit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * doccano's JSONL. Exported are tasks with the suggestions as labels, offsets in UTF-16 units,
 * which its editor counts. What comes back has spans under {@code label} or {@code labels} as
 * {@code [start, end, type]}, or under {@code entities} as objects (projects with relations). Older
 * versions nest what we sent along under {@code meta}. Only doccano's own records have an {@code
 * id}, so our own file, handed back untouched, is told apart from annotations.
 */
record Doccano(OffsetUnit offsets) {

  ReturnedAnnotation annotation(JsonNode record) {
    if (!record.has("id")) {
      throw new BadRecordException("it has no 'id', so it was not exported by doccano");
    }
    String text = Fields.sentence(record, record.has("text") ? "text" : "data");
    JsonNode sent = record.path("meta").has("record_id") ? record.path("meta") : record;
    return Fields.annotation(sent, null, "done", spans(record, text), null, comment(record));
  }

  private List<ReturnedAnnotation.Span> spans(JsonNode record, String text) {
    for (String field : List.of("label", "labels")) {
      JsonNode list = Fields.list(record, field);
      if (list != null) {
        return Fields.spans(list, span -> tuple(span, text));
      }
    }
    JsonNode entities = Fields.list(record, "entities");
    if (entities == null) {
      throw new BadRecordException("it has neither 'label' nor 'labels' nor 'entities'");
    }
    return Fields.spans(entities, span -> entity(span, text));
  }

  private ReturnedAnnotation.Span tuple(JsonNode span, String text) {
    if (!span.isArray() || span.size() != 3 || !span.get(2).isTextual()) {
      throw new BadRecordException(
          "a label of it is %s, not [start, end, type]", Fields.shown(span));
    }
    long start = Fields.whole(span.get(0), "start of a label");
    long end = Fields.whole(span.get(1), "end of a label");
    return Fields.span(offsets, text, start, end, span.get(2).textValue(), null);
  }

  private ReturnedAnnotation.Span entity(JsonNode span, String text) {
    long start = Fields.offset(span, "start_offset");
    long end = Fields.offset(span, "end_offset");
    return Fields.span(offsets, text, start, end, Fields.text(span, "label"), null);
  }

  /** What annotators wrote to each other about the sentence. */
  private static String comment(JsonNode record) {
    String all =
        StreamSupport.stream(record.path("Comments").spliterator(), false)
            .map(JsonNode::asText)
            .collect(Collectors.joining("; "));
    return all.isBlank() ? null : all;
  }

  static String task(String batchId, OutboundSentence sentence) {
    ObjectNode record = Fields.object().put(Contract.TEXT, sentence.text());
    ArrayNode labels = record.putArray("label");
    for (ConfidentSpan suggestion : sentence.suggestions()) {
      labels
          .addArray()
          .add(sentence.start(suggestion))
          .add(sentence.end(suggestion))
          .add(suggestion.span().type());
    }
    record.put(Contract.RECORD_ID, sentence.recordId()).put(Contract.BATCH_ID, batchId);
    return Fields.json(record) + "\n";
  }

  /** As doccano imports label types. */
  static String labels(LabelScheme labels) {
    ArrayNode types = JsonNodeFactory.instance.arrayNode();
    labels.types().forEach(type -> types.addObject().put("text", type));
    return types.toPrettyString() + "\n";
  }
}
