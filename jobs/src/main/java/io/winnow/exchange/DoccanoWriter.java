package io.winnow.exchange;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.annotation.ConfidentSpan;
import io.winnow.contract.Contract;
import io.winnow.contract.OutboundSentence;
import io.winnow.text.LabelScheme;
import java.io.IOException;
import java.io.OutputStream;

/** doccano's JSONL with suggestions as labels; offsets in UTF-16 units, which its editor counts. */
final class DoccanoWriter implements TaskWriter {

  private final OutputStream out;

  DoccanoWriter(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(String batchId, OutboundSentence sentence) throws IOException {
    ObjectNode record = Fields.JSON.createObjectNode();
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
    JsonLines.write(out, record);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  /** As doccano imports label types. */
  static String labels(LabelScheme labels) {
    ArrayNode types = Fields.JSON.createArrayNode();
    labels.types().forEach(type -> types.addObject().put("text", type));
    return types.toPrettyString() + "\n";
  }
}
