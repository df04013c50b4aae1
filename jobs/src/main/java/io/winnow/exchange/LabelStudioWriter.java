package io.winnow.exchange;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.annotation.ConfidentSpan;
import io.winnow.contract.Contract;
import io.winnow.contract.OutboundSentence;
import io.winnow.text.LabelScheme;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** Label Studio's tasks as a JSON array, suggestions as predictions. */
final class LabelStudioWriter implements TaskWriter {

  private static final String CONFIG =
      """
      <View>
        <Labels name="label" toName="text">
      %s
        </Labels>
        <Text name="text" value="$text" granularity="word"/>
      </View>
      """;

  private final OutputStream out;
  private String separator = "[\n";

  LabelStudioWriter(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(String batchId, OutboundSentence sentence) throws IOException {
    ObjectNode task = Fields.JSON.createObjectNode();
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
    text(separator);
    separator = ",\n";
    Fields.JSON.writeValue(out, task);
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

  @Override
  public void close() throws IOException {
    text(separator.equals("[\n") ? "[]\n" : "\n]\n");
    out.close();
  }

  private void text(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
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
