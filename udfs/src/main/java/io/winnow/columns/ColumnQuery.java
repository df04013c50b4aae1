package io.winnow.columns;

import io.winnow.text.TagStyle;
import io.winnow.text.Tags;
import java.io.Serializable;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is known of a file's columns before it is read.
 *
 * @param types entity types, if they were told; only then a type alone is a tag
 * @param tagNames what numbers mean that are tags; may be empty. Types among them are known, too
 * @param settings what the names of the settings begin with in messages, such as {@code init.}
 */
public record ColumnQuery(
    ColumnChoice word, ColumnChoice tag, Set<String> types, List<String> tagNames, String settings)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  public ColumnQuery {
    types =
        Stream.concat(types.stream(), tagNames.stream().filter(ColumnQuery::isType))
            .collect(Collectors.toUnmodifiableSet());
    tagNames = List.copyOf(tagNames);
  }

  /** Nothing is known. */
  public static ColumnQuery auto(String settings) {
    return new ColumnQuery(ColumnChoice.AUTO, ColumnChoice.AUTO, Set.of(), List.of(), settings);
  }

  /** The same, with more types that are known. */
  public ColumnQuery knowing(Collection<String> more) {
    Set<String> all = new HashSet<>(types);
    all.addAll(more);
    return new ColumnQuery(word, tag, all, tagNames, settings);
  }

  private static boolean isType(String name) {
    return !name.equalsIgnoreCase(Tags.OUTSIDE) && !ColumnProfile.isTag(name, TagStyle.PLAIN);
  }

  String wordKey() {
    return settings + "word-column";
  }

  String tagKey() {
    return settings + "tag-column";
  }
}
