package io.winnow.model.tags;

import io.winnow.text.LabelScheme;
import io.winnow.text.Tags;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the rows of a classifier mean.
 *
 * @param labels its entity types: in the order of the ids of the labels that begin them
 * @param rows those that are some word's tag: {@code O}, then for each type what begins an entity,
 *     then what continues one
 * @param tags of those rows: {@code O}, or one of B I M L E U S W, a dash and a type
 * @param scheme empty: IOB1 or IOB2, which use the same labels; the model's predictions tell
 * @param leftOut labels of the other rows, which are never a word's tag
 */
public record HeadTags(
    LabelScheme labels,
    List<Integer> rows,
    List<String> tags,
    Optional<TagScheme> scheme,
    List<String> leftOut) {

  private static final String BEGINS = "BUSW";
  private static final String ONLY_OF_BILOU = "MLEUSW";

  public HeadTags {
    rows = List.copyOf(rows);
    tags = List.copyOf(tags);
    leftOut = List.copyOf(leftOut);
  }

  /** Of IOB2 in the label scheme's own order. */
  public static HeadTags iob2(LabelScheme labels) {
    List<String> tags = labels.tags();
    List<Integer> rows = IntStream.range(0, tags.size()).boxed().toList();
    return new HeadTags(labels, rows, tags, Optional.of(TagScheme.IOB2), List.of());
  }

  /**
   * Reads labels in prefix or suffix form, with {@code -}, {@code _} or {@code :}, or of types
   * alone.
   *
   * @param names in the order of their ids
   * @throws IllegalArgumentException if they can't be read; the message says why, as a clause
   */
  public static HeadTags of(List<String> names) {
    List<String> plain = LabelNames.plain(names);
    Set<String> seen = new HashSet<>();
    for (int row = 0; row < plain.size(); row++) {
      if (plain.get(row) != null && !seen.add(plain.get(row))) {
        throw new IllegalArgumentException(
            "its labels have '%s' twice".formatted(names.get(row).strip()));
      }
    }
    LabelScheme labels = new LabelScheme(types(plain.stream().filter(Objects::nonNull).toList()));
    List<Integer> rows =
        IntStream.range(0, plain.size())
            .filter(row -> plain.get(row) != null)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingInt(row -> place(plain.get(row), labels))
                    .thenComparing(Comparator.naturalOrder()))
            .toList();
    List<String> leftOut =
        IntStream.range(0, plain.size())
            .filter(row -> plain.get(row) == null)
            .mapToObj(names::get)
            .toList();
    List<String> tags = rows.stream().map(plain::get).toList();
    return new HeadTags(labels, rows, tags, scheme(labels, tags), leftOut);
  }

  /** Types in the order of the labels that begin them; those that none begins last. */
  private static List<String> types(List<String> plain) {
    List<String> types =
        Stream.concat(
                plain.stream().filter(HeadTags::begins),
                plain.stream().filter(tag -> !isOutside(tag)))
            .map(HeadTags::type)
            .distinct()
            .toList();
    for (String type : types) {
      List<String> same = types.stream().filter(type::equalsIgnoreCase).toList();
      if (same.size() > 1) {
        throw new IllegalArgumentException(
            "its labels write one type in several ways: " + String.join(", ", same));
      }
    }
    return types;
  }

  /** The IOB2 tag that a tag becomes. */
  private static int place(String tag, LabelScheme labels) {
    return isOutside(tag) ? 0 : 2 + 2 * labels.types().indexOf(type(tag)) - (begins(tag) ? 1 : 0);
  }

  private static Optional<TagScheme> scheme(LabelScheme labels, List<String> tags) {
    if (tags.stream()
        .anyMatch(tag -> !isOutside(tag) && ONLY_OF_BILOU.indexOf(tag.charAt(0)) >= 0)) {
      return Optional.of(TagScheme.BILOU);
    }
    List<String> types = labels.types();
    List<String> begun = types.stream().filter(type -> tags.contains("B-" + type)).toList();
    if (begun.size() < types.size()) {
      // In IOB2 every entity begins with B-.
      return Optional.of(begun.isEmpty() ? TagScheme.IO : TagScheme.IOB1);
    }
    // In IOB1 every entity that follows no other begins with I-.
    return types.stream().allMatch(type -> tags.contains("I-" + type))
        ? Optional.empty()
        : Optional.of(TagScheme.IOB2);
  }

  static boolean isOutside(String tag) {
    return tag.equals(Tags.OUTSIDE);
  }

  static boolean begins(String tag) {
    return BEGINS.indexOf(tag.charAt(0)) >= 0;
  }

  private static String type(String tag) {
    return tag.substring(2);
  }

  /**
   * With the scheme that is meant.
   *
   * @throws IllegalArgumentException if the labels are of another; the message is a clause
   */
  public HeadTags meant(TagScheme meant) {
    Optional<TagScheme> own = scheme(labels, tags);
    if (!own.map(meant::equals).orElse(meant == TagScheme.IOB1 || meant == TagScheme.IOB2)) {
      throw new IllegalArgumentException(
          "its labels %s are of %s, not of %s"
              .formatted(
                  LabelNames.shown(tags),
                  own.map(TagScheme::code).orElse("iob1 or iob2"),
                  meant.code()));
    }
    return new HeadTags(labels, rows, tags, Optional.of(meant), leftOut);
  }

  /** Whether a row of the head is what a row over the label scheme's tags is. */
  public boolean isIob2() {
    return scheme.equals(Optional.of(TagScheme.IOB2)) && tags.equals(labels.tags());
  }

  /** For each of {@link #tags} the tag of the label scheme that gets its probability. */
  List<Integer> targets() {
    return tags.stream().map(tag -> place(tag, labels)).toList();
  }

  /** Whether the label that continues a type, as its place in the scheme, begins entities too. */
  boolean insideBegins(int type) {
    return scheme.equals(Optional.of(TagScheme.IOB1)) || !targets().contains(1 + 2 * type);
  }

  /**
   * The rows of the classifier that training on with IOB2 begins with: for each of the label
   * scheme's tags those of the labels that mean it; where a label begins and continues entities, or
   * none does one of both, it is both.
   */
  public List<List<Integer>> iob2Rows() {
    List<List<Integer>> chosen = new ArrayList<>();
    chosen.add(rowsOf(0));
    for (int type = 0; type < labels.types().size(); type++) {
      List<Integer> begin = rowsOf(1 + 2 * type);
      List<Integer> inside = rowsOf(2 + 2 * type);
      chosen.add(insideBegins(type) && !inside.isEmpty() ? inside : begin);
      chosen.add(inside.isEmpty() ? begin : inside);
    }
    return List.copyOf(chosen);
  }

  private List<Integer> rowsOf(int target) {
    List<Integer> targets = targets();
    return IntStream.range(0, rows.size())
        .filter(i -> targets.get(i) == target)
        .mapToObj(rows::get)
        .toList();
  }

  /** How its labels are read, for people: one sentence without its period. */
  public String explained() {
    return Explanation.of(this);
  }
}
