package io.winnow.jobs.ingest;

import io.winnow.files.Lines;
import io.winnow.spans.WrittenSpan;
import io.winnow.spans.WrittenSpan.Counts;
import io.winnow.spans.WrittenSpan.Place;
import io.winnow.text.OffsetUnit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Documents of PubTator: lines {@code id|t|title} and {@code id|a|abstract}, then annotations in
 * columns, then a blank line. A document is one record, title and abstract with a blank between, as
 * its offsets count. Relations and concepts' identifiers are passed over.
 *
 * @param unit what offsets count
 */
record PubTatorRecords(Lines lines, OffsetUnit unit) implements Records {

  private static final Pattern PART = Pattern.compile("([^|\\t]+)\\|([ta])\\|(.*)");
  private static final String ANNOTATIONS = "annotations";
  private static final int MENTION = 3;
  private static final int TYPE = 4;

  /** Whether a file begins as such files do. */
  static boolean isFirst(String line) {
    Matcher part = PART.matcher(line);
    return part.matches() && part.group(2).equals("t") && !part.group(1).contains(" ");
  }

  @Override
  public Found next() throws IOException {
    List<byte[]> block = new ArrayList<>();
    long first = 0;
    for (byte[] line = lines.nextBytes(); line != null; line = lines.nextBytes()) {
      if (!isBlank(line)) {
        first = block.isEmpty() ? lines.number() : first;
        block.add(line);
      } else if (!block.isEmpty()) {
        break;
      }
    }
    return block.isEmpty() ? null : new Found(first, () -> record(block));
  }

  private static boolean isBlank(byte[] line) {
    for (byte one : line) {
      if (one != ' ' && one != '\t') {
        return false;
      }
    }
    return true;
  }

  private RawRecord record(List<byte[]> block) {
    Document document = new Document();
    for (int i = 0; i < block.size(); i++) {
      document.add(Lines.decode(block.get(i)), "line %d of the document".formatted(i + 1));
    }
    return document.record(unit);
  }

  /** What the lines of one say. */
  private static final class Document {

    private String id;
    private String title;
    private String body;
    private final List<WrittenSpan> spans = new ArrayList<>();
    private final List<Remark> remarks = new ArrayList<>();

    private void add(String line, String name) {
      Matcher part = PART.matcher(line);
      if (part.matches() && spans.isEmpty()) {
        requireId(part.group(1), name);
        boolean isTitle = part.group(2).equals("t");
        if (isTitle ? title != null : body != null) {
          throw new IllegalArgumentException(
              "%s is a second |%s|; a blank line ends a document".formatted(name, part.group(2)));
        }
        title = isTitle ? part.group(3) : title;
        body = isTitle ? body : part.group(3);
        return;
      }
      String[] columns = line.split("\t", -1);
      requireId(columns[0], name);
      boolean isSpan = columns.length > TYPE && isNumber(columns[1]) && isNumber(columns[2]);
      if (isSpan && !columns[TYPE].isBlank()) {
        spans.add(
            new WrittenSpan(
                new Place(
                    Counts.CHARACTERS, Long.parseLong(columns[1]), Long.parseLong(columns[2])),
                columns[TYPE],
                columns[MENTION]));
      } else if (columns.length == TYPE && !isNumber(columns[1])) {
        remarks.add(Remark.unused("relations"));
      } else {
        throw new IllegalArgumentException(
            "%s is neither a title (|t|), an abstract (|a|), a relation nor an annotation with id, start, end, mention and type between tabs: '%s'"
                .formatted(name, line));
      }
    }

    private static boolean isNumber(String text) {
      return text.matches("\\d{1,9}");
    }

    private void requireId(String other, String name) {
      id = id == null ? other : id;
      if (!id.equals(other)) {
        throw new IllegalArgumentException(
            "%s is of document %s, those before of %s; a blank line ends a document"
                .formatted(name, other, id));
      }
    }

    private RawRecord record(OffsetUnit unit) {
      if (title == null) {
        throw new IllegalArgumentException("document %s has no title (|t|)".formatted(id));
      }
      String text = body == null || body.isEmpty() ? title : title + " " + body;
      boolean isEmpty = spans.isEmpty();
      List<Remark> all = new ArrayList<>(remarks.stream().distinct().toList());
      all.add(isEmpty ? Remark.empty(ANNOTATIONS) : Remark.spans(ANNOTATIONS));
      return new RawRecord(
          id,
          text,
          null,
          isEmpty ? null : SpanGold.ofText(GivenSpans.of(ANNOTATIONS, spans), unit),
          all);
    }
  }
}
