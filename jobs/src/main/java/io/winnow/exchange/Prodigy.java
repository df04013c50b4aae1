package io.winnow.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.annotation.ConfidentSpan;
import io.winnow.contract.Contract;
import io.winnow.contract.OutboundSentence;
import io.winnow.contract.ReturnedAnnotation;
import io.winnow.exchange.AnnotationReader.BadRecordException;
import io.winnow.text.Word;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Prodigy's JSONL. Exported are tasks for {@code ner.manual}: our words as its tokens, so that what
 * is marked begins and ends where they do; {@code token_end} is the last token, not one past it.
 * What {@code prodigy db-out} writes comes back: {@code accept} is done; {@code ignore} and {@code
 * reject} are skipped, as no one confirms the spans of a rejected sentence. Who answered is {@code
 * _annotator_id}, or else {@code _session_id}.
 */
final class Prodigy implements AnnotationReader {

  private final OffsetUnit offsets;

  Prodigy(OffsetUnit offsets) {
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

  static String task(String batchId, OutboundSentence sentence) {
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    record.put(Contract.TEXT, sentence.text());
    record.put(Contract.RECORD_ID, sentence.recordId());
    record.put(Contract.BATCH_ID, batchId);
    ArrayNode tokens = record.putArray("tokens");
    List<Word> words = sentence.words();
    for (int i = 0; i < words.size(); i++) {
      Word word = words.get(i);
      int following = i + 1 < words.size() ? words.get(i + 1).start() : sentence.text().length();
      tokens
          .addObject()
          .put("text", sentence.text().substring(word.start(), word.end()))
          .put("start", codePoints(sentence, word.start()))
          .put("end", codePoints(sentence, word.end()))
          .put("id", i)
          .put("ws", following > word.end());
    }
    ArrayNode spans = record.putArray("spans");
    for (ConfidentSpan suggestion : sentence.suggestions()) {
      int first = suggestion.span().startWord();
      int last = suggestion.span().endWord() - 1;
      spans
          .addObject()
          .put("start", codePoints(sentence, words.get(first).start()))
          .put("end", codePoints(sentence, words.get(last).end()))
          .put("token_start", first)
          .put("token_end", last)
          .put("label", suggestion.span().type());
    }
    return Fields.json(record) + "\n";
  }

  private static int codePoints(OutboundSentence sentence, int units) {
    return sentence.text().codePointCount(0, units);
  }
}
