package io.winnow.jobs.ingest;

import io.winnow.text.EntitySpan;
import io.winnow.text.Tags;
import java.util.List;
import java.util.Set;

/** What a list of names of tags is for. */
enum TagScheme {
  /** {@code O}, and prefixes with types, such as {@code B-PER}. */
  PREFIXES,
  /** {@code O} first, and bare types; neighbours of one type are one entity. */
  BARE_TYPES,
  /** As PREFIXES, but the types are those of phrases, as in CoNLL-2000. */
  CHUNKS,
  /** Parts of speech, or classes of something else. */
  OTHER;

  private static final Set<String> PHRASES =
      Set.of("ADJP ADVP CONJP INTJ LST NP PP PRT SBAR UCP VP PNP".split(" "));

  static TagScheme of(List<String> names) {
    List<String> prefixed = names.stream().filter(TagScheme::isPrefixed).toList();
    if (names.stream().noneMatch(TagScheme::isOutside)) {
      return OTHER;
    }
    if (prefixed.isEmpty()) {
      return isOutside(names.get(0)) && names.size() > 1 ? BARE_TYPES : OTHER;
    }
    return areChunks(prefixed) ? CHUNKS : PREFIXES;
  }

  /** Whether all tags but O are of phrases, and there is one. */
  static boolean areChunks(List<String> tags) {
    List<EntitySpan> spans =
        tags.stream().filter(TagScheme::isPrefixed).flatMap(it -> spans(it).stream()).toList();
    return !spans.isEmpty() && spans.stream().allMatch(span -> PHRASES.contains(span.type()));
  }

  boolean isOfEntities() {
    return this == PREFIXES || this == BARE_TYPES;
  }

  /** A name of this scheme as a tag that {@link Tags} reads. */
  String tag(String name) {
    return this == BARE_TYPES && !isOutside(name) ? "I-" + name : name;
  }

  static boolean isTag(String name) {
    return isOutside(name) || isPrefixed(name);
  }

  private static boolean isOutside(String name) {
    return name.equals(Tags.OUTSIDE);
  }

  private static boolean isPrefixed(String name) {
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
