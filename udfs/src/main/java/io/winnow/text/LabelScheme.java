package io.winnow.text;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/**
 * The entity types of a workspace and the IOB2 tags made from them: tag 0 is {@code O}, type t has
 * {@code B-} at 1 + 2t and {@code I-} at 2 + 2t.
 *
 * @param types entity types in a fixed order, none twice
 * @since 0.1.0
 */
public record LabelScheme(List<String> types) implements Serializable {

  public LabelScheme {
    types = List.copyOf(types);
    if (types.isEmpty()) {
      throw new IllegalArgumentException("A label scheme needs at least one entity type");
    }
    if (new HashSet<>(types).size() < types.size()) {
      throw new IllegalArgumentException("A label scheme has each entity type once: " + types);
    }
    for (String type : types) {
      if (type.isBlank() || !type.strip().equals(type)) {
        throw new IllegalArgumentException("'" + type + "' is no name for an entity type");
      }
    }
  }

  /** All tags; a tag's place is its id. */
  public List<String> tags() {
    List<String> tags = new ArrayList<>(tagCount());
    tags.add(Tags.OUTSIDE);
    for (String type : types) {
      tags.add("B-" + type);
      tags.add("I-" + type);
    }
    return List.copyOf(tags);
  }

  public int tagCount() {
    return 1 + 2 * types.size();
  }

  /** The type that a tag id belongs to, as a place in {@link #types}; -1 for {@code O}. */
  public static int typeOf(int tag) {
    return tag == 0 ? -1 : (tag - 1) / 2;
  }

  public static boolean isBegin(int tag) {
    return tag % 2 == 1;
  }

  public static boolean isInside(int tag) {
    return tag > 0 && tag % 2 == 0;
  }

  /** Whether IOB2 lets {@code tag} stand after {@code before} ({@code O} before the first word). */
  public static boolean mayFollow(int before, int tag) {
    return !isInside(tag) || typeOf(before) == typeOf(tag);
  }

  /**
   * @param words how many words the sentence has
   * @param spans spans that don't overlap
   * @return a tag id a word
   * @throws IllegalArgumentException on an unknown type, an overlap, or a span past the last word
   */
  public int[] tagIds(int words, List<EntitySpan> spans) {
    int[] ids = new int[words];
    for (EntitySpan span : EntitySpan.inOrder(words, spans)) {
      int type = types.indexOf(span.type());
      if (type < 0) {
        throw new IllegalArgumentException(
            "'%s' is none of the entity types %s".formatted(span.type(), types));
      }
      Arrays.fill(ids, span.startWord(), span.endWord(), 2 + 2 * type);
      ids[span.startWord()] = 1 + 2 * type;
    }
    return ids;
  }

  /** The spans of tag ids, by conlleval's rules. */
  public List<EntitySpan> spans(int[] tagIds) {
    List<EntitySpan> spans = new ArrayList<>();
    int start = -1;
    for (int word = 0; word <= tagIds.length; word++) {
      int tag = word < tagIds.length ? tagIds[word] : 0;
      boolean goesOn = start >= 0 && isInside(tag) && typeOf(tagIds[start]) == typeOf(tag);
      if (start >= 0 && !goesOn) {
        spans.add(new EntitySpan(start, word, types.get(typeOf(tagIds[start]))));
        start = -1;
      }
      if (start < 0 && tag > 0) {
        start = word;
      }
    }
    return spans;
  }
}
