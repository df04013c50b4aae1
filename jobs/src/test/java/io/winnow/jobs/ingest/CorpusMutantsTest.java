package io.winnow.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.testing.FormatsPage;
import io.winnow.testing.FormatsPage.Tried;
import io.winnow.testing.LocalSpark;
import io.winnow.testing.Mutants;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One slip in a good file of each format is refused, said, or makes no difference: never are there
 * other labels without a word.
 */
class CorpusMutantsTest {

  /** Formats whose mutants differ from those of the others. */
  private static final List<String> CHOSEN =
      List.of(
          "conll2003.conll",
          "plus.conllup",
          "misc.conllu",
          "tokens-tags.jsonl",
          "word-spans.jsonl",
          "doccano.jsonl",
          "prodigy.jsonl",
          "spacy-entities.jsonl",
          "quoted-utf16.jsonl",
          "bytes.jsonl");

  @TempDir Path folder;

  private enum Outcome {
    REFUSED,
    SAID,
    SAME,
    SILENT
  }

  /** Counts: more than a hundred slips, most of them refused, some said; none is silent. */
  @Test
  void noSlipGivesOtherLabelsWithoutAWord() throws IOException {
    Map<Outcome, List<String>> outcomes = new EnumMap<>(Outcome.class);
    for (Outcome outcome : Outcome.values()) {
      outcomes.put(outcome, new ArrayList<>());
    }
    for (Tried file : FormatsPage.tried("init").toList()) {
      if (CHOSEN.contains(file.name())) {
        add(file, outcomes);
      }
    }
    assertThat(outcomes.get(Outcome.SILENT)).isEmpty();
    assertThat(outcomes.get(Outcome.REFUSED)).hasSizeGreaterThan(62);
    // Words that are numbers or parts of speech are refused, no longer said alone.
    assertThat(outcomes.get(Outcome.SAID)).hasSizeGreaterThan(3);
    assertThat(outcomes.values().stream().mapToInt(List::size).sum()).isGreaterThan(100);
  }

  private void add(Tried file, Map<Outcome, List<String>> outcomes) throws IOException {
    Path path = FormatsPage.file("init", file.name());
    Read good = read(path);
    String text = Files.readString(path, StandardCharsets.UTF_8);
    for (Map.Entry<String, byte[]> mutant : Mutants.of(text).entrySet()) {
      Path written = Files.write(folder.resolve(file.name()), mutant.getValue());
      outcomes.get(outcome(good, written)).add(file + ": " + mutant.getKey());
    }
  }

  private static Outcome outcome(Read good, Path mutant) {
    Read read;
    try {
      read = read(mutant);
    } catch (InputException e) {
      return Outcome.REFUSED;
    }
    if (read.sentences.equals(good.sentences)) {
      return Outcome.SAME;
    }
    // A sentence that lost its labels is counted as not labelled in what init says.
    boolean isLessLabelled = read.sentences.stream().anyMatch(it -> it.endsWith("-> ?"));
    return isLessLabelled || !read.notes.equals(good.notes) ? Outcome.SAID : Outcome.SILENT;
  }

  private record Read(List<String> sentences, List<String> notes) {}

  private static Read read(Path path) {
    CorpusInput input = CorpusFiles.input(path, InputFormat.AUTO, "mutant", 0);
    try (Corpus corpus = Corpus.read(LocalSpark.session(), input)) {
      return new Read(CorpusFiles.shown(corpus.sentences()), corpus.notes());
    }
  }
}
