package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.api.ExitCode;
import io.winnow.sample.LabelledSentence;
import io.winnow.testing.Duck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dictionaries and patterns: suggestions in the first round, a voice at merges. */
class WeakLabelsTest {

  private static final String VOTE = "--set=merge.adjudicator=majority";
  private static final String WEIGHED = "--set=merge.adjudicator=bsc";

  @TempDir Path folder;

  @Test
  void theFirstRoundsSuggestionsComeFromThem() throws IOException {
    Desk desk = withPlaces(Stages.READY.copyTo(folder.resolve("workspace")));
    desk.run("select", "--set=select.budget-sentences=1000").exited(ExitCode.DONE);

    String selection = desk.table("rounds/0000/selection", "selection");
    String marked =
        "SELECT array_to_string(list_transform(words[s.start_word + 1 : s.end_word], w -> w.text), ' ') AS phrase, s.type AS type, s.confidence AS confidence FROM (SELECT words, unnest(suggestions) AS s FROM %s)"
            .formatted(selection);
    assertThat(Duck.query("SELECT DISTINCT type, confidence FROM (%s)".formatted(marked)))
        .isEqualTo(List.of(List.of("LOC", "0.5")));
    assertThat(new TreeSet<>(places()))
        .containsAll(
            Duck.query("SELECT DISTINCT phrase FROM (%s)".formatted(marked)).stream()
                .map(row -> row.get(0))
                .toList());
    String sent =
        "read_parquet('%s/batch-*.parquet')"
            .formatted(desk.published("rounds/0000/outbox", "batches"));
    String number = "SELECT sum(len(suggestions)) FROM ";
    assertThat(Duck.query(number + sent)).isEqualTo(Duck.query(number + selection));
  }

  @Test
  void answersThatAreJustWhatWasSuggestedAreCountedAndSaid() throws IOException {
    Desk desk = withPlaces(Stages.READY.copyTo(folder.resolve("workspace")));
    desk.run(
            "round", "--set=select.budget-sentences=1000", "--set=vendor.annotators-per-sentence=3")
        .exited(ExitCode.DONE);
    DuckVendor vendor = DuckVendor.ofSample(desk, folder);
    vendor.deliver(
        0,
        "lazy.parquet",
        "SELECT record_id, batch_id, who AS annotator_id, list_transform(suggestions, s ->"
            + " {start_word: s.start_word, end_word: s.end_word, type: s.type}) AS spans FROM %s,"
                .formatted(vendor.batches(0))
            + " (VALUES ('ann'), ('bob')) t(who)");
    vendor.answer(0, "z.parquet", "cy");
    String with =
        Duck.query(
                "SELECT count(*) FROM %s WHERE len(suggestions) > 0".formatted(vendor.batches(0)))
            .get(0)
            .get(0);
    desk.run("merge", VOTE).exited(ExitCode.DONE);
    assertThat(
            Duck.query(
                "SELECT annotator, suggested, suggested_same, suggested_f1 FROM %s ORDER BY 1"
                    .formatted(desk.table("labels", "annotators"))))
        .contains(List.of("ann", with, "1.0", "1.0"), List.of("bob", with, "1.0", "1.0"))
        .hasSize(3)
        .allMatch(row -> row.get(1).equals(with));

    desk.run("labels", "exclude", "--annotator=cy", VOTE)
        .exited(ExitCode.DONE)
        .saying(
            "Warning: %1$s of %1$s answers to sentences with suggestions are exactly what was"
                    .formatted(2 * Integer.parseInt(with))
                + " suggested");
  }

  @Test
  void atAMergeTheyAreOneMoreAnnotatorAndNoSpammer() throws IOException {
    Desk desk = withPlaces(Stages.SENT.copyTo(folder.resolve("workspace")));
    deliver(desk);
    desk.run("merge", WEIGHED)
        .exited(ExitCode.DONE)
        .saying("24 annotations accepted", "12 sentences", "weak:places");

    assertThat(
            Duck.query(
                "SELECT annotator, sentences, likely_spammer, len(suspicions), peer_f1 IS NULL, len(confusion) > 0 FROM %s ORDER BY 1"
                    .formatted(desk.table("labels", "annotators"))))
        .hasSize(3)
        .contains(List.of("weak:places", "12", "false", "0", "true", "true"));
    assertThat(Duck.query("SELECT DISTINCT annotators FROM " + desk.table("labels", "labels")))
        .as("who labelled a sentence")
        .isEqualTo(List.of(List.of("[ann, bob]")));
    assertThat(Duck.query("SELECT count(*) FROM " + desk.table("labels", "comparison")))
        .as("sentences on which people differ")
        .isEqualTo(List.of(List.of("0")));

    var merged = desk.pointers();
    desk.run("merge", WEIGHED).exited(ExitCode.DONE).saying("nothing to do");
    assertThat(desk.pointers()).isEqualTo(merged);
    Files.writeString(dictionary(desk), "Nowhere\n");
    desk.run("merge", WEIGHED).exited(ExitCode.DONE).saying("weak:places");
    assertThat(desk.pointers()).isNotEqualTo(merged);
  }

