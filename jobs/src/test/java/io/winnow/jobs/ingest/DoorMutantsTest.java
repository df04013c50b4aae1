package io.winnow.jobs.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.offsets.OffsetDecision;
import io.winnow.offsets.OffsetTally;
import io.winnow.offsets.OffsetVote;
import io.winnow.testing.FormatsPage;
import io.winnow.testing.Mutants;
import io.winnow.text.OffsetUnit;
import io.winnow.text.Sentence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same as {@code CorpusMutantsTest} of more formats, without Spark: one slip in a good file is
 * refused, said, or makes no difference.
 */
class DoorMutantsTest {

  /** What reading a file comes to. */
  private record Outcome(List<String> sentences, Set<String> said) {}

  @ParameterizedTest
  @ValueSource(
      strings = {
        "label-studio.json",
        "label-studio-min.json",
        "argilla.json",
        "argilla-1.json",
        "argilla-datasets.jsonl",
        "spacy-doc.jsonl",
        "spacy-tuples.json",
        "bioc.json",
        "pubtator3.json",
        "bioc.xml",
        "bioc-sentences.xml",
        "news.pubtator",
        "spans.csv",
        "python-lists.csv",
        "words-tags.csv",
        "word-a-row.csv",
        "brat/doc-0.ann",
        "brat/doc-1.ann"
      })
  void noSlipGivesOtherLabelsWithoutAWord(String name) throws IOException {
    Path file = FormatsPage.file("init", name);
    String good = Files.readString(file);
    Outcome expected = read(file, good);
    List<String> silent = new ArrayList<>();
    int refused = 0;
    for (Map.Entry<String, String> mutant : mutants(name, good).entrySet()) {
      try {
        Outcome outcome = read(file, mutant.getValue());
        boolean isSame = outcome.sentences.equals(expected.sentences);
        boolean isSaid =
            !outcome.said.equals(expected.said)
                || outcome.sentences.stream().anyMatch(it -> it.endsWith("-> ?"));
        if (!isSame && !isSaid) {
          silent.add(mutant.getKey() + ": " + outcome.sentences);
        }
      } catch (IllegalArgumentException | InputException e) {
        refused++;
      }
    }
    assertThat(silent).isEmpty();
    assertThat(refused).isPositive();
  }

  private static Map<String, String> mutants(String name, String good) throws IOException {
    Map<String, String> mutants = new LinkedHashMap<>();
    if (name.contains(".json") && !good.startsWith("{\n")) {
      Mutants.of(good).forEach((what, bytes) -> mutants.put(what, new String(bytes, UTF_8)));
      mutants.keySet().removeIf(what -> what.contains("Latin-1") || what.contains("UTF-16"));
    }
    Pattern numbers =
        Pattern.compile(
            name.endsWith(".xml")
                ? "(?<=offset=\")\\d+"
                : name.endsWith(".pubtator")
                    ? "(?<=\t)\\d+(?=\t)"
                    : name.endsWith(".ann") ? "(?<= )\\d+" : "(?<=\": )\\d+");
    shift(mutants, "offsets one more", good, numbers, 1);
    shift(mutants, "offsets one less", good, numbers, -1);
    shift(mutants, "lengths one less", good, Pattern.compile("(?<=length=\")\\d+"), -1);
    for (String cut :
        List.of("PER", "LOC", "'O'", "B-", "T1", "100", "passage", "offset", "text")) {
      put(mutants, cut + " gone once", good, it -> it.replaceFirst(Pattern.quote(cut), ""));
      put(mutants, cut + " gone", good, it -> it.replace(cut, ""));
    }
    for (String cut : List.of("\t", ",", ";", "\"", "'", "|", "<", "\n", "]")) {
      put(mutants, "'" + cut + "' gone once", good, it -> it.replaceFirst(Pattern.quote(cut), ""));
      put(
          mutants,
          "last '" + cut + "' gone",
          good,
          it ->
              it.contains(cut)
                  ? it.substring(0, it.lastIndexOf(cut))
                      + it.substring(it.lastIndexOf(cut) + cut.length())
                  : it);
    }
    put(mutants, "cut in the middle", good, it -> it.substring(0, it.length() / 2));
    put(mutants, "header gone", good, it -> it.substring(it.indexOf('\n') + 1));
    put(mutants, "second line gone", good, it -> it.replaceFirst("\n[^\n]*\n", "\n"));
    return mutants;
  }

  private static void put(
      Map<String, String> mutants, String what, String good, UnaryOperator<String> change) {
    String changed = change.apply(good);
    if (!changed.equals(good)) {
      mutants.put(what, changed);
    }
  }

  private static void shift(
      Map<String, String> mutants, String what, String good, Pattern numbers, int by) {
    put(
        mutants,
        what,
        good,
        it ->
            numbers
                .matcher(it)
                .replaceAll(
                    number -> String.valueOf(Math.max(0, Integer.parseInt(number.group()) + by))));
  }

  private static Outcome read(Path file, String content) throws IOException {
    OffsetTally tally = new OffsetTally();
    List<RawRecord> first = DoorFile.records(file, content, OffsetUnit.CODE_POINTS);
    for (RawRecord record : first) {
      Sentence sentence = record.sentence("a", OffsetUnit.CODE_POINTS);
      List<OffsetVote> votes = new ArrayList<>(record.wordVotes());
      if (record.gold() != null) {
        votes.addAll(GivenOffsets.votes(sentence, record.gold().spans()));
      }
      votes.forEach(tally::add);
    }
    OffsetDecision decision = GivenOffsets.decide("a", tally, Optional.empty());
    Set<String> said = new TreeSet<>(List.of(decision.unit().toString()));
    List<String> sentences = new ArrayList<>();
    for (RawRecord record : DoorFile.records(file, content, decision.unit())) {
      Sentence sentence = record.sentence("a", decision.unit());
      List<Remark> remarks = new ArrayList<>(record.remarks());
      String shown = "?";
      if (record.gold() != null) {
        RecordGold.Entities gold = record.gold().in(sentence);
        remarks.addAll(gold.remarks());
        shown = gold.spans().toString();
        // Entities are counted by type at the end.
        gold.spans().forEach(span -> said.add("type " + span.type()));
      } else if (remarks.stream().anyMatch(it -> it.kind() == Remark.Kind.EMPTY)) {
        shown = "[]";
      }
      remarks.forEach(it -> said.add(it.kind() + it.text() + it.example()));
      if (!sentence.words().isEmpty()) {
        sentences.add(sentence.text() + " -> " + shown);
      }
    }
    sentences.sort(null);
    // What is not there can't be missed: the summary's count of sentences says it.
    said.add("sentences " + sentences.size());
    return new Outcome(sentences, said);
  }
}
