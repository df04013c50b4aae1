package io.winnow.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What becomes of a good file by one slip of a person or a tool: an offset counted in another unit,
 * two columns swapped, a key renamed, a byte in another encoding.
 */
public final class Mutants {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> STARTS = Set.of("start", "start_offset", "begin");
  private static final Set<String> ENDS = Set.of("end", "end_offset");
  private static final int TRIPLE = 3;
  private static final int MOST_WORDS_AT = 3;

  private final Map<String, byte[]> all = new LinkedHashMap<>();

  private Mutants() {}

  /**
   * @param good UTF-8: CoNLL columns, JSON lines or a JSON array
   * @return what was done, and the file that comes of it
   */
  public static Map<String, byte[]> of(String good) {
    Mutants mutants = new Mutants();
    if (good.startsWith("{") || good.startsWith("[")) {
      mutants.ofJson(good);
    } else {
      mutants.ofColumns(good);
    }
    mutants.ofBytes(good);
    mutants.all.values().removeIf(file -> new String(file, UTF_8).equals(good));
    return mutants.all;
  }

  private void ofBytes(String good) {
    int accent = 0;
    while (good.charAt(accent) < 0x80 || Character.isSurrogate(good.charAt(accent))) {
      accent++;
    }
    byte[] before = good.substring(0, accent).getBytes(UTF_8);
    byte[] after = good.substring(accent + 1).getBytes(UTF_8);
    ByteBuffer latin = ByteBuffer.allocate(before.length + 1 + after.length);
    latin.put(before).put((byte) 0xE9).put(after);
    all.put("one byte of Latin-1", latin.array());
    all.put("all in Latin-1", good.getBytes(StandardCharsets.ISO_8859_1));
    all.put("UTF-16 without a mark", good.getBytes(StandardCharsets.UTF_16LE));
  }

  private void ofColumns(String good) {
    String word =
        good.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).findFirst().get();
    String separator = word.contains("\t") ? "\t" : word.contains("   ") ? "   " : " ";
    int columns = word.split(separator).length;
    for (int i = 0; i < columns - 1; i++) {
      // Of wide files, those that hold neither the word nor the tag are all alike.
      for (int j = i < MOST_WORDS_AT ? i + 1 : columns - 1; j < columns; j++) {
        int one = i;
        int other = j;
        String swapped =
            good.lines()
                .map(line -> swapped(line, separator, columns, one, other))
                .collect(Collectors.joining("\n", "", "\n"));
        all.put("columns %d and %d swapped".formatted(i + 1, j + 1), swapped.getBytes(UTF_8));
      }
    }
    for (String name : List.of("NER=", " NE", "record_id", "batch_id")) {
      all.put(
          name + " renamed",
          good.replace(name, name.charAt(0) + "x" + name.substring(1)).getBytes(UTF_8));
    }
  }

  private static String swapped(String line, String separator, int columns, int i, int j) {
    String[] cells = line.split(separator, -1);
    if (line.startsWith("#") || cells.length != columns) {
      return line;
    }
    String cell = cells[i];
    cells[i] = cells[j];
    cells[j] = cell;
    return String.join(separator, cells);
  }

  private void ofJson(String good) {
    Set<String> keys = new LinkedHashSet<>();
    records(good)
        .forEach(
            record -> objects(record, object -> object.fieldNames().forEachRemaining(keys::add)));
    for (String key : keys) {
      put("'%s' renamed".formatted(key), good, record -> renamed(record, key));
      boolean[] isDone = {false};
      put(
          "'%s' renamed once".formatted(key),
          good,
          record -> {
            if (!isDone[0]) {
              isDone[0] = renamed(record, key);
            }
          });
    }
    put("all offsets one more", good, record -> shift(record, 1, 1));
    put("all offsets one less", good, record -> shift(record, -1, -1));
    put("all ends one less", good, record -> shift(record, 0, -1));
    put("one more behind an emoji", good, record -> shift(record, emojis(record), emojis(record)));
    put(
        "one less behind an emoji",
        good,
        record -> shift(record, -emojis(record), -emojis(record)));
  }

  private static int emojis(JsonNode record) {
    return record.toString().contains("🎉") ? 1 : 0;
  }

  private void put(String what, String good, Consumer<JsonNode> change) {
    List<JsonNode> records = records(good);
    records.forEach(change);
    String joined = good.startsWith("[{") || good.startsWith("[\n") ? ",\n" : "\n";
    String text = records.stream().map(JsonNode::toString).collect(Collectors.joining(joined));
    if (records.equals(records(good))) {
      return;
    }
    all.put(what, (joined.equals("\n") ? text + "\n" : "[" + text + "]").getBytes(UTF_8));
  }

  /** Copies, to be changed. */
  private static List<JsonNode> records(String text) {
    try {
      if (text.startsWith("[{") || text.startsWith("[\n")) {
        List<JsonNode> elements = new ArrayList<>();
        JSON.readTree(text).forEach(elements::add);
        return elements;
      }
      List<JsonNode> lines = new ArrayList<>();
      for (String line : text.split("\n")) {
        lines.add(JSON.readTree(line));
      }
      return lines;
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void objects(JsonNode node, Consumer<ObjectNode> visitor) {
    if (node instanceof ObjectNode object) {
      visitor.accept(object);
    }
    if (node instanceof ContainerNode<?>) {
      List<JsonNode> children = new ArrayList<>();
      node.forEach(children::add);
      children.forEach(child -> objects(child, visitor));
    }
  }

  private static boolean renamed(JsonNode record, String key) {
    boolean[] found = {false};
    objects(
        record,
        object -> {
          if (object.has(key)) {
            found[0] = true;
            object.set(key.charAt(0) + "x" + key.substring(1), object.remove(key));
          }
        });
    return found[0];
  }

  private static void shift(JsonNode record, int starts, int ends) {
    objects(
        record,
        object ->
            object
                .fieldNames()
                .forEachRemaining(
                    name -> {
                      int by = STARTS.contains(name) ? starts : ENDS.contains(name) ? ends : 0;
                      if (by != 0 && object.get(name).isInt() && !object.has("ws")) {
                        object.set(name, IntNode.valueOf(object.get(name).intValue() + by));
                      }
                    }));
    shiftTriples(record, starts, ends);
  }

  private static void shiftTriples(JsonNode node, int starts, int ends) {
    if (node instanceof ArrayNode triple
        && triple.size() == TRIPLE
        && triple.get(0).isInt()
        && triple.get(2).isTextual()) {
      triple.set(0, IntNode.valueOf(triple.get(0).intValue() + starts));
      triple.set(1, IntNode.valueOf(triple.get(1).intValue() + ends));
    } else if (node instanceof ContainerNode<?>) {
      node.forEach(child -> shiftTriples(child, starts, ends));
    }
  }
}
