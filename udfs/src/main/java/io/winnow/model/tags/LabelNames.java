package io.winnow.model.tags;

import io.winnow.text.TagStyle;
import io.winnow.text.Tags;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads labels as people spell them. Only what has one meaning is read. */
final class LabelNames {

  private static final Pattern NO_NAME = Pattern.compile("LABEL_\\d+|\\d+");

  /** Other names of {@code O}, where no label is called so. */
  private static final Set<String> OUTSIDE = Set.of("0", "OUT", "OUTSIDE", "NONE");

  /** Labels of sub-words that are no word's first, of special tokens and of what fills a batch. */
  private static final Pattern NEVER_A_WORDS =
      Pattern.compile("\\[[A-Z_]+]|</?[A-Z_]+>|PAD|IGNORE|-100");

  /** CoNLL's own name of the same; a part of speech where labels have no positions. */
  private static final String CONTINUED = "X";

  private static final String POSITIONS = "BIMLEUSWbimleusw";
  private static final List<String> SEPARATORS = List.of("-", "_", ":");

  private static final Pattern POSITIONED = Pattern.compile("[BIbi][-_:].*|.+[-_:][BI]");

  /** Enough to know the model by. */
  private static final int SHOWN = 12;

  private LabelNames() {}

  /**
   * @param names in the order of their ids
   * @return for each {@code O}, or one of B I M L E U S W, a dash and a type; null for a label that
   *     is never a word's
   * @throws IllegalArgumentException if they can't be read; the message says why, as a clause
   */
  static List<String> plain(List<String> names) {
    List<String> labels = names.stream().map(String::strip).toList();
    if (labels.stream().allMatch(label -> NO_NAME.matcher(upper(label)).matches())) {
      throw new IllegalArgumentException(
          "its labels %s are numbers without a meaning".formatted(shown(labels)));
    }
    String outside = outside(labels);
    List<String> rest =
        labels.stream()
            .filter(label -> !label.equals(outside) && !isNeverAWords(label))
            .distinct()
            .toList();
    List<String> types = rest.stream().filter(label -> !label.equals(CONTINUED)).toList();
    boolean hasSpecial = labels.stream().anyMatch(LabelNames::isNeverAWords);
    Map<String, String> read = positioned(types).orElse(null);
    if (read == null) {
      read = alone(hasSpecial ? types : rest);
    }
    read.put(outside, Tags.OUTSIDE);
    return labels.stream().map(read::get).toList();
  }

  private static String outside(List<String> labels) {
    List<String> found =
        labels.stream()
            .filter(label -> label.equalsIgnoreCase(Tags.OUTSIDE) || OUTSIDE.contains(upper(label)))
            .distinct()
            .toList();
    if (found.size() != 1) {
      throw new IllegalArgumentException(
          found.isEmpty()
              ? "its labels %s have none for words outside of entities, such as O"
                  .formatted(shown(labels))
              : "its labels have several for words outside of entities: "
                  + String.join(", ", found));
    }
    return found.get(0);
  }

  private static boolean isNeverAWords(String label) {
    return NEVER_A_WORDS.matcher(upper(label)).matches();
  }

  /** Labels with the place of a word in its entity, before or after the type. */
  private static Optional<Map<String, String>> positioned(List<String> labels) {
    for (String separator : SEPARATORS) {
      for (Pattern form : forms(separator)) {
        if (!labels.isEmpty() && labels.stream().allMatch(it -> form.matcher(it).matches())) {
          List<String> dashed = labels.stream().map(label -> dashed(form, label)).toList();
          Optional<List<String>> plain =
              TagStyle.of(dashed, Set.of(), List.of()).map(style -> style.plain(dashed));
          // E-MAIL and S-BAHN are types.
          if (plain.stream().flatMap(List::stream).anyMatch(it -> it.matches("[BI]-.*"))) {
            Map<String, String> read = new HashMap<>();
            for (int i = 0; i < labels.size(); i++) {
              read.put(labels.get(i), plain.orElseThrow().get(i));
            }
            return Optional.of(read);
          }
        }
      }
    }
    return Optional.empty();
  }

  private static List<Pattern> forms(String separator) {
    return List.of(
        Pattern.compile("(?<position>[%s])%s(?<type>.+)".formatted(POSITIONS, separator)),
        Pattern.compile("(?<type>.+)%s(?<position>[%s])".formatted(separator, POSITIONS)));
  }

  private static String dashed(Pattern form, String label) {
    Matcher parts = form.matcher(label);
    if (!parts.matches()) {
      throw new IllegalStateException(label);
    }
    return upper(parts.group("position")) + "-" + parts.group("type");
  }

  /** Types without the place of a word. */
  private static Map<String, String> alone(List<String> labels) {
    if (labels.isEmpty()) {
      throw new IllegalArgumentException("its labels name no entity type");
    }
    if (labels.stream().allMatch(label -> label.length() == 1 && POSITIONS.contains(label))) {
      throw new IllegalArgumentException(
          "its labels %s name no entity type".formatted(shown(labels)));
    }
    Optional<String> position = labels.stream().filter(LabelNames::isPositioned).findFirst();
    if (position.isPresent()) {
      String beside =
          labels.stream()
              .filter(label -> !isPositioned(label))
              .map(label -> ": %s beside %s".formatted(position.get(), label))
              .findFirst()
              .orElse("");
      throw new IllegalArgumentException(
          "its labels %s are tags of no one form%s".formatted(shown(labels), beside));
    }
    List<String> all = new ArrayList<>(labels);
    all.add(Tags.OUTSIDE);
    TagStyle style =
        TagStyle.of(all, Set.copyOf(labels), List.of())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "its labels %s can't be read".formatted(shown(labels))));
    Map<String, String> read = new HashMap<>();
    labels.forEach(label -> read.put(label, style.plain(List.of(label)).get(0)));
    return read;
  }

  private static boolean isPositioned(String label) {
    return POSITIONED.matcher(label).matches();
  }

  private static String upper(String label) {
    return label.toUpperCase(Locale.ROOT);
  }

  static String shown(List<String> labels) {
    return labels.size() <= SHOWN
        ? String.join(", ", labels)
        : "%s, ... (%d)".formatted(String.join(", ", labels.subList(0, SHOWN)), labels.size());
  }
}
