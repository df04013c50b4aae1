package io.winnow.jobs.ingest;

import io.winnow.spans.WrittenSpan;
import io.winnow.spans.WrittenSpan.Place;
import io.winnow.text.OffsetUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A document of BRAT's standoff: {@code a.txt} and beside it {@code a.ann}, which quotes the text
 * of each entity. The document is one record. Lines of relations, events, attributes and notes are
 * passed over; a span in several parts with other text between is an error.
 */
final class BratDocument {

  static final String ANNOTATIONS = ".ann";
  static final String TEXT = ".txt";

  private static final String EMPTY =
      "documents whose .ann is empty, taken as documents without an entity";

  private static final String NO_FILE = "documents without an .ann, taken as not annotated";

  private static final Pattern ENTITY =
      Pattern.compile("(T\\S+)\\t(\\S+) (\\d+ \\d+(?:;\\d+ \\d+)*)(?:\\t(.*))?");

  /** What the first letter of a line says that it is. */
  private static final Map<Character, String> OTHERS =
      Map.of(
          'R', "relations (R)",
          'E', "events (E)",
          'A', "attributes (A)",
          'M', "attributes (M)",
          'N', "normalizations (N)",
          '*', "equivalences (*)",
          '#', "notes (#)");

  private final Set<String> unused = new LinkedHashSet<>();
  private final List<WrittenSpan> spans = new ArrayList<>();
  private final String text;
  private final OffsetUnit unit;

  private BratDocument(String text, OffsetUnit unit) {
    this.text = text;
    this.unit = unit;
  }

  /**
   * @param id its file's name, without the ending
   * @param annotations the lines of its .ann; empty: there is none
   */
  static RawRecord record(String id, String text, Optional<String> annotations, OffsetUnit unit) {
    return annotations.isPresent()
        ? new BratDocument(text, unit).read(id, annotations.get())
        : new RawRecord(id, text, null, null, List.of(Remark.warning(NO_FILE, "")));
  }

  private RawRecord read(String id, String annotations) {
    int number = 0;
    for (String line : annotations.split("\r\n|\r|\n", -1)) {
      number++;
      if (!line.isBlank()) {
        readLine(line, "line %d of its .ann".formatted(number));
      }
    }
    List<Remark> remarks = new ArrayList<>();
    unused.forEach(it -> remarks.add(Remark.unused(it)));
    if (annotations.isBlank()) {
      remarks.add(Remark.warning(EMPTY, ""));
    }
    SpanGold gold = SpanGold.ofText(GivenSpans.of("its .ann", spans), unit);
    return new RawRecord(id, text, null, gold, remarks);
  }

  private void readLine(String line, String name) {
    if (line.charAt(0) != 'T') {
      String other = OTHERS.get(line.charAt(0));
      if (other == null) {
        throw new IllegalArgumentException(
            "%s is neither an entity (T) nor %s: '%s'".formatted(name, OTHERS.values(), line));
      }
      unused.add(other);
      return;
    }
    Matcher entity = ENTITY.matcher(line);
    if (!entity.matches()) {
      throw new IllegalArgumentException(
          "%s is not 'T1, a tab, TYPE START END, a tab, the text': '%s'".formatted(name, line));
    }
    SpanParts parts = new SpanParts();
    for (String part : entity.group(3).split(";")) {
      String[] ends = part.split(" ");
      parts.add(Long.parseLong(ends[0]), Long.parseLong(ends[1]));
    }
    String quote = entity.group(4) == null ? "" : entity.group(4);
    Place place = parts.joined("%s, %s '%s'".formatted(name, entity.group(1), quote), text, unit);
    spans.add(new WrittenSpan(place, entity.group(2), quote));
  }
}
