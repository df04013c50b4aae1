package io.winnow.columns;

import io.winnow.text.EntitySpan;
import io.winnow.text.TagStyle;
import io.winnow.text.TagStyle.BadTagException;
import io.winnow.text.TagStyle.Dash;
import io.winnow.text.TagStyle.Form;
import io.winnow.text.Tags;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A column at a file's beginning.
 *
 * @param place which it is
 * @param counts how often it has each value
 * @param style how its tags are written; {@link TagStyle#PLAIN} if it has none
 */
record ColumnProfile(Place place, ColumnKind kind, Map<String, Integer> counts, TagStyle style) {

  private static final Pattern NAME = Pattern.compile("\\p{L}[\\p{L}\\p{N}_ .:/&-]*");
  private static final Pattern BARE = Pattern.compile("[OBIMLEUSW]");
  private static final Pattern NUMBER = Pattern.compile("[-+]?\\d+([-:.,/]\\d+)*|_");
  private static final Pattern OFFSETS = Pattern.compile("\\d+[-:,]\\d+");
  private static final Pattern FEATURES = Pattern.compile("[^=|\\s]+=[^|]*(\\|[^|]+)*");
  private static final Set<String> NOTHING = Set.of("", "_", "-", "*");

  private static final List<TagStyle> STYLES =
      Stream.of(Form.PREFIX, Form.LOWER_PREFIX, Form.SUFFIX)
          .map(form -> new TagStyle(form, List.of(), Dash.NO_TAG))
          .toList();

  /** More names than these are no entity types. */
  private static final int MOST_TYPES = 40;

  static ColumnProfile of(Place place, List<List<String>> sentences, ColumnQuery query) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    sentences.forEach(values -> values.forEach(value -> counts.merge(value, 1, Integer::sum)));
    Optional<TagStyle> clean = TagStyle.of(counts.keySet(), query.types(), query.tagNames());
    TagStyle style = clean.or(() -> mostly(counts)).orElse(TagStyle.PLAIN);
    ColumnKind kind = kind(counts, sentences, style, clean.isPresent(), query);
    return new ColumnProfile(place, kind, counts, style);
  }

  private static ColumnKind kind(
      Map<String, Integer> counts,
      List<List<String>> sentences,
      TagStyle style,
      boolean isClean,
      ColumnQuery query) {
    if (style.form() == Form.NUMBER && WordIndex.counts(sentences)) {
      return ColumnKind.INDEX;
    }
    if (isClean || share(counts, style) >= 0.5) {
      ColumnKind tags = tags(counts, sentences, style, query);
      if (tags != null) {
        return tags;
      }
    }
    if (counts.containsKey(Tags.OUTSIDE)
        && counts.keySet().stream().allMatch(it -> BARE.matcher(it).matches())) {
      return ColumnKind.BARE;
    }
    if (isTypes(counts)) {
      return ColumnKind.TYPES;
    }
    if (counts.size() > 1 && counts.keySet().stream().allMatch(it -> it.contains("*"))) {
      return ColumnKind.SYNTAX;
    }
    return WordIndex.counts(sentences) ? ColumnKind.INDEX : noTags(counts, sentences);
  }

  /** Null if there are none. */
  private static ColumnKind tags(
      Map<String, Integer> counts,
      List<List<String>> sentences,
      TagStyle style,
      ColumnQuery query) {
    List<String> types = types(sentences, style);
    if (!types.isEmpty()) {
      long syntax = types.stream().filter(PartsOfSpeech::isSyntax).count();
      boolean isAsked = types.stream().anyMatch(query.types()::contains);
      return syntax * 10 >= types.size() * 9L && !isAsked ? ColumnKind.SYNTAX : ColumnKind.ENTITIES;
    }
    if (counts.keySet().stream().allMatch(it -> it.contains("*"))) {
      return counts.size() == 1 ? ColumnKind.OUTSIDE : ColumnKind.SYNTAX;
    }
    boolean hasOutside = outside(counts) > 0;
    boolean hasNames =
        counts.keySet().stream().anyMatch(it -> !isOutside(it) && NAME.matcher(it).matches());
    return !hasOutside || hasNames ? null : ColumnKind.OUTSIDE;
  }

  private static ColumnKind noTags(Map<String, Integer> counts, List<List<String>> sentences) {
    int rows = rows(counts);
    Set<String> values = counts.keySet();
    if (rows > 1 && (values.size() == 1 || isConstantInEach(sentences))) {
      return ColumnKind.CONSTANT;
    }
    if (values.stream().allMatch(it -> OFFSETS.matcher(it).matches())) {
      return ColumnKind.OFFSETS;
    }
    if (values.stream().allMatch(it -> NUMBER.matcher(it).matches())) {
      return ColumnKind.NUMBERS;
    }
    List<String> something = values.stream().filter(it -> !NOTHING.contains(it)).toList();
    if (!something.isEmpty() && something.stream().allMatch(it -> FEATURES.matcher(it).matches())) {
      return ColumnKind.FEATURES;
    }
    int nothing = NOTHING.stream().mapToInt(it -> counts.getOrDefault(it, 0)).sum();
    if (nothing * 2 >= rows) {
      return ColumnKind.SPARSE;
    }
    if (PartsOfSpeech.are(values)) {
      return ColumnKind.PARTS_OF_SPEECH;
    }
    return PartsOfSpeech.areCodes(values) ? ColumnKind.CODES : ColumnKind.TEXT;
  }

  /** Such as the name of a document. */
  private static boolean isConstantInEach(List<List<String>> sentences) {
    List<List<String>> longer = sentences.stream().filter(it -> it.size() > 1).toList();
    return longer.size() > 1 && longer.stream().allMatch(it -> it.stream().distinct().count() == 1);
  }

  private static boolean isTypes(Map<String, Integer> counts) {
    int outside = outside(counts);
    return outside * 2 >= rows(counts)
        && counts.size() <= MOST_TYPES
        && counts.keySet().stream().allMatch(it -> isOutside(it) || NAME.matcher(it).matches());
  }

  private static Optional<TagStyle> mostly(Map<String, Integer> counts) {
    TagStyle best = null;
    for (TagStyle style : STYLES) {
      if (best == null || share(counts, style) > share(counts, best)) {
        best = style;
      }
    }
    return Optional.ofNullable(best);
  }

  /** The share of its values that are tags. */
  private static double share(Map<String, Integer> counts, TagStyle style) {
    int tags = 0;
    for (Map.Entry<String, Integer> value : counts.entrySet()) {
      tags += isTag(value.getKey(), style) ? value.getValue() : 0;
    }
    return (double) tags / Math.max(1, rows(counts));
  }

  static boolean isTag(String value, TagStyle style) {
    try {
      style.plain(List.of(value));
      return true;
    } catch (BadTagException e) {
      return false;
    }
  }

  /** The type of each entity, in sentences without bad tags. */
  private static List<String> types(List<List<String>> sentences, TagStyle style) {
    List<String> types = new ArrayList<>();
    for (List<String> sentence : sentences) {
      List<String> good =
          style.form() == Form.BRACKETS
              ? sentence
              : sentence.stream().filter(it -> isTag(it, style)).toList();
      try {
        Tags.spans(style.plain(good)).stream().map(EntitySpan::type).forEach(types::add);
      } catch (BadTagException e) {
        // Said when the sentence is read.
      }
    }
    return types;
  }

  /** The type of each entity. */
  List<String> types(Sample sample) {
    return types(sample.values(place), style);
  }

  private static boolean isOutside(String value) {
    return value.equalsIgnoreCase(Tags.OUTSIDE);
  }

  private static int outside(Map<String, Integer> counts) {
    return counts.getOrDefault("O", 0) + counts.getOrDefault("o", 0);
  }

  private static int rows(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  int rows() {
    return rows(counts);
  }

  /** A tag of an entity, if there is one, else the first value. */
  String example() {
    return counts.keySet().stream()
        .filter(it -> kind != ColumnKind.ENTITIES || !isOutside(it) && isTagOfSpan(it))
        .findFirst()
        .orElse("");
  }

  private boolean isTagOfSpan(String value) {
    return style.form() == Form.BRACKETS
        ? value.startsWith("(")
        : isTag(value, style) && !style.plain(List.of(value)).get(0).equals(Tags.OUTSIDE);
  }

  String described() {
    return "%s %s".formatted(this, kind);
  }

  @Override
  public String toString() {
    return "%s ('%s')".formatted(place, Row.shown(example()));
  }
}
