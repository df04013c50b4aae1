package io.winnow.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.annotation.ConfidentSpan;
import io.winnow.contract.Contract;
import io.winnow.contract.OutboundSentence;
import io.winnow.exchange.RecordTally.BadRecordException;
import io.winnow.exchange.ToolAnswer.Verdict;
import io.winnow.text.LabelScheme;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * doccano's JSONL. Exported are tasks with the suggestions as labels, offsets in UTF-16 units,
 * which its editor counts. What comes back has spans under {@code label} or {@code labels} as
 * {@code [start, end, type]}, or under {@code entities} as objects (projects with relations). Older
 * versions nest what we sent along under {@code meta}. Only doccano's own records have an {@code
 * id}, so our own file, handed back untouched, is told apart from annotations.
 */
final class Doccano {

  /** Old versions say who approved; the others are of projects that add them. */
  private static final List<String> APPROVALS =
      List.of("annotation_approver", "is_approved", "approved", "is_confirmed", "confirmed");

  private static final RegionLists.Names NAMES =
      new RegionLists.Names(
          Set.of("label", "labels", "entities"),
          Stream.concat(
                  Stream.concat(Fields.SENT.stream(), APPROVALS.stream()),
                  Stream.of(
                      "id",
                      "data",
                      "Comments",
                      "comments",
                      "user",
                      "username",
                      "created_at",
                      "updated_at"))
              .collect(Collectors.toUnmodifiableSet()),
          Set.of("relations", "cats"));

  private Doccano() {}

  static Parsed parse(JsonNode record) {
    if (!record.has("id")) {
      throw new BadRecordException(
          Fault.NOT_THE_TOOLS, "it has no 'id', so it was not exported by doccano");
    }
    String text = Fields.copy(record, record.has("text") ? "text" : "data");
    JsonNode sent = record.path("meta").has("record_id") ? record.path("meta") : record;
    RegionLists.Found found = RegionLists.in(record, NAMES);
    if (!found.hasList()) {
      throw new BadRecordException(
          Fault.FIELD, "it has neither 'label' nor 'labels' nor 'entities'");
    }
    return new Parsed(
        List.of(
            new ToolAnswer(
                Fields.sentence(sent),
                null,
                States.of(record).filter(state -> state != Verdict.DONE).orElse(approval(record)),
                text,
                found.regions(),
                null,
                comment(record),
                null)),
        found.unused());
  }

  private static Verdict approval(JsonNode record) {
    Verdict verdict = Verdict.DONE;
    for (String field : APPROVALS) {
      if (record.has(field)) {
        JsonNode value = record.path(field);
        boolean isApproved =
            field.equals("annotation_approver")
                ? !value.isNull() && !value.asText().isBlank()
                : !value.isNull() && States.isTrue(field, value);
        if (isApproved) {
          return Verdict.APPROVED;
        }
        verdict = Verdict.UNAPPROVED;
      }
    }
    return verdict;
  }

  /** What annotators wrote to each other about the sentence. */
  private static String comment(JsonNode record) {
    String all =
        StreamSupport.stream(record.path("Comments").spliterator(), false)
            .map(JsonNode::asText)
            .collect(Collectors.joining("; "));
    return all.isBlank() ? null : all;
  }

  static String task(String batchId, OutboundSentence sentence) {
    ObjectNode record = Fields.object().put(Contract.TEXT, sentence.text());
    ArrayNode labels = record.putArray("label");
    for (ConfidentSpan suggestion : sentence.suggestions()) {
      labels
          .addArray()
          .add(sentence.start(suggestion))
          .add(sentence.end(suggestion))
          .add(suggestion.span().type());
    }
    record.put(Contract.RECORD_ID, sentence.recordId()).put(Contract.BATCH_ID, batchId);
    // It shows fields that it doesn't know beside the text.
    Fields.addShown(sentence, record);
    return Fields.json(record) + "\n";
  }

  /** As doccano imports label types. */
  static String labels(LabelScheme labels) {
    ArrayNode types = JsonNodeFactory.instance.arrayNode();
    labels.types().forEach(type -> types.addObject().put("text", type));
    return types.toPrettyString() + "\n";
  }
}
