package io.winnow.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.exchange.RecordTally.BadRecordException;
import io.winnow.spans.WrittenSpan;
import io.winnow.spans.WrittenSpan.Counts;
import io.winnow.spans.WrittenSpan.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A task of Label Studio that was not sent by Winnow: what annotators say of its text.
 *
 * @param answers of those who answered
 * @param leftOut annotations that were cancelled, or are drafts
 * @param unused what was passed over in them
 */
public record AnnotatedTask(List<Answer> answers, int leftOut, Set<String> unused) {

  /** Whether an annotation is marked as the one that is right. */
  public enum Standing {
    GROUND_TRUTH,
    ANSWER
  }

  /**
   * @param name what messages call it, such as {@code annotation 9 by 1}
   * @param spans quotes have no escapes
   */
  public record Answer(String name, Standing standing, List<WrittenSpan> spans) {}

  /**
   * @param task of the JSON export, with {@code data.text}; or of JSON-MIN, with {@code text}
   * @throws IllegalArgumentException if it can't be read; says why
   */
  public static AnnotatedTask of(JsonNode task) {
    try {
      return task.path("data").isObject() ? whole(task) : minimal(task);
    } catch (BadRecordException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static AnnotatedTask whole(JsonNode task) {
    Set<String> unused = new TreeSet<>();
    List<Answer> answers = new ArrayList<>();
    List<JsonNode> annotations = LabelStudio.annotations(task);
    for (JsonNode annotation : annotations) {
      ToolAnswer read = LabelStudio.answer(task.get("data"), annotation, unused);
      String name = "annotation " + annotation.path("id").asText(answers.size() + 1 + "");
      add(answers, name, annotation, read);
    }
    return new AnnotatedTask(answers, annotations.size() - answers.size(), unused);
  }

  private static AnnotatedTask minimal(JsonNode task) {
    Parsed parsed = LabelStudio.minimal(task);
    List<Answer> answers = new ArrayList<>();
    for (ToolAnswer read : parsed.answers()) {
      add(answers, "annotation " + task.path("annotation_id").asText("1"), task, read);
    }
    return new AnnotatedTask(answers, parsed.answers().size() - answers.size(), parsed.unused());
  }

  private static void add(List<Answer> answers, String name, JsonNode annotation, ToolAnswer read) {
    if (read.fault() != null) {
      throw read.fault();
    }
    if (read.verdict().isAnswered()) {
      String by = read.annotator() == null ? "" : " by " + read.annotator();
      answers.add(
          new Answer(
              name + by,
              annotation.path("ground_truth").asBoolean() ? Standing.GROUND_TRUTH : Standing.ANSWER,
              read.regions().stream().map(it -> span(it, read.text())).toList()));
    }
  }

  private static WrittenSpan span(Region region, String text) {
    return new WrittenSpan(
        new Place(Counts.CHARACTERS, region.start(), region.end()),
        region.type(),
        region.quote() == null ? "" : region.plainQuote(text));
  }
}
