package io.winnow.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.annotation.ConfidentSpan;
import io.winnow.contract.Contract;
import io.winnow.contract.OutboundSentence;
import io.winnow.exchange.RecordTally.BadRecordException;
import io.winnow.exchange.SentBatches.SentKey;
import io.winnow.exchange.ToolAnswer.Verdict;
import io.winnow.text.Word;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Prodigy's JSONL. Exported are tasks for {@code ner.manual}: our words as its tokens, so that what
 * is marked begins and ends where they do; {@code token_end} is the last token, not one past it.
 * What {@code prodigy db-out} writes comes back: {@code accept} is done; {@code ignore} and {@code
 * reject} are skipped, as no one confirms the spans of a rejected sentence. The view {@code ner}
 * asks about the spans that it shows, not about the sentence: there, accepted ones add up. Who
 * answered is {@code _annotator_id}, or else {@code _session_id}.
 */
final class Prodigy {

  private static final RegionLists.Names NAMES =
      new RegionLists.Names(
          Set.of("spans"),
          Stream.concat(
                  Fields.SENT.stream(),
                  Stream.of(
                      "answer",
                      "options",
                      "config",
                      "html",
                      "field_id",
                      "field_label",
                      "_input_hash",
                      "_task_hash",
                      "_session_id",
                      "_annotator_id",
                      "_view_id",
                      "_is_binary",
                      "_timestamp"))
              .collect(Collectors.toUnmodifiableSet()),
          Set.of("relations", "accept", "sessions", "cats", "comment", "user_input"));

  /** Fields of tasks about whole texts. */
  private static final List<String> OTHER_TASKS = List.of("label", "options", "accept", "image");

  private Prodigy() {}

  static Parsed parse(JsonNode record) {
    String answer = Fields.text(record, "answer");
    if (answer == null) {
      throw new BadRecordException(
          Fault.NOT_THE_TOOLS, "it has no 'answer', so it was not annotated in Prodigy");
    }
    String text = Fields.copy(record, "text");
    String annotator = Fields.text(record, "_annotator_id");
    annotator = annotator != null ? annotator : Fields.text(record, "_session_id");
    Verdict verdict =
        States.of(record)
            .filter(state -> state != Verdict.DONE)
            .orElse(verdict(answer, form(record)));
    SentKey sentence = Fields.sentence(record);
    try {
      RegionLists.Found found = RegionLists.in(record, NAMES);
      if (!found.hasList() && OTHER_TASKS.stream().anyMatch(record::has)) {
        throw new BadRecordException(
            Fault.NOT_THE_TOOLS, "it has no 'spans', so it answers another question");
      }
      String comment = answer.equals("reject") ? "rejected in Prodigy" : null;
      return new Parsed(
          List.of(
              new ToolAnswer(
                  sentence, annotator, verdict, text, found.regions(), null, comment, null)),
          found.unused());
    } catch (BadRecordException e) {
      // Others may add up with it.
      return new Parsed(List.of(ToolAnswer.broken(sentence, annotator, verdict, e)), Set.of());
    }
  }

  /** What an answer is about. */
  private enum Form {
    SENTENCE,
    SPANS,
    /** Old versions do not say. */
    UNKNOWN
  }

  private static Form form(JsonNode record) {
    JsonNode isBinary = record.path("_is_binary");
    if (isBinary.isBoolean()) {
      return isBinary.booleanValue() ? Form.SPANS : Form.SENTENCE;
    }
    String view = Fields.text(record, "_view_id");
    if (view == null) {
      return Form.UNKNOWN;
    }
    return view.equals("ner") || view.equals("spans") ? Form.SPANS : Form.SENTENCE;
  }

  private static Verdict verdict(String answer, Form form) {
    return switch (answer) {
      case "accept" ->
          switch (form) {
            case SENTENCE -> Verdict.DONE;
            case SPANS -> Verdict.ACCEPTED_PART;
            case UNKNOWN -> Verdict.ACCEPTED;
          };
      case "reject" ->
          switch (form) {
            case SENTENCE -> Verdict.SKIPPED;
            case SPANS -> Verdict.REJECTED_PART;
            case UNKNOWN -> Verdict.REJECTED;
          };
      case "ignore" -> form == Form.SENTENCE ? Verdict.SKIPPED : Verdict.IGNORED;
      default ->
          throw new BadRecordException(
              Fault.STATE, "its 'answer' is '%s', none of accept, reject, ignore", answer);
    };
  }

  static String task(String batchId, OutboundSentence sentence) {
    ObjectNode record =
        Fields.object()
            .put(Contract.TEXT, sentence.text())
            .put(Contract.RECORD_ID, sentence.recordId())
            .put(Contract.BATCH_ID, batchId);
    // What is in it stands below the text.
    Fields.addShown(sentence, record.putObject("meta"));
    ArrayNode tokens = record.putArray("tokens");
    List<Word> words = sentence.words();
    for (int i = 0; i < words.size(); i++) {
      Word word = words.get(i);
      int following = i + 1 < words.size() ? words.get(i + 1).start() : sentence.text().length();
      tokens
          .addObject()
          .put("text", sentence.text().substring(word.start(), word.end()))
          .put("start", sentence.codePoints(word.start()))
          .put("end", sentence.codePoints(word.end()))
          .put("id", i)
          .put("ws", following > word.end());
    }
    ArrayNode spans = record.putArray("spans");
    for (ConfidentSpan suggestion : sentence.suggestions()) {
      spans
          .addObject()
          .put("start", sentence.codePoints(sentence.start(suggestion)))
          .put("end", sentence.codePoints(sentence.end(suggestion)))
          .put("token_start", suggestion.span().startWord())
          .put("token_end", suggestion.span().endWord() - 1)
          .put("label", suggestion.span().type());
    }
    return Fields.json(record) + "\n";
  }
}
