package io.winnow.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.annotation.ConfidentSpan;
import io.winnow.contract.Contract;
import io.winnow.contract.OutboundSentence;
import io.winnow.contract.ReturnedAnnotation;
import io.winnow.exchange.RecordTally.BadRecordException;
import io.winnow.text.OffsetUnit;
import io.winnow.text.Word;
import java.util.List;

/**
 * Prodigy's JSONL. Exported are tasks for {@code ner.manual}: our words as its tokens, so that what
 * is marked begins and ends where they do; {@code token_end} is the last token, not one past it.
 * What {@code prodigy db-out} writes comes back: {@code accept} is done; {@code ignore} and {@code
 * reject} are skipped, as no one confirms the spans of a rejected sentence. Who answered is {@code
 * _annotator_id}, or else {@code _session_id}.
 */
record Prodigy(OffsetUnit offsets) {

  ReturnedAnnotation annotation(JsonNode record) {
    String answer = Fields.text(record, "answer");
    if (answer == null) {
      throw new BadRecordException("it has no 'answer', so it was not annotated in Prodigy");
    }
    String text = Fields.sentence(record, "text");
    String annotator = Fields.text(record, "_annotator_id");
    return Fields.annotation(
        record,
        annotator != null ? annotator : Fields.text(record, "_session_id"),
        status(answer),
        Fields.spans(Fields.list(record, "spans"), span -> span(span, text)),
        null,
        answer.equals("reject") ? "rejected in Prodigy" : null);
  }

  private static String status(String answer) {
    return switch (answer) {
      case "accept" -> "done";
      case "reject", "ignore" -> "skipped";
      default ->
          throw new BadRecordException(
              "its 'answer' is '%s', none of accept, reject, ignore", answer);
    };
  }

  private ReturnedAnnotation.Span span(JsonNode span, String text) {
    long start = Fields.offset(span, "start");
    long end = Fields.offset(span, "end");
    return Fields.span(offsets, text, start, end, Fields.text(span, "label"), null);
  }

  static String task(String batchId, OutboundSentence sentence) {
    ObjectNode record =
        Fields.object()
            .put(Contract.TEXT, sentence.text())
            .put(Contract.RECORD_ID, sentence.recordId())
            .put(Contract.BATCH_ID, batchId);
    ArrayNode tokens = record.putArray("tokens");
    List<Word> words = sentence.words();
    for (int i = 0; i < words.size(); i++) {
      Word word = words.get(i);
      int following = i + 1 < words.size() ? words.get(i + 1).start() : sentence.text().length();
      tokens
          .addObject()
          .put("text", sentence.text().substring(word.start(), word.end()))
          .put("start", sentence.codePoints(word.start()))
          .put("end", sentence.codePoints(word.end()))
          .put("id", i)
          .put("ws", following > word.end());
    }
    ArrayNode spans = record.putArray("spans");
    for (ConfidentSpan suggestion : sentence.suggestions()) {
      spans
          .addObject()
          .put("start", sentence.codePoints(sentence.start(suggestion)))
          .put("end", sentence.codePoints(sentence.end(suggestion)))
          .put("token_start", suggestion.span().startWord())
          .put("token_end", suggestion.span().endWord() - 1)
          .put("label", suggestion.span().type());
    }
    return Fields.json(record) + "\n";
  }
}
