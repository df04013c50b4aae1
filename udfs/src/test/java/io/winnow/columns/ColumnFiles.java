package io.winnow.columns;

import io.winnow.columns.ColumnSentences.ColumnSentence;
import io.winnow.files.Lines;
import io.winnow.text.Tags;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Shows what is read of a file of columns. */
final class ColumnFiles {

  static final ColumnQuery AUTO = query("auto", "auto");

  private ColumnFiles() {}

  static ColumnQuery query(String word, String tag, String... types) {
    return new ColumnQuery(
        new ColumnChoice(word), new ColumnChoice(tag), Set.of(types), List.of(), "init.");
  }

  private static ColumnSentences open(byte[] bytes, ColumnQuery query) {
    return new ColumnSentences(
        new Lines(new ByteArrayInputStream(bytes), Long.MAX_VALUE),
        Long.MAX_VALUE,
        query,
        () -> true);
  }

  /** {@code words|between|bars -> spans} of each sentence, or what is wrong with it and where. */
  static List<String> shown(String content, ColumnQuery query) {
    return shown(content.getBytes(StandardCharsets.UTF_8), query);
  }

  static List<String> shown(byte[] content, ColumnQuery query) {
    List<String> shown = new ArrayList<>();
    try {
      ColumnSentences sentences = open(content, query);
      for (ColumnSentence it = sentences.next(); it != null; it = sentences.next()) {
        if (!it.words().isEmpty() || it.problem().isPresent()) {
          shown.add(shown(it));
        }
      }
      return shown;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (LayoutException e) {
      return List.of("refused: " + e.in("f"));
    }
  }

  private static String shown(ColumnSentence sentence) {
    if (sentence.problem().isPresent()) {
      return "line %d: %s"
          .formatted(
              sentence.problem().get().line(), sentence.problem().get().reason().getMessage());
    }
    String spans = sentence.tags() == null ? "?" : Tags.spans(sentence.tags()).toString();
    return String.join("|", sentence.words()) + " -> " + spans;
  }

  static List<String> notes(String content, ColumnQuery query) {
    try {
      return open(content.getBytes(StandardCharsets.UTF_8), query).notes("f");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
