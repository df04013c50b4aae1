package io.winnow.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.annotation.ConfidentSpan;
import io.winnow.contract.Contract;
import io.winnow.contract.OutboundSentence;
import io.winnow.contract.ReturnedAnnotation;
import io.winnow.exchange.RecordTally.BadRecordException;
import io.winnow.text.LabelScheme;
import io.winnow.text.OffsetUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Label Studio's JSON. Exported are tasks in an array, suggestions as predictions. What comes back
 * is its JSON export (tasks that hold annotations) or its JSON-MIN (one object an annotation). Who
 * answered is {@code completed_by}, in JSON-MIN {@code annotator}.
 *
 * @param offsets empty: code points, unless the quoted texts fit UTF-16 units only
 */
record LabelStudio(Optional<OffsetUnit> offsets) {

  private static final String CONFIG =
      """
      <View>
        <Labels name="label" toName="text">
      %s
        </Labels>
        <Text name="text" value="$text" granularity="word"/>
      </View>
      """;

  /**
   * @param element of the export's array
   * @return one an annotation; none for a task without annotations
   * @throws BadRecordException if it is no such element
   */
  List<ReturnedAnnotation> annotations(JsonNode element) {
    if (!element.isObject()) {
      throw new BadRecordException("it is %s, not an object", Fields.shown(element));
    }
    JsonNode data = element.path("data");
    if (!data.isObject()) {
      return List.of(minimal(element));
    }
    // "completions" is the name that it had before version 1.0.
    JsonNode annotations = Fields.list(element, "annotations");
    if (annotations == null) {
      annotations = Fields.list(element, "completions");
    }
    List<ReturnedAnnotation> answers = new ArrayList<>();
    if (annotations != null) {
      annotations.forEach(annotation -> answers.add(answer(data, annotation)));
    }
    return answers;
  }

  private ReturnedAnnotation answer(JsonNode data, JsonNode annotation) {
    JsonNode result = Fields.list(annotation, "result");
    if (result == null) {
      throw new BadRecordException("an annotation of it has no 'result'");
    }
    List<JsonNode> regions = new ArrayList<>();
    for (JsonNode region : result) {
      // Choices, ratings and relations are results too.
      if (region.path("value").has("labels")) {
        regions.add(region.path("value"));
      }
    }
    return Fields.annotation(
        data,
        annotator(annotation.path("completed_by")),
        annotation.path("was_cancelled").asBoolean() ? "skipped" : "done",
        spans(regions, Fields.sentence(data, "text")),
        seconds(annotation),
        null);
  }

  private ReturnedAnnotation minimal(JsonNode element) {
    if (!element.has("annotator") && !element.has("annotation_id")) {
      throw new BadRecordException(
          "it has neither 'data' nor 'annotator', so it is no task and no answer");
    }
    List<JsonNode> regions = new ArrayList<>();
    JsonNode list = Fields.list(element, "label");
    if (list != null) {
      list.forEach(regions::add);
    }
    return Fields.annotation(
        element,
        annotator(element.path("annotator")),
        "done",
        spans(regions, Fields.sentence(element, "text")),
        seconds(element),
        null);
  }

  /** A number, an e-mail address, or an object that has them. */
  private static String annotator(JsonNode by) {
    JsonNode name = by.isObject() ? by.path(by.hasNonNull("email") ? "email" : "id") : by;
    return name.isTextual() || name.isNumber() ? name.asText() : null;
  }

  /** Null if there is no number. */
  private static Double seconds(JsonNode annotation) {
    JsonNode value = annotation.path("lead_time");
    return value.isNumber() ? Double.valueOf(value.doubleValue()) : null;
  }

  private List<ReturnedAnnotation.Span> spans(List<JsonNode> regions, String text) {
    List<Region> read = new ArrayList<>();
    for (JsonNode value : regions) {
      JsonNode labels = Fields.list(value, "labels");
      long start = Fields.offset(value, "start");
      long end = Fields.offset(value, "end");
      String quote = Fields.text(value, "text");
      if (labels == null || labels.isEmpty()) {
        read.add(new Region(start, end, null, quote));
      } else {
        labels.forEach(label -> read.add(new Region(start, end, label.asText(), quote)));
      }
    }
    OffsetUnit unit = offsets.orElseGet(() -> unit(read, text));
    return read.stream()
        .map(region -> Fields.span(unit, text, region.start, region.end, region.type, region.quote))
        .toList();
  }

  /** Code points, unless the quotes say that only UTF-16 units can be meant. */
  private static OffsetUnit unit(List<Region> regions, String text) {
    return !fits(regions, text, OffsetUnit.CODE_POINTS) && fits(regions, text, OffsetUnit.UTF_16)
        ? OffsetUnit.UTF_16
        : OffsetUnit.CODE_POINTS;
  }

  private static boolean fits(List<Region> regions, String text, OffsetUnit unit) {
    return regions.stream()
        .allMatch(it -> it.quote == null || it.quote.equals(unit.cut(text, it.start, it.end)));
  }

  /**
   * @param quote what the tool says lies between the offsets; null if it does not say
   */
  private record Region(long start, long end, String type, String quote) {}

  static String task(String batchId, OutboundSentence sentence) {
    ObjectNode task = Fields.object();
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
      sentence.suggestions().forEach(one -> addSuggestion(result, sentence, one));
    }
    return Fields.json(task);
  }

  private static void addSuggestion(
      ArrayNode result, OutboundSentence sentence, ConfidentSpan suggestion) {
    int start = sentence.start(suggestion);
    int end = sentence.end(suggestion);
    result
        .addObject()
        .put("id", "s" + result.size())
        .put("from_name", "label")
        .put("to_name", "text")
        .put("type", "labels")
        .put("score", suggestion.confidence())
        .putObject("value")
        .put("start", sentence.codePoints(start))
        .put("end", sentence.codePoints(end))
        .put("text", sentence.text().substring(start, end))
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
