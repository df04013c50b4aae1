package io.winnow.model.tags;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says how labels are read. */
final class Explanation {

  private Explanation() {}

  /** One sentence without its period. */
  static String of(HeadTags head) {
    List<String> parts = new ArrayList<>();
    parts.add(
        switch (head.scheme().orElse(TagScheme.IOB2)) {
          case IOB1 -> "IOB1: I- begins an entity where the word before is of another type";
          case IO -> "IO: words of one type in a row are one entity";
          case BILOU ->
              "BILOU: %s, their probabilities added"
                  .formatted(
                      Stream.of("B", "I")
                          .flatMap(target -> merged(head, target))
                          .collect(Collectors.joining(", ")));
          case IOB2 -> "IOB2";
        });
    List<String> types = head.labels().types();
    String single =
        types.stream()
            .filter(type -> !head.targets().contains(2 + 2 * types.indexOf(type)))
            .collect(Collectors.joining(", "));
    if (!single.isEmpty()) {
      parts.add("entities of %s are one word long".formatted(single));
    }
    if (!head.leftOut().isEmpty()) {
      parts.add(
          "never a word's, so left out before probabilities are taken: "
              + String.join(", ", head.leftOut()));
    }
    return String.join("; ", parts);
  }

  /** Such as {@code U- as B-}. */
  private static Stream<String> merged(HeadTags head, String target) {
    return head.tags().stream()
        .filter(tag -> !HeadTags.isOutside(tag) && HeadTags.begins(tag) == target.equals("B"))
        .map(tag -> tag.substring(0, 1))
        .filter(position -> !position.equals(target))
        .distinct()
        .map(position -> "%s- as %s-".formatted(position, target));
  }
}
