package io.winnow.bench;

import io.winnow.testing.crowd.GoldSentence;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import io.winnow.text.Tags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Gold sentences of a CoNLL file: the word first, its tag last. */
final class GoldFile {

  private GoldFile() {}

  static List<GoldSentence> conll(Path file) throws IOException {
    List<GoldSentence> sentences = new ArrayList<>();
    List<String> words = new ArrayList<>();
    List<String> tags = new ArrayList<>();
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    lines.add("");
    for (String line : lines) {
      if (!line.isBlank()) {
        String[] columns = line.strip().split("\\s+");
        words.add(columns[0]);
        tags.add(columns[columns.length - 1]);
      } else if (!words.isEmpty()) {
        sentences.add(
            new GoldSentence("%06d".formatted(sentences.size()), words, Tags.spans(tags)));
        words.clear();
        tags.clear();
      }
    }
    return sentences;
  }

  static LabelScheme scheme(List<GoldSentence> sentences) {
    return new LabelScheme(
        sentences.stream()
            .flatMap(sentence -> sentence.spans().stream())
            .map(EntitySpan::type)
            .distinct()
            .sorted()
            .toList());
  }
}
