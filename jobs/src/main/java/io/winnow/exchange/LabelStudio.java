package io.winnow.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.annotation.ConfidentSpan;
import io.winnow.contract.BatchManifest;
import io.winnow.contract.Contract;
import io.winnow.contract.ContractVersion;
import io.winnow.contract.OutboundSentence;
import io.winnow.exchange.ExportedSentence.Entity;
import io.winnow.exchange.RecordTally.BadRecordException;
import io.winnow.exchange.SentBatches.SentKey;
import io.winnow.exchange.ToolAnswer.Verdict;
import io.winnow.spans.SpanElement;
import io.winnow.text.LabelScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Label Studio's JSON. Exported are tasks in an array, suggestions as predictions. What comes back
 * is its JSON export (tasks that hold annotations) or its JSON-MIN (one object an annotation, with
 * the name of a control for each list of regions). Who answered is {@code completed_by}, in
 * JSON-MIN {@code annotator}.
 */
final class LabelStudio {

  /** Its name beside the tasks. */
  static final String CONFIG_FILE = "labeling-config.xml";

  private static final String CONFIG =
      """
      <View>
        <Labels name="label" toName="text">
      %s
        </Labels>
        <Text name="text" value="$text" granularity="word"/>
      </View>
      """;

  /** Around the text of a task, for reading only: no control of the project is for it. */
  private static final String CONFIG_WITH_CONTEXT =
      CONFIG.replaceFirst(
          " *<Text .*",
          Matcher.quoteReplacement(
              """
                <Text name="before" value="$context_before"/>
                <Text name="text" value="$text" granularity="word"/>
                <Text name="after" value="$context_after"/>
                <Text name="about" value="$metadata"/>"""));

  /** Of JSON-MIN. */
  private static final RegionLists.Names NAMES =
      new RegionLists.Names(
          Set.of(),
          Stream.concat(
                  Fields.SENT.stream(),
                  Stream.of(
                      "id",
                      "annotator",
                      "annotation_id",
                      "created_at",
                      "updated_at",
                      "lead_time",
                      "agreement",
                      "ground_truth",
                      "last_action"))
              .collect(Collectors.toUnmodifiableSet()),
          Set.of("drafts"));

  /** Of a task: what never holds answers. */
  private static final Set<String> TASK =
      Set.of("data", "meta", "predictions", "drafts", "suggestions", "annotations_results");

  /** Of an annotation. */
  private static final Set<String> ANNOTATION =
      Set.of(
          "id",
          "completed_by",
          "result",
          "created_at",
          "updated_at",
          "created_ago",
          "created_username",
          "lead_time",
          "draft_created_at",
          "ground_truth",
          "prediction",
          "result_count",
          "unique_id",
          "import_id",
          "last_action",
          "bulk_created",
          "task",
          "project",
          "updated_by",
          "parent_prediction",
          "parent_annotation",
          "last_created_by",
          "honeypot");

  /** Lists of annotations; the second is the name that it had before version 1.0. */
  private static final List<String> ANNOTATIONS = List.of("annotations", "completions");

  private LabelStudio() {}

  static Parsed parse(JsonNode task) {
    JsonNode data = task.path("data");
    if (!data.isObject()) {
      return minimal(task);
    }
    Set<String> unused = new TreeSet<>();
    return new Parsed(
        annotations(task).stream().map(annotation -> answer(data, annotation, unused)).toList(),
        unused);
  }

  /**
   * The annotations of a task that has {@code data}.
   *
   * @throws BadRecordException if it has none where they belong, though it has regions
   */
  static List<JsonNode> annotations(JsonNode task) {
    List<JsonNode> annotations = new ArrayList<>();
    for (String field : ANNOTATIONS) {
      JsonNode list = Fields.list(task, field);
      if (list != null) {
        list.forEach(annotations::add);
      }
    }
    if (task.has("result")) {
      annotations.add(task);
    }
    if (annotations.isEmpty()) {
      requireNothingElse(task);
    }
    return annotations;
  }

  /** A task without annotations was not answered, unless they are where we don't look. */
  private static void requireNothingElse(JsonNode task) {
    if (task.path("total_annotations").asLong() > 0) {
      throw new BadRecordException(
          Fault.FIELD,
          "it says that it has %s annotations, and holds none",
          task.path("total_annotations").asText());
    }
    task.properties()
        .forEach(
            field -> {
              if (!TASK.contains(field.getKey()) && holdsRegion(field.getValue())) {
                throw new BadRecordException(
                    Fault.REGION, "it has no annotations, but regions in its '%s'", field.getKey());
              }
            });
  }

