package io.winnow.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.jobs.ingest.RecordGold.Entities;
import io.winnow.testing.LocalSpark;
import io.winnow.text.EntitySpan;
import io.winnow.text.Sentence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverlapsTest {

  private static final Sentence SENTENCE =
      Sentence.ofWords("test", IntStream.range(0, 12).mapToObj(i -> "w" + i).toList());

  @TempDir private Path folder;

  @Test
  void aNestedEntityMakesABadRecordOrIsLeftOutAndCounted() throws IOException {
    Path file =
        CorpusFiles.write(
            folder.resolve("nested.jsonl"),
            """
            {"text": "the New York Times", "spans": [[4, 12, "LOC"], [4, 18, "ORG"], [8, 18, "X"]]}
            {"text": "in York", "spans": [[3, 7, "LOC"]]}
            """);
    assertThatThrownBy(() -> CorpusFiles.read(file))
        .hasMessageContainingAll(
            "nested.jsonl line 1", "[1,3) LOC and [1,4) ORG overlap", "init.overlaps=longest");
    try (Corpus corpus = read(file)) {
      assertThat(CorpusFiles.shown(corpus.sentences()))
          .containsExactly("in|York -> [[1,2) LOC]", "the|New|York|Times -> [[1,4) ORG]");
      assertThat(corpus.notes())
          .anySatisfy(
              note ->
                  assertThat(note)
                      .contains(
                          "left out because they share words with a longer one: 2",
                          "[1,3) LOC 'New York' beside [1,4) ORG 'New York Times'"));
    }
  }

  @Test
  void twoTypesForTheSameWordsAreAlwaysAnError() throws IOException {
    Path file =
        CorpusFiles.write(
            folder.resolve("twice.jsonl"),
            "{\"text\": \"in York\", \"spans\": [[3, 7, \"LOC\"], [3, 7, \"ORG\"]]}\n");
    assertThatThrownBy(() -> read(file))
        .hasMessageContainingAll("[1,2) LOC and [1,2) ORG are the same words");
  }

  private static Corpus read(Path file) {
    InputSettings settings =
        new InputSettings(
            "",
            InputFormat.AUTO,
            new TextSettings("auto", "auto", TextSettings.TextSplit.NONE, Overlaps.LONGEST),
            "auto",
            "auto",
            List.of(),
            List.of(),
            0);
    return Corpus.read(LocalSpark.session(), CorpusInput.of(file.toString(), settings));
  }

  /** What stays does not overlap; what goes overlaps one that stays and is at least as long. */
  @Property(tries = 300)
  void whatStaysIsApartAndWhatGoesHasALongerNeighbour(
      @ForAll @Size(max = 8) List<@IntRange(max = 65) Integer> places) {
    List<EntitySpan> spans = new ArrayList<>();
    for (int place : places) {
      int start = place / 6;
      spans.add(new EntitySpan(start, Math.min(12, start + 1 + place % 6), "T"));
    }
    Entities read = RecordGold.ofSpans(spans, List.of());
    List<EntitySpan> kept = Overlaps.LONGEST.settled(read, SENTENCE).spans();
    assertThat(kept).isSorted().isSubsetOf(spans);
    for (int i = 1; i < kept.size(); i++) {
      assertThat(kept.get(i - 1).endWord()).isLessThanOrEqualTo(kept.get(i).startWord());
    }
    assertThat(read.spans())
        .filteredOn(span -> !kept.contains(span))
        .allSatisfy(
            gone ->
                assertThat(kept).anyMatch(it -> it.overlaps(gone) && length(it) >= length(gone)));
    assertThat(Overlaps.LONGEST.settled(new Entities(kept, List.of()), SENTENCE).spans())
        .isEqualTo(kept);
  }

  private static int length(EntitySpan span) {
    return span.endWord() - span.startWord();
  }
}
