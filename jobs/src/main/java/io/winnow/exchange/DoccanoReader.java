package io.winnow.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.contract.ReturnedAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * doccano's JSONL: spans under {@code label} or {@code labels} as {@code [start, end, type]}, or
 * under {@code entities} as objects (projects with relations). Older versions nest what we sent
 * along under {@code meta}. Only doccano's own records have an {@code id}, so our own file, handed
 * back untouched, is told apart from answers.
 */
final class DoccanoReader implements AnswerReader {

  private final OffsetUnit offsets;

  DoccanoReader(OffsetUnit offsets) {
    this.offsets = offsets;
  }

  @Override
  public void read(InputStream in, Sink sink) throws IOException {
    JsonLines.read(in, this::answer, sink);
  }

  private ReturnedAnswer answer(JsonNode record) {
    if (!record.has("id")) {
      throw new BadRecord("it has no 'id', so it was not exported by doccano");
    }
    String text = Fields.text(record, record.has("text") ? "text" : "data");
    if (text == null) {
      throw new BadRecord("it has no 'text'");
    }
    JsonNode sent = record.path("meta").has("record_id") ? record.path("meta") : record;
    return new ReturnedAnswer(
        Fields.recordId(sent),
        Fields.batchId(sent),
        null,
        "done",
        spans(record, text),
        null,
        null,
        comment(record),
        null);
  }

  private List<ReturnedAnswer.Span> spans(JsonNode record, String text) {
    for (String field : List.of("label", "labels")) {
      JsonNode list = Fields.list(record, field);
      if (list != null) {
        return spans(list, span -> tuple(span, text));
      }
    }
    JsonNode entities = Fields.list(record, "entities");
    if (entities == null) {
      throw new BadRecord("it has neither 'label' nor 'labels' nor 'entities'");
    }
    return spans(entities, span -> entity(span, text));
  }

  private interface Parser {

    ReturnedAnswer.Span span(JsonNode node);
  }

  private static List<ReturnedAnswer.Span> spans(JsonNode list, Parser parser) {
    List<ReturnedAnswer.Span> spans = new ArrayList<>(list.size());
    list.forEach(node -> spans.add(parser.span(node)));
    return spans;
  }

  private ReturnedAnswer.Span tuple(JsonNode span, String text) {
    if (!span.isArray() || span.size() != 3 || !span.get(2).isTextual()) {
      throw new BadRecord(
          "a label of it is %s, not [start, end, type]".formatted(Fields.shown(span)));
    }
    return new OffsetSpan(
            Fields.whole(span.get(0), "start of a label"),
            Fields.whole(span.get(1), "end of a label"),
            span.get(2).textValue())
        .in(text, offsets);
  }

  private ReturnedAnswer.Span entity(JsonNode span, String text) {
    return new OffsetSpan(
            Fields.offset(span, "start_offset"),
            Fields.offset(span, "end_offset"),
            Fields.text(span, "label"))
        .in(text, offsets);
  }

  /** What annotators wrote to each other about the sentence. */
  private static String comment(JsonNode record) {
    JsonNode comments = record.path("Comments");
    String all =
        StreamSupport.stream(comments.spliterator(), false)
            .map(JsonNode::asText)
            .collect(Collectors.joining("; "));
    return all.isBlank() ? null : all;
  }
}