  private static boolean holdsRegion(JsonNode value) {
    if (SpanElement.isSpan(value)) {
      return true;
    }
    for (JsonNode part : value) {
      if (holdsRegion(part)) {
        return true;
      }
    }
    return false;
  }

  /**
   * What an annotation says; one that can't be read is an answer with a fault.
   *
   * @param unused gets what was passed over
   */
  static ToolAnswer answer(JsonNode data, JsonNode annotation, Set<String> unused) {
    SentKey sentence = Fields.sentence(data);
    String annotator = annotator(annotation.path("completed_by"));
    annotation
        .fieldNames()
        .forEachRemaining(
            field -> {
              if (!ANNOTATION.contains(field) && !States.has(field) && !TASK.contains(field)) {
                unused.add(field);
              }
            });
    try {
      JsonNode result = Fields.list(annotation, "result");
      if (result == null) {
        throw new BadRecordException(Fault.FIELD, "an annotation of it has no 'result'");
      }
      return new ToolAnswer(
          sentence,
          annotator,
          verdict(annotation),
          Fields.copy(data, "text"),
          ResultRegions.of(result, RegionReader.of(data), unused),
          seconds(annotation),
          null,
          null);
    } catch (BadRecordException e) {
      return ToolAnswer.broken(sentence, annotator, Verdict.DONE, e);
    }
  }

  private static Verdict verdict(JsonNode annotation) {
    Verdict verdict = States.of(annotation).orElse(Verdict.DONE);
    String action = Fields.text(annotation, "last_action");
    if (verdict != Verdict.DONE || action == null) {
      return verdict;
    }
    return switch (action) {
      case "skipped", "rejected" -> Verdict.SKIPPED;
      case "prediction", "propagated_annotation" -> Verdict.NO_ANSWER;
      default -> verdict;
    };
  }

  static Parsed minimal(JsonNode element) {
    if (!element.has("annotator") && !element.has("annotation_id")) {
      throw new BadRecordException(
          Fault.NOT_THE_TOOLS,
          "it has neither 'data' nor 'annotator', so it is no task and no answer");
    }
    RegionLists.Found found = RegionLists.in(element, NAMES);
    return new Parsed(
        List.of(
            new ToolAnswer(
                Fields.sentence(element),
                annotator(element.path("annotator")),
                verdict(element),
                Fields.copy(element, "text"),
                found.regions(),
                seconds(element),
                null,
                null)),
        found.unused());
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

  static String task(String batchId, OutboundSentence sentence) {
    ObjectNode task = Fields.object();
    ObjectNode data =
        task.putObject("data")
            .put(Contract.TEXT, sentence.text())
            .put(Contract.RECORD_ID, sentence.recordId())
            .put(Contract.BATCH_ID, batchId);
    // All of them, empty ones too: what the interface shows, each task must have.
    sentence.shown().texts().forEach(data::put);
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
    addRegion(
            result,
            sentence.codePoints(start),
            sentence.codePoints(end),
            sentence.text().substring(start, end),
            suggestion.span().type())
        .put("score", suggestion.confidence());
  }

  /** A task of a data set: its entities are one annotation, whose author the project names. */
  static String labelled(ExportedSentence exported) {
    ObjectNode task = Fields.object();
    task.putObject("data")
        .put(DataSetColumns.TEXT, exported.sentence().text())
        .put(DataSetColumns.ID, exported.sentence().id())
        .setAll(exported.about());
    ArrayNode result = task.putArray("annotations").addObject().putArray("result");
    for (Entity entity : exported.entities()) {
      addRegion(
          result,
          exported.start(entity),
          exported.end(entity),
          exported.quoted(entity),
          entity.span().type());
    }
    return Fields.json(task);
  }

  /** Offsets are code points. */
  private static ObjectNode addRegion(
      ArrayNode result, int start, int end, String text, String type) {
    ObjectNode region = result.addObject();
    region
        .put("id", "s" + result.size())
        .put("from_name", "label")
        .put("to_name", "text")
        .put("type", "labels")
        .putObject("value")
        .put("start", start)
        .put("end", end)
        .put("text", text)
        .putArray("labels")
        .add(type);
    return region;
  }

  /** The labelling interface of the project, for its settings. */
  static String config(LabelScheme labels) {
    return config(CONFIG, labels);
  }

  /** The same of a hand-off, which may have context and metadata. */
  static String config(BatchManifest handOff) {
    boolean showsNothing = handOff.contract().equals(ContractVersion.V1_0.number());
    return config(showsNothing ? CONFIG : CONFIG_WITH_CONTEXT, handOff.labelScheme());
  }

  private static String config(String interfaceOf, LabelScheme labels) {
    return interfaceOf.formatted(
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
