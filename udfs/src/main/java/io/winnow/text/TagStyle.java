package io.winnow.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a file writes its tags. They are turned into those that {@link Tags#spans} reads: {@code O},
 * or one of B I M L E U S W, a dash and a type.
 *
 * @param names of {@link Form#TYPE} the types; of {@link Form#NUMBER} the plain tag of each number
 * @param dash whether {@code _} and {@code -} stand for {@code O}
 */
public record TagStyle(Form form, List<String> names, Dash dash) {

  /** Where a tag has the place of its word in the span. */
  public enum Form {
    /** {@code B-PER}. */
    PREFIX("B-PER"),
    /** {@code b-per}. */
    LOWER_PREFIX("b-per"),
    /** {@code PER-B}. */
    SUFFIX("PER-B"),
    /** {@code (PER*}, {@code *}, {@code *)} and {@code (PER)}, as in CoNLL-2012. */
    BRACKETS("(PER*"),
    /** {@code PER}: nowhere. Words of one type that follow each other are one span. */
    TYPE("PER"),
    /** A number; what it means is told elsewhere. */
    NUMBER("1");

    private final String example;

    Form(String example) {
      this.example = example;
    }

    @Override
    public String toString() {
      return example;
    }
  }

  /** What {@code _} and {@code -} are. */
  public enum Dash {
    NO_TAG,
    OUTSIDE
  }

  /** The plainest. */
  public static final TagStyle PLAIN = new TagStyle(Form.PREFIX, List.of(), Dash.NO_TAG);

  private static final Pattern PREFIX = Pattern.compile("([BIMLEUSW])-(.+)");
  private static final Pattern LOWER = Pattern.compile("([bimleusw])-(.+)");
  private static final Pattern SUFFIX = Pattern.compile("(.+)-([BIMLEUSW])");

  /** Such as {@code B-PER|I-LOC}: the tags of nested spans in one column. */
  private static final Pattern SEVERAL =
      Pattern.compile(".*[|;,+/#&]\\s*([BIMLEUSW]-.+|O)|.*\\|.*");

  /** A tag that is none. The message is a sentence of its own. */
  public static final class BadTagException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final int word;

    BadTagException(int word, String message) {
      super(message);
      this.word = word;
    }

    /** Counted from 0. */
    public int word() {
      return word;
    }
  }

  public TagStyle {
    names = List.copyOf(names);
  }

  /**
   * The style that all tags are written in.
   *
   * @param tags each once or more often
   * @param types that are known: only then a type alone is a tag
   * @param names what numbers mean; empty: numbers are no tags
   */
  public static Optional<TagStyle> of(
      Collection<String> tags, Set<String> types, List<String> names) {
    boolean isDashed =
        tags.stream().anyMatch(TagStyle::isDash)
            && tags.stream().noneMatch(TagStyle::isOutside)
            && !tags.stream().allMatch(TagStyle::isDash);
    Dash dash = isDashed ? Dash.OUTSIDE : Dash.NO_TAG;
    List<String> inside =
        tags.stream()
            .filter(tag -> !isOutside(tag) && !(dash == Dash.OUTSIDE && isDash(tag)))
            .distinct()
            .toList();
    if (!inside.isEmpty() && inside.stream().allMatch(tag -> isNumber(tag, names))) {
      return Optional.of(new TagStyle(Form.NUMBER, plainNames(names), Dash.NO_TAG));
    }
    boolean hasOutside = dash == Dash.OUTSIDE || tags.stream().anyMatch(TagStyle::isOutside);
    if (hasOutside && !inside.isEmpty() && types.containsAll(inside)) {
      return Optional.of(new TagStyle(Form.TYPE, types.stream().sorted().toList(), dash));
    }
    return Brackets.fit(tags)
        ? Optional.of(new TagStyle(Form.BRACKETS, List.of(), Dash.NO_TAG))
        : form(inside).map(form -> new TagStyle(form, List.of(), dash));
  }

  private static Optional<Form> form(List<String> inside) {
    if (all(inside, tag -> PREFIX.matcher(tag).matches() && !isSeveral(tag))) {
      return Optional.of(Form.PREFIX);
    }
    if (all(inside, tag -> LOWER.matcher(tag).matches() && !isSeveral(tag)) && beginsLow(inside)) {
      return Optional.of(Form.LOWER_PREFIX);
    }
    return all(inside, tag -> SUFFIX.matcher(tag).matches() && !isSeveral(tag))
        ? Optional.of(Form.SUFFIX)
        : Optional.empty();
  }

  private static boolean all(List<String> tags, Predicate<String> property) {
    return tags.stream().allMatch(property);
  }

  /** {@code e-mail} alone may be a type; {@code b-per} or {@code i-per} is a tag. */
  private static boolean beginsLow(Collection<String> tags) {
    return tags.stream().anyMatch(tag -> tag.startsWith("b-") || tag.startsWith("i-"));
  }

  /** The style of a sentence whose file is not known: small letters only where no large one is. */
  static TagStyle ofSentence(List<String> tags) {
    boolean isLow =
        beginsLow(tags) && tags.stream().noneMatch(tag -> PREFIX.matcher(tag).matches());
    return isLow ? new TagStyle(Form.LOWER_PREFIX, List.of(), Dash.NO_TAG) : PLAIN;
  }

  /**
   * The tags of a sentence in the plainest style.
   *
   * @throws BadTagException if one is no tag in this style
   */
  public List<String> plain(List<String> tags) {
    if (form == Form.BRACKETS) {
      return Brackets.plain(tags);
    }
    List<String> plain = new ArrayList<>(tags.size());
    for (int word = 0; word < tags.size(); word++) {
      String tag = tags.get(word);
      String read = plain(tag);
      if (read == null) {
        throw new BadTagException(word, "'%s' is no tag: %s".formatted(tag, expected(tag)));
      }
      plain.add(read);
    }
    return plain;
  }

  private String plain(String tag) {
    if (form == Form.NUMBER) {
      return isNumber(tag, names) ? names.get(Integer.parseInt(tag)) : null;
    }
    if (isOutside(tag) || dash == Dash.OUTSIDE && isDash(tag)) {
      return Tags.OUTSIDE;
    }
    if (form == Form.TYPE) {
      return names.contains(tag) ? "I-" + tag : null;
    }
    Pattern pattern =
        switch (form) {
          case LOWER_PREFIX -> LOWER;
          case SUFFIX -> SUFFIX;
          default -> PREFIX;
        };
    Matcher parts = pattern.matcher(tag);
    if (!parts.matches() || isSeveral(tag)) {
      return null;
    }
    return form == Form.SUFFIX
        ? parts.group(2) + "-" + parts.group(1)
        : Character.toUpperCase(tag.charAt(0)) + tag.substring(1);
  }

  /** The names of numbers, which may be tags of any style or types, as plain tags. */
  private static List<String> plainNames(List<String> names) {
    Optional<TagStyle> style =
        form(names.stream().filter(it -> !isOutside(it)).toList())
            .map(form -> new TagStyle(form, List.of(), Dash.NO_TAG));
    return style
        .map(it -> it.plain(names))
        .orElseGet(
            () ->
                names.stream()
                    .map(it -> isOutside(it) || PREFIX.matcher(it).matches() ? it : "I-" + it)
                    .toList());
  }

  private String expected(String tag) {
    if (isSeveral(tag)) {
      return "it looks like several; nested entities are not read, so leave one tag a word";
    }
    return switch (form) {
      case TYPE -> "O or one of the types " + String.join(", ", names);
      case NUMBER -> "a number from 0 to " + (names.size() - 1);
      case SUFFIX -> "O or a type and one of -B -I -M -L -E -U -S -W, as before";
      case LOWER_PREFIX -> "o or one of b- i- m- l- e- u- s- w- and a type, as before";
      default -> Tags.WHAT_IS_ONE;
    };
  }

  static boolean isOutside(String tag) {
    return tag.equalsIgnoreCase(Tags.OUTSIDE);
  }

  private static boolean isDash(String tag) {
    return tag.equals("_") || tag.equals("-");
  }

  static boolean isSeveral(String tag) {
    return SEVERAL.matcher(tag).matches();
  }

  private static boolean isNumber(String tag, List<String> names) {
    return !names.isEmpty() && tag.matches("\\d{1,6}") && Integer.parseInt(tag) < names.size();
  }
}
