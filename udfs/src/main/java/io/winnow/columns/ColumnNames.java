package io.winnow.columns;

import io.winnow.files.Conll;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What files call their columns. */
final class ColumnNames {

  private static final Pattern GLOBAL_COLUMNS =
      Pattern.compile("#\\s*global\\.columns\\s*=\\s*(.*)");

  private static final Set<String> WORD_NAMES =
      Set.of("form", "word", "words", "token", "tokens", "text");
  private static final Set<String> TAG_NAMES =
      Set.of(
          "tag",
          "tags",
          "ner",
          "ner_tag",
          "ner_tags",
          "ner-tag",
          "nertag",
          "ne",
          "label",
          "labels",
          "entity",
          "entities",
          "iob",
          "iob2",
          "bio",
          "bilou",
          "bio_tag",
          "named_entity",
          "gold");

  private static final Set<String> OTHER_NAMES =
      Set.of(
          "id",
          "index",
          "lemma",
          "pos",
          "pos_tag",
          "pos_tags",
          "upos",
          "xpos",
          "chunk",
          "chunk_tags",
          "feats",
          "head",
          "deprel",
          "deps",
          "misc",
          "sentence",
          "sentence_id",
          "doc",
          "doc_id");

  static final List<String> CONLL_U =
      List.of("ID", "FORM", "LEMMA", "UPOS", "XPOS", "FEATS", "HEAD", "DEPREL", "DEPS", "MISC");

  private ColumnNames() {}

  /** Those of the comment of CoNLL-U Plus; none if there is none. */
  static List<String> global(List<Conll.Block> blocks) {
    for (Conll.Block block : blocks) {
      for (String comment : block.comments()) {
        Matcher names = GLOBAL_COLUMNS.matcher(comment);
        if (names.matches()) {
          return List.of(names.group(1).strip().split("\\s+"));
        }
      }
    }
    return List.of();
  }

  /** Whether a file's first line names its columns. */
  static boolean are(String[] cells, ColumnQuery query) {
    List<String> names = of(cells).stream().map(it -> it.toLowerCase(Locale.ROOT)).toList();
    boolean hasWord = names.stream().anyMatch(WORD_NAMES::contains);
    boolean isKnown =
        hasWord && names.stream().anyMatch(TAG_NAMES::contains)
            || hasWord && names.size() > 1 && names.stream().allMatch(ColumnNames::isName);
    return isKnown || isAsked(query.word(), names) || isAsked(query.tag(), names);
  }

  private static boolean isName(String name) {
    return WORD_NAMES.contains(name) || TAG_NAMES.contains(name) || OTHER_NAMES.contains(name);
  }

  private static boolean isAsked(ColumnChoice choice, List<String> names) {
    return !choice.isAuto()
        && !choice.isNone()
        && choice.number().isEmpty()
        && names.contains(choice.asked().toLowerCase(Locale.ROOT));
  }

  /** Of a line that names columns. */
  static List<String> of(String[] cells) {
    return Arrays.stream(cells).map(it -> it.replaceFirst("^#\\s*", "")).toList();
  }

  static boolean isWord(String name) {
    return WORD_NAMES.contains(name.toLowerCase(Locale.ROOT));
  }
}
