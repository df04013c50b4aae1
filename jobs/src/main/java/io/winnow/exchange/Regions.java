package io.winnow.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.exchange.RecordTally.BadRecordException;
import io.winnow.exchange.ToolAnswer.Verdict;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Regions of text as tools write them: {@code [start, end, label]}, or an object with a start, an
 * end and a label under one of the names that are common.
 */
final class Regions {

  private static final String GLOBAL = "globalOffsets";
  private static final String LENGTH = "length";
  private static final String ANSWER = "answer";

  private static final List<String> STARTS =
      List.of(
          "start",
          "start_offset",
          "startOffset",
          "begin",
          "start_char",
          "char_start",
          "start_index",
          "startIndex",
          "from",
          "offset");

  private static final List<String> ENDS =
      List.of(
          "end",
          "end_offset",
          "endOffset",
          "stop",
          "end_char",
          "char_end",
          "end_index",
          "endIndex",
          "to",
          LENGTH);

  /** Of Label Studio's, those that mark text. */
  private static final Set<String> TEXT_LABELS =
      Set.of("labels", "hypertextlabels", "paragraphlabels");

  /** Where there is neither {@code label} nor {@code labels}. */
  private static final List<String> LABELS =
      List.of(
          "type",
          "tag",
          "entity",
          "entity_type",
          "entity_group",
          "category",
          "class",
          "class_name");

  private static final List<String> QUOTES =
      List.of("text", "quote", "surface_form", "surface", "mention");

  private Regions() {}

  /** Whether it says where something lies in a text, well or badly. */
  static boolean hasPlace(JsonNode node) {
    return isTriple(node)
        || field(node, STARTS).isPresent() && field(node, ENDS).isPresent()
        || node.path(GLOBAL).isObject();
  }

  static boolean hasLabel(JsonNode node) {
    return isTriple(node) || !labelFields(node).isEmpty();
  }

  /**
   * Whether somebody took it back or did not confirm it, so that it is no part of the answer.
   *
   * @throws BadRecordException if it can't be told
   */
  static boolean isLeftOut(JsonNode node) {
    if (!node.isObject()) {
      return false;
    }
    Verdict verdict =
        node.hasNonNull(ANSWER)
            ? States.word(ANSWER, node.path(ANSWER))
            : States.of(node).orElse(Verdict.DONE);
    return verdict == Verdict.SKIPPED || verdict == Verdict.NO_ANSWER;
  }

  private static boolean isTriple(JsonNode node) {
    int numbers = 0;
    int texts = 0;
    for (JsonNode part : node) {
      numbers += part.isNumber() ? 1 : 0;
      texts += part.isTextual() ? 1 : 0;
    }
    return node.isArray() && node.size() >= 3 && numbers >= 2 && texts >= 1;
  }

  /**
   * @throws BadRecordException if it is none, or not wholly understood
   */
  static Region of(JsonNode node) {
    if (!node.isObject()) {
      return ofList(node);
    }
    JsonNode place = node.path(GLOBAL).isObject() ? node.path(GLOBAL) : node;
    String startField = field(place, STARTS).orElse("start");
    String endField = field(place, ENDS).orElse("end");
    long start = Fields.offset(place, startField);
    long end = Fields.offset(place, endField);
    return new Region(
        start, endField.equals(LENGTH) ? start + end : end, label(node, start), quote(node));
  }

  /** The place alone, of a region that may have no label. */
  static Region place(JsonNode node) {
    JsonNode place = node.path(GLOBAL).isObject() ? node.path(GLOBAL) : node;
    return new Region(
        Fields.offset(place, field(place, STARTS).orElse("start")),
        Fields.offset(place, field(place, ENDS).orElse("end")),
        null,
        null);
  }

  private static Region ofList(JsonNode node) {
    if (!node.isArray() || node.size() != 3 || !node.get(2).isTextual()) {
      throw new BadRecordException(
          Fault.REGION, "a label of it is %s, not [start, end, type]", Fields.shown(node));
    }
    return new Region(
        Fields.whole(node.get(0), "start of a label"),
        Fields.whole(node.get(1), "end of a label"),
        named(node.get(2), 0),
        null);
  }

  private static Optional<String> field(JsonNode node, List<String> names) {
    return names.stream().filter(node::has).findFirst();
  }

  private static List<String> labelFields(JsonNode node) {
    List<String> plain =
        node.properties().stream()
            .map(field -> field.getKey())
            .filter(
                name -> name.equals("label") || name.toLowerCase(Locale.ROOT).endsWith("labels"))
            .filter(name -> !node.path(name).isNull())
            .toList();
    return !plain.isEmpty() ? plain : LABELS.stream().filter(node::hasNonNull).limit(1).toList();
  }

  private static String label(JsonNode node, long start) {
    Set<String> labels = new LinkedHashSet<>();
    for (String field : labelFields(node)) {
      JsonNode value = node.path(field);
      if (field.toLowerCase(Locale.ROOT).endsWith("labels") && !TEXT_LABELS.contains(field)) {
        throw new BadRecordException(
            Fault.REGION, "a region of it has '%s', which do not mark text", field);
      }
      if (value.isArray()) {
        value.forEach(one -> labels.add(named(one, start)));
      } else {
        labels.add(named(value, start));
      }
    }
    if (labels.size() != 1) {
      throw new BadRecordException(
          Fault.REGION,
          labels.isEmpty()
              ? "its region at %d has no label"
              : "its region at %d has %d labels (%s), which is not one entity",
          start,
          labels.size(),
          String.join(", ", labels));
    }
    return labels.iterator().next();
  }

  private static String named(JsonNode label, long start) {
    if (!label.isTextual() || label.textValue().isBlank()) {
      throw new BadRecordException(
          Fault.REGION,
          "the label of its region at %d is %s, not a name",
          start,
          Fields.shown(label));
    }
    return label.textValue();
  }

  private static String quote(JsonNode node) {
    return QUOTES.stream()
        .filter(name -> node.path(name).isTextual())
        .findFirst()
        .map(name -> node.path(name).textValue())
        .orElse(null);
  }
}
