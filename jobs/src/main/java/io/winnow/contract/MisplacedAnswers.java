package io.winnow.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.winnow.contract.InboxFiles.InboxFile;
import io.winnow.contract.parquet.ColumnTypes;
import io.winnow.contract.parquet.ParquetIn;
import io.winnow.contract.parquet.ParquetIn.Undecodable;
import io.winnow.display.Printable;
import io.winnow.text.Tags;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.hadoop.fs.FileSystem;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * What a return says in columns of other names. Entities, as a list of structs or of tags, or as
 * JSON in a text: a file in which no answer has one is looked through before it is believed. And
 * states, where a file has no status.
 *
 * @param unused the columns that nobody asked for
 */
record MisplacedAnswers(FileSystem fs, InboxFile file, List<String> unused) {

  private static final Set<String> DONE =
      Set.of("done", "completed", "complete", "accepted", "accept", "approved", "submitted", "");

  private static final Set<String> NOT_DONE =
      Set.of(
          "unsure",
          "skipped",
          "skip",
          "cancelled",
          "canceled",
          "rejected",
          "reject",
          "ignored",
          "ignore",
          "draft",
          "pending",
          "open",
          "todo",
          "in_progress",
          "in progress");

  private static final Pattern START = Pattern.compile("(start|begin).*|from|offset");
  private static final Pattern END = Pattern.compile("(end|stop).*|to|length|len");
  private static final Pattern LABEL = Pattern.compile(".*(label|type|tag|class|categor|entity).*");
  private static final Pattern ENTITY = Pattern.compile("[BILEUSMW]-\\S+");

  /** As Python prints it, too. */
  private static final JsonMapper ANY_QUOTES =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES).build();

  private static final int MOST_SHOWN = 100;

  /** Whether a column holds lists of structs with a start, an end and a label. */
  static boolean looksLikeSpans(Type column) {
    return ColumnTypes.element(column)
        .filter(element -> !element.isPrimitive())
        .map(Type::asGroupType)
        .filter(struct -> has(START, struct) && has(END, struct) && has(LABEL, struct))
        .isPresent();
  }

  private static boolean has(Pattern name, GroupType struct) {
    return struct.getFields().stream().anyMatch(field -> matches(name, field.getName()));
  }

  /**
   * Asks this of a file without an entity.
   *
   * @throws ContractBreachException if another column has some; names the first with its row
   */
  void requireNoEntity() {
    read(
        unused,
        (column, number, value) -> {
          if (isAnswer(value)) {
            throw ContractBreachException.misplaced(
                file.name(),
                "no row has an entity in 'spans' or 'tags', but column '%s' has what looks like some, first in row %d: %s"
                    .formatted(column, number, shown(value)));
          }
          return true;
        });
  }

  /**
   * Asks this of a file without a status, where all rows count as done.
   *
   * @throws ContractBreachException if a column has nothing but states, and not all are done
   */
  void requireNoStatus() {
    Map<String, String> notDone = new TreeMap<>();
    Set<String> states =
        read(
            unused,
            (column, number, value) -> {
              String state =
                  value.isTextual() ? value.textValue().strip().toLowerCase(Locale.ROOT) : "?";
              if (NOT_DONE.contains(state)) {
                notDone.putIfAbsent(column, "'%s' in row %d".formatted(state, number));
              }
              return DONE.contains(state) || NOT_DONE.contains(state);
            });
    notDone.keySet().retainAll(states);
    if (!notDone.isEmpty()) {
      String column = notDone.keySet().iterator().next();
      throw ContractBreachException.misplaced(
          file.name(),
          "it has no column 'status', so that every row would be done, but column '%s' says %s: call it 'status', with the words done, unsure and skipped"
              .formatted(column, notDone.get(column)));
    }
  }

  /** Takes a value that is not null; false if the column is of no interest any more. */
  private interface Look {
    boolean at(String column, long row, JsonNode value);
  }

  /** Looks at columns until none is of interest; returns those that are. */
  private Set<String> read(Collection<String> names, Look look) {
    Set<String> left = new TreeSet<>(names);
    if (left.isEmpty()) {
      return left;
    }
    try (ParquetIn parquet = ParquetIn.open(fs, file.path())) {
      List<Type> columns =
          parquet.schema().getFields().stream().filter(it -> left.contains(it.getName())).toList();
      parquet.want(
          new MessageType(parquet.schema().getName(), columns),
          ReturnReader.MOST_CHARACTERS,
          Undecodable.REPLACED);
      long number = 0;
      for (JsonNode row = parquet.next(); row != null && !left.isEmpty(); row = parquet.next()) {
        JsonNode values = row;
        long at = number++;
        left.removeIf(
            column -> values.hasNonNull(column) && !look.at(column, at, values.get(column)));
      }
    } catch (ContractBreachException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw ContractBreachException.unreadable(
          file.name(), "it is damaged in a column that is not used (%s)".formatted(e), e);
    }
    return left;
  }

  private static String shown(JsonNode value) {
    String text = Printable.inLine(value.isTextual() ? value.textValue() : value.toString());
    return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "...";
  }

  private static boolean isAnswer(JsonNode value) {
    if (value.isTextual()) {
      return isAnswer(value.textValue().strip());
    }
    return value.isArray()
        && (elements(value).anyMatch(MisplacedAnswers::isSpan)
            || areTags(elements(value).map(JsonNode::textValue).toList()));
  }

  private static boolean isAnswer(String text) {
    if (!text.startsWith("[") && !text.startsWith("{")) {
      return areTags(Arrays.asList(text.split("\\s+")));
    }
    try {
      JsonNode value = ANY_QUOTES.readTree(text);
      return isAnswer(value) || elements(value).anyMatch(MisplacedAnswers::isAnswer);
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  /** A struct, perhaps within another, or such as {@code [0, 3, "PER"]}. */
  private static boolean isSpan(JsonNode value) {
    if (value.isArray()) {
      return value.size() > 2
          && elements(value).filter(JsonNode::isIntegralNumber).count() == 2
          && elements(value).anyMatch(JsonNode::isTextual);
    }
    return value.isObject()
        && ((has(START, value, JsonNode::isNumber)
                && has(END, value, JsonNode::isNumber)
                && has(LABEL, value, MisplacedAnswers::isLabel))
            || elements(value).anyMatch(MisplacedAnswers::isSpan));
  }

  private static boolean isLabel(JsonNode value) {
    return value.isTextual() || (value.isArray() && value.path(0).isTextual());
  }

  private static boolean has(Pattern name, JsonNode struct, Predicate<JsonNode> fits) {
    Iterator<String> names = struct.fieldNames();
    while (names.hasNext()) {
      String field = names.next();
      if (matches(name, field) && fits.test(struct.get(field))) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(Pattern name, String field) {
    return name.matcher(field.toLowerCase(Locale.ROOT)).matches();
  }

  /**
   * @param texts null for what is none
   */
  private static boolean areTags(List<String> texts) {
    return texts.stream()
            .allMatch(it -> it != null && (it.equals(Tags.OUTSIDE) || ENTITY.matcher(it).matches()))
        && !texts.stream().allMatch(Tags.OUTSIDE::equals);
  }

  private static Stream<JsonNode> elements(JsonNode value) {
    return StreamSupport.stream(value.spliterator(), false);
  }
}
