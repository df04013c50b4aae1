package io.winnow.exchange;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.annotation.ConfidentSpan;
import io.winnow.contract.Contract;
import io.winnow.contract.OutboundSentence;
import io.winnow.text.Word;
import java.util.List;

/**
 * Prodigy's JSONL for {@code ner.manual}: our words as its tokens, so that what is marked begins
 * and ends where they do; {@code token_end} is the last token, not one past it.
 */
final class ProdigyWriter {

  private ProdigyWriter() {}

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
    return record + "\n";
  }

  private static int codePoints(OutboundSentence sentence, int units) {
    return sentence.text().codePointCount(0, units);
  }
}
