package io.winnow.jobs.ingest;

import io.winnow.text.EntitySpan;
import io.winnow.text.TagStyle;
import io.winnow.text.Tags;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a list of names of tags is for.
 *
 * @param tags each name, in the same order, as a tag that {@link Tags} reads
 */
record TagScheme(Kind kind, List<String> tags) {

  enum Kind {
    /** {@code O}, and types with their places, such as {@code B-PER}. */
    PLACES,
    /** {@code O} first, and bare types; neighbours of one type are one entity. */
    BARE_TYPES,
    /** As PLACES, but the types are those of phrases, as in CoNLL-2000. */
    CHUNKS,
    /** Parts of speech, or classes of something else. */
    OTHER
  }

  private static final Set<String> PHRASES =
      Set.of("ADJP ADVP CONJP INTJ LST NP PP PRT SBAR UCP VP PNP".split(" "));

  /** One for each data set that was read; asked for with every record. */
  private static final Map<List<String>, TagScheme> KNOWN = new ConcurrentHashMap<>();

  static TagScheme of(List<String> names) {
    return KNOWN.computeIfAbsent(List.copyOf(names), TagScheme::found);
  }

  private static TagScheme found(List<String> names) {
    if (names.stream().noneMatch(TagScheme::isOutside)) {
      return new TagScheme(Kind.OTHER, names);
    }
    Optional<TagStyle> style = TagStyle.of(names, Set.of(), List.of());
    List<String> tags = style.map(it -> it.plain(names)).orElse(names);
    if (tags.stream().anyMatch(TagScheme::isPlaced)) {
      return new TagScheme(areChunks(tags) ? Kind.CHUNKS : Kind.PLACES, tags);
    }
    boolean areTypes = isOutside(names.get(0)) && names.size() > 1;
    return new TagScheme(
        areTypes ? Kind.BARE_TYPES : Kind.OTHER,
        names.stream().map(name -> isOutside(name) ? Tags.OUTSIDE : "I-" + name).toList());
  }

  /** Whether all tags but O are of phrases, and there is one. */
  static boolean areChunks(List<String> tags) {
    List<EntitySpan> spans =
        tags.stream().filter(TagScheme::isPlaced).flatMap(it -> spans(it).stream()).toList();
    return !spans.isEmpty() && spans.stream().allMatch(span -> PHRASES.contains(span.type()));
  }

  boolean isOfEntities() {
    return kind == Kind.PLACES || kind == Kind.BARE_TYPES;
  }

  static boolean isTag(String name) {
    return isOutside(name) || isPlaced(name);
  }

  private static boolean isOutside(String name) {
    return name.equalsIgnoreCase(Tags.OUTSIDE);
  }

  private static boolean isPlaced(String name) {
    return !spans(name).isEmpty();
  }

  private static List<EntitySpan> spans(String tag) {
    try {
      return Tags.spans(List.of(tag));
    } catch (IllegalArgumentException e) {
      return List.of();
    }
  }
}
