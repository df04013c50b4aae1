package io.winnow.jobs.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.exchange.AnnotatedTask;
import io.winnow.exchange.AnnotatedTask.Answer;
import io.winnow.exchange.AnnotatedTask.Standing;
import io.winnow.json.JsonValues;
import io.winnow.text.OffsetUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * A task of Label Studio: of its JSON export, of its import files (without annotations), or of
 * JSON-MIN, which has an object for each annotation. An annotation that is marked as ground truth
 * goes before the others.
 */
final class LabelStudioTask {

  private static final String GROUND_TRUTH =
      "records with several annotations, of which the one marked as ground truth is taken";

  /** What JSON-MIN has of an annotation beside the task's own data. */
  private static final List<String> OF_MINIMAL =
      List.of("annotator", "annotation_id", "created_at", "updated_at", "lead_time");

  private LabelStudioTask() {}

  static boolean isOne(JsonNode value) {
    return value.path("data").isObject() && !JsonDocument.hasSentence(value) || isMinimal(value);
  }

  private static boolean isMinimal(JsonNode value) {
    return value.has("annotation_id") && value.has("annotator");
  }

  /**
   * @throws IllegalArgumentException if it can't be read; says why
   */
  static RawRecord record(ObjectNode task, KeptFields kept, OffsetUnit unit) {
    boolean isWhole = task.path("data").isObject();
    ObjectNode data = isWhole ? (ObjectNode) task.get("data") : task;
    String field = Texts.field(data, "data");
    String text = JsonValues.string(data.get(field), "'%s'".formatted(field));
    JsonNode id = data.hasNonNull("id") ? data.get("id") : task.path("id");
    data.put("text", text);
    AnnotatedTask read = AnnotatedTask.of(task);
    List<Answer> truths =
        read.answers().stream().filter(it -> it.standing() == Standing.GROUND_TRUTH).toList();
    List<Answer> taken = truths.isEmpty() ? read.answers() : truths;
    Answers answers =
        new Answers(
            taken.stream().map(it -> GivenSpans.of(it.name(), it.spans())).toList(),
            read.leftOut());
    List<Remark> remarks = new ArrayList<>(answers.remarks());
    if (taken.size() < read.answers().size()) {
      remarks.add(Remark.warning(GROUND_TRUTH, ""));
    }
    read.unused().forEach(it -> remarks.add(Remark.unused(it)));
    data.remove(List.of("text", field));
    data.remove(OF_MINIMAL);
    ObjectNode metadata = kept.of(data);
    if (isWhole) {
      remarks.addAll(Texts.unused(data, "data", field, metadata));
    }
    return new RawRecord(
        id.isValueNode() && !id.isNull() ? id.asText() : null,
        text,
        null,
        answers.gold(unit),
        remarks,
        metadata);
  }
}
