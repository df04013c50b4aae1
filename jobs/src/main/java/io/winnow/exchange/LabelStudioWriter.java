package io.winnow.exchange;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.annotation.ConfidentSpan;
import io.winnow.contract.Contract;
import io.winnow.contract.OutboundSentence;
import io.winnow.text.LabelScheme;
import java.util.stream.Collectors;

/** Label Studio's tasks as a JSON array, suggestions as predictions. */
final class LabelStudioWriter {

  private static final String CONFIG =
      """
      <View>
        <Labels name="label" toName="text">
      %s
        </Labels>
        <Text name="text" value="$text" granularity="word"/>
      </View>
      """;

  private LabelStudioWriter() {}

  static String task(String batchId, OutboundSentence sentence) {
    ObjectNode task = JsonNodeFactory.instance.objectNode();
    task.putObject("data")
        .put(Contract.TEXT, sentence.text())
        .put(Contract.RECORD_ID, sentence.recordId())
        .put(Contract.BATCH_ID, batchId);
    if (!sentence.suggestions().isEmpty()) {
      ArrayNode result =
          task.putArray("predictions")
              .addObject()
              .put("model_version", "suggestions")
              .putArray("result");
      for (ConfidentSpan suggestion : sentence.suggestions()) {
        addSuggestion(result, sentence, suggestion);
      }
    }
    return task.toString();
  }

  private static void addSuggestion(
      ArrayNode result, OutboundSentence sentence, ConfidentSpan suggestion) {
    String text = sentence.text();
    int start = sentence.words().get(suggestion.span().startWord()).start();
    int end = sentence.words().get(suggestion.span().endWord() - 1).end();
    ObjectNode region =
        result
            .addObject()
            .put("id", "s" + result.size())
            .put("from_name", "label")
            .put("to_name", "text")
            .put("type", "labels")
            .put("score", suggestion.confidence());
    region
        .putObject("value")
        .put("start", text.codePointCount(0, start))
        .put("end", text.codePointCount(0, end))
        .put("text", text.substring(start, end))
        .putArray("labels")
        .add(suggestion.span().type());
  }

  /** The labelling interface of the project, for its settings. */
  static String config(LabelScheme labels) {
    return CONFIG.formatted(
        labels.types().stream()
            .map(type -> "    <Label value=\"%s\"/>".formatted(escaped(type)))
            .collect(Collectors.joining("\n")));
  }

  private static String escaped(String value) {
    return value
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
