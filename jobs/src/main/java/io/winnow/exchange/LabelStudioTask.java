package io.winnow.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.contract.ReturnedAnnotation;
import io.winnow.exchange.AnnotationReader.BadRecordException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One element of Label Studio's export: a task with its annotations, or one annotation (MIN). */
final class LabelStudioTask {

  private final Optional<OffsetUnit> offsets;

  LabelStudioTask(Optional<OffsetUnit> offsets) {
    this.offsets = offsets;
  }

  /**
   * @return one an annotation; none for a task without annotations
   * @throws BadRecordException if it is no such element
   */
  List<ReturnedAnnotation> annotations(JsonNode element) {
    if (!element.isObject()) {
      throw new BadRecordException("it is %s, not an object".formatted(Fields.shown(element)));
    }
    if (!element.path("data").isObject()) {
      return List.of(minimal(element));
    }
    // "completions" is the name that it had before version 1.0.
    JsonNode annotations = Fields.list(element, "annotations");
    if (annotations == null) {
      annotations = Fields.list(element, "completions");
    }
    List<ReturnedAnnotation> answers = new ArrayList<>();
    if (annotations != null) {
      for (JsonNode annotation : annotations) {
        answers.add(answer(element.path("data"), annotation));
      }
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
    return new ReturnedAnnotation(
        Fields.recordId(data),
        Fields.batchId(data),
        annotator(annotation.path("completed_by")),
        annotation.path("was_cancelled").asBoolean() ? "skipped" : "done",
        spans(regions, text(data)),
        null,
        Fields.seconds(annotation, "lead_time"),
        null,
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
    return new ReturnedAnnotation(
        Fields.recordId(element),
        Fields.batchId(element),
        annotator(element.path("annotator")),
        "done",
        spans(regions, text(element)),
        null,
        Fields.seconds(element, "lead_time"),
        null,
        null);
  }

  /** A number, an e-mail address, or an object that has them. */
  private static String annotator(JsonNode by) {
    JsonNode name = by.isObject() ? by.path(by.hasNonNull("email") ? "email" : "id") : by;
    return name.isTextual() || name.isNumber() ? name.asText() : null;
  }

  private static String text(JsonNode data) {
    String text = Fields.text(data, "text");
    if (text == null) {
      throw new BadRecordException("it has no 'text'");
    }
    return text;
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
    return read.stream().map(region -> region.in(text, unit)).toList();
  }

  /** Code points, unless the quotes say that only UTF-16 units can be meant. */
  private static OffsetUnit unit(List<Region> regions, String text) {
    return !fits(regions, text, OffsetUnit.CODE_POINTS) && fits(regions, text, OffsetUnit.UTF_16)
        ? OffsetUnit.UTF_16
        : OffsetUnit.CODE_POINTS;
  }

  private static boolean fits(List<Region> regions, String text, OffsetUnit unit) {
    return regions.stream().allMatch(region -> region.fits(text, unit));
  }

  /**
   * @param quote what the tool says lies between the offsets; null if it does not say
   */
  private record Region(long start, long end, String type, String quote) {

    boolean fits(String text, OffsetUnit unit) {
      return quote == null || quote.equals(unit.cut(text, start, end));
    }

    ReturnedAnnotation.Span in(String text, OffsetUnit unit) {
      return new ReturnedAnnotation.Span(
          unit.toCodePoints(text, start),
          unit.toCodePoints(text, end),
          type,
          quote != null ? quote : unit.cut(text, start, end));
    }
  }
}
