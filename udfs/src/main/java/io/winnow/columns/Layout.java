package io.winnow.columns;

import io.winnow.text.TagStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which column of a file is what.
 *
 * @param shape how many columns there are
 * @param word the words
 * @param tag their tags; empty: there are none
 * @param index the count of words, if a column has one
 * @param others tags that were all {@code O} at the file's beginning, and must stay so
 * @param header the line that names the columns; 0: none does
 * @param remarks what else is to be known of it; {@code Warning: } begins one where a guess was
 *     near
 */
public record Layout(
    Shape shape,
    Place word,
    Optional<TagColumn> tag,
    Optional<Place> index,
    List<Place> others,
    long header,
    List<String> remarks) {

  /** How a warning begins. */
  public static final String WARNING = "Warning: ";

  /**
   * The number of columns in every line.
   *
   * @param columns how many, or the least
   * @param line the first of so many
   * @param width whether sentences may have more
   */
  record Shape(int columns, long line, Width width, Separator separator) {}

  enum Width {
    FIXED,
    /** As in CoNLL-2012, with a column for each predicate. */
    BY_SENTENCE
  }

  enum Separator {
    TAB,
    BLANKS
  }

  /**
   * The column of tags, and how they are written.
   *
   * @param example a value of it
   * @param types of entities at the file's beginning
   */
  record TagColumn(Place place, TagStyle style, String example, SortedSet<String> types) {}

  public Layout {
    others = List.copyOf(others);
    remarks = List.copyOf(remarks);
  }

  /**
   * What a person should know; nothing if the word is first, the tag last, and no more is there.
   *
   * @param example a word of the file, see {@link #word}
   */
  List<String> notes(String file, String example) {
    List<String> notes = new ArrayList<>();
    if (!isPlain()) {
      notes.add("columns of %s: %s".formatted(file, summary(example)));
    }
    for (String remark : remarks) {
      notes.add(
          remark.startsWith(WARNING)
              ? "%s%s: %s".formatted(WARNING, file, remark.substring(WARNING.length()))
              : "%s: %s".formatted(file, remark));
    }
    return notes;
  }

  /** In every line, or the least. */
  public int columns() {
    return shape.columns();
  }

  /** The same for two files whose columns mean the same. */
  public String meaning() {
    return "the word is %d, %s"
        .formatted(
            word.column() + 1,
            tag.map(it -> "the tag " + it.place().number()).orElse("there is no tag"));
  }

  private boolean isPlain() {
    return word.column() == 0
        && shape.columns() <= 2
        && header == 0
        && tag.map(it -> it.place().column() == shape.columns() - 1).orElse(shape.columns() == 1)
        && tag.map(it -> it.style().equals(TagStyle.PLAIN)).orElse(true);
  }

  private String summary(String example) {
    String text = "%s is the word ('%s')".formatted(word, Row.shown(example));
    text +=
        tag.map(it -> ", %s the tag ('%s')".formatted(it.place(), Row.shown(it.example())))
            .orElse(", there is no tag");
    String unused =
        IntStream.range(0, shape.columns())
            .filter(it -> it != word.column())
            .filter(it -> tag.isEmpty() || it != tag.get().place().column())
            .mapToObj(it -> String.valueOf(it + 1))
            .collect(Collectors.joining(", "));
    text += unused.isEmpty() ? "" : "; not used: " + unused;
    return text + (header == 0 ? "" : "; line %d names them".formatted(header));
  }
}
