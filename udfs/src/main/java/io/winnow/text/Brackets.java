package io.winnow.text;

import io.winnow.text.TagStyle.BadTagException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tags as CoNLL-2012 has them: {@code (PER*}, {@code *}, {@code *)}, {@code (PER)}. */
final class Brackets {

  private static final Pattern TAG =
      Pattern.compile(
          "\\((?<type>[^()*|\\s]*[^()*|\\s\\d][^()*|\\s]*)\\*?(?<alone>\\)?)|\\*(?<end>\\)?)");

  private Brackets() {}

  /** Whether all are such tags, and some stand inside or outside of a span. */
  static boolean fit(Collection<String> tags) {
    return tags.stream().allMatch(tag -> TAG.matcher(tag).matches())
        && tags.stream().anyMatch(tag -> tag.contains("*"));
  }

  static List<String> plain(List<String> tags) {
    List<String> plain = new ArrayList<>(tags.size());
    String open = null;
    for (int word = 0; word < tags.size(); word++) {
      Matcher parts = TAG.matcher(tags.get(word));
      if (!parts.matches()) {
        throw bad(word, tags, "is no tag: * or (TYPE* or *) or (TYPE)");
      }
      String type = parts.group("type");
      if (type != null && open != null) {
        throw bad(word, tags, "begins within another; nested entities are not read");
      }
      boolean isEnd = ")".equals(parts.group("end"));
      if (isEnd && open == null) {
        throw bad(word, tags, "ends what did not begin");
      }
      if (type != null) {
        plain.add("B-" + type);
        open = parts.group("alone").isEmpty() ? type : null;
      } else {
        plain.add(open == null ? Tags.OUTSIDE : "I-" + open);
        open = isEnd ? null : open;
      }
    }
    if (open != null) {
      throw new BadTagException(
          tags.size() - 1, "(%s does not end in its sentence".formatted(open));
    }
    return plain;
  }

  private static BadTagException bad(int word, List<String> tags, String what) {
    return new BadTagException(word, "'%s' %s".formatted(tags.get(word), what));
  }
}
