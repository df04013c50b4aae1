package io.winnow.jobs.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.json.JsonValues;
import io.winnow.spans.AnswerState;
import io.winnow.spans.SpanElement;
import io.winnow.spans.SpanList;
import io.winnow.text.OffsetUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A record of Argilla: {@code fields}, and {@code responses} by question (2.x) or by user (1.x), or
 * both in fields of their own, such as {@code spans.responses} (its export to datasets). Responses
 * that are drafts or discarded are left out; suggestions are no answers; other questions than those
 * of spans are passed over.
 */
final class ArgillaRecord {

  private static final String RESPONSES = ".responses";

  /** What is not said to be unused. */
  private static final List<String> KNOWN =
      List.of("id", "external_id", "_server_id", "status", "fields", "responses");

  private final ObjectNode record;
  private final List<Remark> remarks = new ArrayList<>();
  private final Map<String, List<Response>> byQuestion = new TreeMap<>();
  private int leftOut;

  private record Response(String user, JsonNode value) {}

  private ArgillaRecord(ObjectNode record) {
    this.record = record;
  }

  static boolean isOne(JsonNode value) {
    return value.path("fields").isObject()
            && (value.has("responses") || value.has("suggestions") || value.has("_server_id"))
        || value instanceof ObjectNode record && !flat(record).isEmpty();
  }

  /** Questions of the export to datasets. */
  private static List<String> flat(ObjectNode record) {
    List<String> questions = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : record.properties()) {
      if (field.getKey().endsWith(RESPONSES) && field.getValue().isArray()) {
        questions.add(field.getKey().substring(0, field.getKey().length() - RESPONSES.length()));
      }
    }
    return questions;
  }

  /**
   * @throws IllegalArgumentException if it can't be read; says why
   */
  static RawRecord record(ObjectNode record, KeptFields kept, OffsetUnit unit) {
    return new ArgillaRecord(record).read(kept, unit);
  }

  private RawRecord read(KeptFields kept, OffsetUnit unit) {
    boolean isFlat = !record.path("fields").isObject();
    ObjectNode fields = isFlat ? record : (ObjectNode) record.get("fields");
    String field = isFlat ? "text" : Texts.field(fields, "fields");
    String text = JsonValues.string(fields.path(field), "'%s'".formatted(field));
    ObjectNode metadata = metadata(kept, isFlat, fields, field);
    if (isFlat) {
      flat(record).forEach(this::addFlat);
    } else {
      remarks.addAll(Texts.unused(fields, "fields", field, metadata));
      addResponses(record.path("responses"));
    }
    unused(isFlat, metadata);
    List<GivenSpans> given = new ArrayList<>();
    byQuestion.forEach((question, responses) -> given.addAll(spans(question, responses)));
    Answers answers = new Answers(given, leftOut);
    remarks.addAll(answers.remarks());
    return new RawRecord(id(), text, null, answers.gold(unit), remarks, metadata);
  }

  /** Those of the record itself, in its flat form, but for what belongs to a question. */
  private ObjectNode metadata(KeptFields kept, boolean isFlat, ObjectNode fields, String text) {
    ObjectNode holder = JsonNodeFactory.instance.objectNode();
    holder.set("metadata", record.path("metadata"));
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      boolean isOther = field.getKey().equals(text) || isFlat && KNOWN.contains(field.getKey());
      if (!isOther && !field.getKey().contains(".")) {
        holder.set(field.getKey(), field.getValue());
      }
    }
    return kept.of(holder);
  }

  private String id() {
    for (String field : List.of("external_id", "id")) {
      if (record.hasNonNull(field) && record.get(field).isValueNode()) {
        return record.get(field).asText();
      }
    }
    return null;
  }

  private void unused(boolean isFlat, ObjectNode kept) {
    record
        .fieldNames()
        .forEachRemaining(
            field -> {
              boolean isOfResponses = field.contains(RESPONSES) || isFlat && field.equals("text");
              boolean isKept =
                  kept.has(field) || KeptFields.isAllKept(field, record.get(field), kept);
              boolean isKnown = KNOWN.contains(field) || isOfResponses || isKept;
              if (!isKnown && !isEmpty(record.get(field))) {
                remarks.add(Remark.unused(field));
              }
            });
  }

  private static boolean isEmpty(JsonNode value) {
    return value.isNull() || value.isContainerNode() && value.isEmpty();
  }

  private void addFlat(String question) {
    JsonNode values = record.get(question + RESPONSES);
    JsonNode users = record.path(question + ".responses.users");
    JsonNode states = record.path(question + ".responses.status");
    for (int i = 0; i < values.size(); i++) {
      add(question, users.path(i).asText("?"), states.path(i), values.get(i));
    }
  }

  private void addResponses(JsonNode responses) {
    if (responses.isObject()) {
      responses
          .properties()
          .forEach(
              question ->
                  each(question.getValue())
                      .forEach(
                          it -> add(question.getKey(), user(it), it.path("status"), value(it))));
      return;
    }
    for (JsonNode response : responses) {
      if (response.path("values").isObject()) {
        response
            .get("values")
            .properties()
            .forEach(
                question ->
                    add(
                        question.getKey(),
                        user(response),
                        response.path("status"),
                        value(question.getValue())));
      } else {
        add(
            response.path("question_name").asText("responses"),
            user(response),
            response.path("status"),
            value(response));
      }
    }
  }

  private static Iterable<JsonNode> each(JsonNode one) {
    return one.isArray() ? one : JsonNodeFactory.instance.arrayNode().add(one);
  }

  private static String user(JsonNode response) {
    return response.path("user_id").asText("?");
  }

  private static JsonNode value(JsonNode response) {
    return response.isObject() && response.has("value") ? response.get("value") : response;
  }

  private void add(String question, String user, JsonNode state, JsonNode value) {
    Optional<AnswerState> known =
        state.isTextual() ? AnswerState.ofWord(state) : Optional.of(AnswerState.DONE);
    if (known.isEmpty()) {
      throw new IllegalArgumentException(
          "the status of a response to '%s' is %s, none of submitted, draft, discarded"
              .formatted(question, state));
    }
    if (known.get() == AnswerState.SKIPPED || known.get() == AnswerState.NO_ANSWER) {
      leftOut++;
    } else {
      byQuestion.computeIfAbsent(question, any -> new ArrayList<>()).add(new Response(user, value));
    }
  }

  /** None if the question is about something else, or nobody marked anything in any record. */
  private List<GivenSpans> spans(String question, List<Response> responses) {
    String path = "responses." + question;
    boolean isOfSpans = responses.stream().anyMatch(it -> holdsSpan(it.value));
    if (!isOfSpans) {
      boolean isEmpty = responses.stream().allMatch(it -> it.value.isArray() && it.value.isEmpty());
      remarks.add(isEmpty ? Remark.empty(path) : Remark.unused(path));
      return List.of();
    }
    remarks.add(Remark.spans(path));
    List<GivenSpans> lists = new ArrayList<>();
    for (Response response : responses) {
      String name = responses.size() == 1 ? path : "%s by %s".formatted(path, response.user);
      lists.add(GivenSpans.of(new SpanList(name, response.value)));
    }
    return lists;
  }

  private static boolean holdsSpan(JsonNode value) {
    for (JsonNode one : value) {
      if (SpanElement.isSpan(one) || SpanElement.isPlaced(one)) {
        return true;
      }
    }
    return false;
  }
}
