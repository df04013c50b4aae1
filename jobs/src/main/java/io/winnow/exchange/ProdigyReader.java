package io.winnow.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.contract.ReturnedAnnotation;
import io.winnow.exchange.AnnotationReader.BadRecordException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Prodigy's JSONL as {@code prodigy db-out} writes it. {@code accept} is done; {@code ignore} and
 * {@code reject} are skipped, for a rejected sentence has no spans that anyone stands by. Who
 * answered is {@code _annotator_id}, or else {@code _session_id}.
 */
final class ProdigyReader implements AnnotationReader {

  private final OffsetUnit offsets;

  ProdigyReader(OffsetUnit offsets) {
    this.offsets = offsets;
  }

  @Override
  public void read(InputStream in, Sink sink) throws IOException {
    JsonLines.read(in, this::annotation, sink);
  }

  private ReturnedAnnotation annotation(JsonNode record) {
    String answer = Fields.text(record, "answer");
    if (answer == null) {
      throw new BadRecordException("it has no 'answer', so nobody has answered it in Prodigy");
    }
    String text = Fields.text(record, "text");
    if (text == null) {
      throw new BadRecordException("it has no 'text'");
    }
    String annotator = Fields.text(record, "_annotator_id");
    return new ReturnedAnnotation(
        Fields.recordId(record),
        Fields.batchId(record),
        annotator != null ? annotator : Fields.text(record, "_session_id"),
        status(answer),
        spans(record, text),
        null,
        null,
        answer.equals("reject") ? "rejected in Prodigy" : null,
        null);
  }

  private static String status(String answer) {
    return switch (answer) {
      case "accept" -> "done";
      case "reject", "ignore" -> "skipped";
      default ->
          throw new BadRecordException(
              "its 'answer' is '%s', none of accept, reject, ignore".formatted(answer));
    };
  }

  private List<ReturnedAnnotation.Span> spans(JsonNode record, String text) {
    JsonNode list = Fields.list(record, "spans");
    List<ReturnedAnnotation.Span> spans = new ArrayList<>();
    if (list != null) {
      for (JsonNode span : list) {
        spans.add(
            offsets.span(
                text,
                Fields.offset(span, "start"),
                Fields.offset(span, "end"),
                Fields.text(span, "label")));
      }
    }
    return spans;
  }
}
