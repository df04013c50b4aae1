package io.winnow.exchange;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.annotation.ConfidentSpan;
import io.winnow.contract.Contract;
import io.winnow.contract.OutboundSentence;
import io.winnow.text.LabelScheme;

/** doccano's JSONL with suggestions as labels; offsets in UTF-16 units, which its editor counts. */
final class DoccanoWriter {

  private DoccanoWriter() {}

  static String task(String batchId, OutboundSentence sentence) {
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    record.put(Contract.TEXT, sentence.text());
    ArrayNode labels = record.putArray("label");
    for (ConfidentSpan suggestion : sentence.suggestions()) {
      labels
          .addArray()
          .add(sentence.words().get(suggestion.span().startWord()).start())
          .add(sentence.words().get(suggestion.span().endWord() - 1).end())
          .add(suggestion.span().type());
    }
    record.put(Contract.RECORD_ID, sentence.recordId());
    record.put(Contract.BATCH_ID, batchId);
    return record + "\n";
  }

  /** As doccano imports label types. */
  static String labels(LabelScheme labels) {
    ArrayNode types = JsonNodeFactory.instance.arrayNode();
    labels.types().forEach(type -> types.addObject().put("text", type));
    return types.toPrettyString() + "\n";
  }
}
