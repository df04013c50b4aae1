package io.winnow.jobs.ingest;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a field's name says of the tags that may be in it. */
final class TagFields {

  /** Fields with tags of entities, whatever they hold. */
  static final Set<String> ALWAYS = Set.of(TagColumns.TAGS, "ner_tags");

  /** Fields with none, whatever they hold. */
  static final Set<String> NEVER = Set.of("id", "text", "words", "tokens");

  /** What a word is, besides its tag. */
  static final Set<String> OF_WORDS = Set.of("text", "start", "end", "id", "ws", "disabled");

  private static final Pattern PARTS = Pattern.compile("[^\\p{L}]+|(?<=\\p{Ll})(?=\\p{Lu})");

  private static final Set<String> OF_ENTITIES =
      Set.of("ner tag tags label labels bio iob bioes bilou entity entities".split(" "));

  private static final Set<String> OF_ENTITIES_ALONE = Set.of("ner bio iob bioes bilou".split(" "));

  private static final Set<String> OF_OTHERS =
      Set.of("pos upos xpos chunk chunks chunking dep deps deprel head lemma morph srl".split(" "));

  private TagFields() {}

  /** Whether a field may hold tags of entities by its name alone. */
  static boolean isOfEntities(String field) {
    return parts(field).stream().anyMatch(OF_ENTITIES::contains) && !isOfOthers(field);
  }

  /** Whether it can hold nothing else. */
  static boolean isSure(String field) {
    return ALWAYS.contains(field)
        || parts(field).stream().anyMatch(OF_ENTITIES_ALONE::contains) && !isOfOthers(field);
  }

  /** Whether its name says that it is for something else. */
  static boolean isOfOthers(String field) {
    return parts(field).stream().anyMatch(OF_OTHERS::contains);
  }

  private static List<String> parts(String field) {
    return PARTS.splitAsStream(field).map(part -> part.toLowerCase(Locale.ROOT)).toList();
  }
}