  @Test
  void oneThatIsExcludedIsNotHeard() throws IOException {
    Desk desk = withPlaces(Stages.SENT.copyTo(folder.resolve("workspace")));
    deliver(desk);
    desk.run("merge", WEIGHED).exited(ExitCode.DONE);
    desk.run("labels", "exclude", "--annotator=weak:places", WEIGHED).exited(ExitCode.DONE);
    assertThat(annotators(desk)).containsExactly("ann", "bob");
  }

  @Test
  void whereAllAnswersCountAlikeTheyAreNotHeard() throws IOException {
    Desk desk = withPlaces(Stages.SENT.copyTo(folder.resolve("workspace")));
    deliver(desk);
    desk.run("merge", VOTE).exited(ExitCode.DONE);
    assertThat(annotators(desk)).containsExactly("ann", "bob");
  }

  @Test
  void whatIsWrongWithThemIsSaidWithItsPlace() throws IOException {
    Desk desk = Stages.READY.copyTo(folder.resolve("workspace"));
    settings(
        desk,
        """
        labels.weak {
          broken { case = upper, words { LOC = x }, patterns { LOC = "(" } }
          empty {}
        }
        """);
    desk.run("select")
        .exited(ExitCode.USAGE)
        .saying(
            "labels.weak.broken.case",
            "one of exact, fold is wanted, not upper",
            "labels.weak.broken.words",
            "no such key; a weak annotator has case, phrases and patterns",
            "'(' is no regular expression",
            "labels.weak.empty",
            "has neither phrases nor patterns");

    Desk other = Stages.READY.copyTo(folder.resolve("other"));
    settings(other, "labels.weak.x.phrases { CITY = [Paris], LOC = nowhere.txt }");
    other.run("select").exited(ExitCode.USAGE).saying("marks 'CITY', which is none of");

    Desk third = Stages.READY.copyTo(folder.resolve("third"));
    settings(third, "labels.weak.x.phrases.LOC = nowhere.txt");
    third
        .run("select")
        .exited(ExitCode.USAGE)
        .saying("labels.weak.x.phrases.LOC", "nowhere.txt, which is not there");
    assertThat(third.due()).isEqualTo("0 SELECT");
  }

  private void deliver(Desk desk) {
    DuckVendor vendor = DuckVendor.ofSample(desk, folder);
    vendor.answer(0, "ann.parquet", "ann");
    vendor.answer(0, "bob.parquet", "bob");
  }

  private static List<String> annotators(Desk desk) {
    return Duck.query(
            "SELECT annotator FROM %s ORDER BY 1".formatted(desk.table("labels", "annotators")))
        .stream()
        .map(row -> row.get(0))
        .toList();
  }

  private static Desk withPlaces(Desk desk) throws IOException {
    Files.write(dictionary(desk), places());
    settings(desk, "labels.weak.places.phrases.LOC = places.txt");
    return desk;
  }

  private static Path dictionary(Desk desk) {
    return desk.workspace().resolve("places.txt");
  }

  private static void settings(Desk desk, String more) throws IOException {
    Files.writeString(desk.workspace().resolve("winnow.conf"), Desk.SETTINGS + more);
  }

  /** All places of the sample, as they stand in it. */
  private static List<String> places() {
    return Sample.of(Stages.SENTENCES).sentences().stream()
        .flatMap(WeakLabelsTest::places)
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .toList();
  }

  private static java.util.stream.Stream<String> places(LabelledSentence sentence) {
    List<String> words = sentence.sentence().wordTexts();
    return sentence.spans().stream()
        .filter(span -> span.type().equals("LOC"))
        .map(span -> String.join(" ", words.subList(span.startWord(), span.endWord())));
  }
}
