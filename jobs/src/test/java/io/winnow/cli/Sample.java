package io.winnow.cli;

import io.winnow.sample.LabelledSentence;
import io.winnow.sample.SampleCorpus;
import io.winnow.text.EntitySpan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Some of the sample, written down in the formats that people have. */
record Sample(List<LabelledSentence> sentences) {

  static Sample of(int count) {
    return new Sample(SampleCorpus.sentences(3, count));
  }

  Path conll(Path file) {
    try (Writer out = Files.newBufferedWriter(file)) {
      SampleCorpus.writeConll(sentences, out);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A sentence a line, with one space between words, and no gold. */
  Path text(Path file) {
    return write(file, sentences.stream().map(Sample::text).toList());
  }

  /** A JSON object a line: text, words, and spans by words. */
  Path jsonLines(Path file) {
    return write(
        file,
        sentences.stream()
            .map(
                sentence ->
                    "{\"text\": %s, \"words\": [%s], \"spans\": [%s]}"
                        .formatted(
                            quoted(text(sentence)),
                            sentence.sentence().wordTexts().stream()
                                .map(Sample::quoted)
                                .collect(Collectors.joining(", ")),
                            sentence.spans().stream()
                                .map(Sample::json)
                                .collect(Collectors.joining(", "))))
            .toList());
  }

  private static String text(LabelledSentence sentence) {
    return String.join(" ", sentence.sentence().wordTexts());
  }

  private static String json(EntitySpan span) {
    return "{\"start_word\": %d, \"end_word\": %d, \"type\": \"%s\"}"
        .formatted(span.startWord(), span.endWord(), span.type());
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static Path write(Path file, List<String> lines) {
    try {
      return Files.write(file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
