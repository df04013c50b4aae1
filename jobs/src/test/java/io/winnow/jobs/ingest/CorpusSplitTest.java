package io.winnow.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.jobs.ingest.Corpus.ReadCounts;
import io.winnow.jobs.ingest.CorpusSplit.PartCounts;
import io.winnow.spark.Schemas;
import io.winnow.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusSplitTest {

  private static final String COPIES =
      """
      {"id":"3","text":"twice told"}
      {"id":"2","text":"twice told","label":[[0,5,"X"]]}
      {"id":"1","text":"twice told"}
      {"text":"twice told","label":[[6,10,"X"]]}
      {"id":"9","text":"once"}
      """;

  @TempDir Path folder;

  @Test
  void theSameTextIsFoldedInThePoolAndKeepsItsGoldButCountsTwiceInAGivenTestSet()
      throws IOException {
    Path pool = CorpusFiles.write(folder.resolve("pool.jsonl"), COPIES);
    Path test = CorpusFiles.write(folder.resolve("test.conll"), "held O\n\nheld O\n");

    try (CorpusSplit split = given(pool, test)) {
      assertThat(CorpusFiles.shown(split.holdout())).containsExactly("held -> []", "held -> []");
      assertThat(split.holdout().select("id").distinct().count()).isEqualTo(2);
      assertThat(split.pool().orderBy("text").select("source_id").collectAsList())
          .extracting(row -> row.getString(0))
          .containsExactly("9", "2");
      assertThat(split.gold().collectAsList()).hasSize(1);
      assertThat(split.gold().head().getList(1).toString()).isEqualTo("[[0,1,X]]");
      CorpusSplit.Counts counts = split.counts();
      assertThat(counts.duplicates()).isEqualTo(3);
      assertThat(counts.pool()).isEqualTo(new PartCounts(2, 3, 1, 1));
      assertThat(counts.holdout()).isEqualTo(new PartCounts(2, 2, 2, 0));
      assertThat(counts.entityTypes()).containsExactly("X");
    }
  }

  @Test
  void copiesInATestSetThatIsStillToBeLabelledAreNotPaidForTwice() throws IOException {
    Path pool = CorpusFiles.write(folder.resolve("pool.jsonl"), COPIES);
    Path test = CorpusFiles.write(folder.resolve("test.txt"), "held\nheld\n");

    try (CorpusSplit split = given(pool, test)) {
      assertThat(CorpusFiles.shown(split.holdout())).containsExactly("held -> ?");
    }
  }

  @Test
  void textsOfTheHoldoutAreTakenOutOfThePool() throws IOException {
    Path pool = CorpusFiles.write(folder.resolve("pool.conll"), "a B-Y\n\nb O\n\nc B-X\n\na O\n");
    Path test = CorpusFiles.write(folder.resolve("test.conll"), "a B-Z\n\nd O\n");

    try (CorpusSplit split = given(pool, test)) {
      assertThat(texts(split.pool())).containsExactly("b", "c");
      assertThat(CorpusFiles.shown(split.holdout())).containsExactly("a -> [[0,1) Z]", "d -> []");
      assertThat(split.counts().leaked()).isEqualTo(1);
      assertThat(split.counts().duplicates()).isEqualTo(1);
      try (Corpus read = CorpusFiles.read(test)) {
        assertThat(read.counts()).isEqualTo(new ReadCounts(2, 0, 0));
      }
      assertThat(split.counts().entityTypes()).containsExactly("X", "Z");
      assertThat(split.pool().schema().simpleString()).isEqualTo(Schemas.CORPUS.simpleString());
      assertThat(split.gold().schema().simpleString()).isEqualTo(Schemas.GOLD.simpleString());
      assertThat(split.holdout().schema().simpleString()).isEqualTo(Schemas.HOLDOUT.simpleString());
    }
  }

  @Test
  void aCorpusThatIsAllHeldOutIsRefused() throws IOException {
    Path pool = CorpusFiles.write(folder.resolve("pool.txt"), "a\nb\n");

    assertThatThrownBy(() -> given(pool, pool))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("The pool is empty", "all 2 sentences", "pool.txt");
  }

  @Test
  void aCorpusOfOneSentenceNeedsAHoldoutOfItsOwn() throws IOException {
    Path pool = CorpusFiles.write(folder.resolve("pool.txt"), "a\na\n");
    Path test = CorpusFiles.write(folder.resolve("test.txt"), "b\n");

    assertThatThrownBy(() -> random(pool, new RandomHoldout(0.5, 10, 1)))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("pool.txt", "one sentence", "--holdout", "init.holdout-share = 0");
    try (CorpusSplit split = given(pool, test)) {
      assertThat(texts(split.pool())).containsExactly("a");
    }
  }

  @Test
  void aRandomHoldoutHasItsShareAndItsCap() throws IOException {
    Path pool = numbers("pool.txt", 200);

    try (CorpusSplit share = random(pool, new RandomHoldout(0.1, 1_000, 1));
        CorpusSplit cap = random(pool, new RandomHoldout(0.1, 7, 1));
        CorpusSplit least = random(pool, new RandomHoldout(0.0001, 7, 1))) {
      assertThat(texts(share.holdout()))
          .hasSize(20)
          .doesNotContainAnyElementsOf(texts(share.pool()));
      assertThat(texts(share.pool())).hasSize(180);
      assertThat(texts(cap.holdout())).hasSize(7);
      assertThat(texts(share.holdout())).containsAll(texts(cap.holdout()));
      assertThat(texts(least.holdout())).hasSize(1);
      assertThat(share.counts().leaked()).isZero();
      assertThat(share.counts().holdout()).isEqualTo(new PartCounts(20, 60, 0, 0));
    }
  }

  @Test
  void anotherSeedHoldsOutOtherSentences() throws IOException {
    Path pool = numbers("pool.txt", 200);

    try (CorpusSplit one = random(pool, new RandomHoldout(0.1, 1_000, 1));
        CorpusSplit two = random(pool, new RandomHoldout(0.1, 1_000, 2))) {
      assertThat(texts(one.holdout())).isNotEqualTo(texts(two.holdout()));
    }
  }

  @Test
  void filesPartitionsAndOrderChangeNothing() throws IOException {
    List<String> lines = new ArrayList<>(COPIES.lines().toList());
    IntStream.range(0, 60)
        .forEach(i -> lines.add("{\"id\":%d,\"text\":\"t %d\"}".formatted(i, i % 40)));
    Path one = CorpusFiles.write(folder.resolve("one/c.jsonl"), String.join("\n", lines));
    for (int i = 0; i < lines.size(); i++) {
      Path part = folder.resolve("seven/p%d.jsonl".formatted((lines.size() - i) % 7));
      CorpusFiles.write(part, lines.get(i) + "\n" + (part.toFile().exists() ? read(part) : ""));
    }
    RandomHoldout choice = new RandomHoldout(0.3, 100, 5);

    try (CorpusSplit whole = random(one, choice);
        CorpusSplit parts = random(folder.resolve("seven"), choice)) {
      assertThat(rows(parts.pool())).isEqualTo(rows(whole.pool()));
      assertThat(rows(parts.gold())).isEqualTo(rows(whole.gold()));
      assertThat(rows(parts.holdout())).isEqualTo(rows(whole.holdout()));
      assertThat(parts.counts()).isEqualTo(whole.counts());
    }
  }

  /** Texts stand in several documents, twice in some; some copies differ in labels. */
  @Test
  void aDocumentAndATextAreOnOneSideWhateverTheOrder() throws IOException {
    Random random = new Random(7);
    Map<String, List<String>> documents = new TreeMap<>();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      String label = i % 3 == 0 ? ",\"label\":[[0,4,\"T%d\"]]".formatted(i % 2) : "";
      String text = i < 20 ? "alone " + i : "text " + random.nextInt(220);
      String document = "" + random.nextInt(60);
      if (i >= 20) {
        documents.computeIfAbsent(text, any -> new ArrayList<>()).add(document);
      }
      lines.add(
          "{\"id\":%d,\"text\":\"%s\"%s%s}"
              .formatted(i, text, i < 20 ? "" : ",\"doc\":" + document, label));
    }
    Path one = CorpusFiles.write(folder.resolve("one.jsonl"), String.join("\n", lines));
    Collections.shuffle(lines, random);
    Path other = CorpusFiles.write(folder.resolve("other.jsonl"), String.join("\n", lines));
    RandomHoldout choice = new RandomHoldout(0.3, 100, 5);

    try (CorpusSplit split = random(one, choice, "doc");
        CorpusSplit shuffled = random(other, choice, "doc")) {
      assertThat(rows(shuffled.pool())).isEqualTo(rows(split.pool()));
      assertThat(rows(shuffled.holdout())).isEqualTo(rows(split.holdout()));
      assertThat(shuffled.documents()).isEqualTo(split.documents());

      List<String> held = texts(split.holdout());
      List<String> pool = texts(split.pool());
      int all = documents.size() + 20;
      assertThat(held).doesNotContainAnyElementsOf(pool);
      assertThat(held.size() + pool.size()).isEqualTo(all);
      assertThat((double) held.size()).isBetween(0.3 * all - 1, 0.4 * all);
      Set<String> heldDocuments = documents(split.holdout());
      assertThat(heldDocuments).isNotEmpty().noneMatch(documents(split.pool())::contains);
      assertThat(documents)
          .allSatisfy(
              (text, its) ->
                  assertThat(held.contains(text))
                      .isEqualTo(its.stream().anyMatch(heldDocuments::contains)));
      long repeats =
          documents.values().stream().mapToLong(it -> it.size() - Set.copyOf(it).size()).sum();
      long shared =
          documents.entrySet().stream()
              .filter(it -> held.contains(it.getKey()))
              .filter(it -> !heldDocuments.containsAll(it.getValue()))
              .count();
      assertThat(List.of(repeats, shared)).allMatch(count -> count > 0);
      assertThat(split.documents())
          .isEqualTo(
              new DocumentSplit(
                  "doc", documents(split.pool()).size(), heldDocuments.size(), repeats, shared, 0));
    }
  }

  private static Set<String> documents(Dataset<Row> sentences) {
    return sentences.selectExpr("CAST(metadata.doc AS STRING)").collectAsList().stream()
        .map(row -> row.getString(0))
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  @Test
  void documentsOfATestSetAreTakenOutOfThePool() throws IOException {
    String corpus =
        """
        {"text":"a","doc":1}
        {"text":"b","doc":1}
        {"text":"c","doc":2}
        {"text":"c","doc":3}
        {"text":"d","doc":3}
        {"text":"d","doc":3}
        {"text":"e","doc":" "}
        {"text":"f","doc":3}
        """;
    Path pool = CorpusFiles.write(folder.resolve("pool.jsonl"), corpus);
    Path test =
        CorpusFiles.write(
            folder.resolve("test.jsonl"), "{\"text\":\"x\",\"doc\":\"1\"}\n{\"text\":\"f\"}\n");
    try (CorpusSplit split = given(pool, test, "doc")) {
      assertThat(texts(split.pool())).containsExactly("c", "d", "e");
      assertThat(split.counts().leaked()).isEqualTo(1);
      assertThat(split.counts().duplicates()).isEqualTo(2);
      assertThat(split.documents()).isEqualTo(new DocumentSplit("doc", 2, 1, 1, 0, 2));
    }
    assertThatThrownBy(() -> given(pool, pool, "doc"))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("The pool is empty: all 8", "(7 of them)", "leave out");
    assertThatThrownBy(() -> given(pool, test, "chapter"))
        .hasMessageContaining("init.document is chapter, which no record has");
  }

  @Test
  void aShareThatIsNoneIsRefused() {
    assertThatThrownBy(() -> new RandomHoldout(1, 5, 1)).hasMessageContaining("below 1, not 1.0");
    assertThatThrownBy(() -> new RandomHoldout(Double.NaN, 5, 1)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new RandomHoldout(0.5, -1, 1))
        .hasMessageContainingAll("init.holdout-sentences", "at least 0", "not -1");
  }

  private Path numbers(String name, int count) throws IOException {
    StringBuilder lines = new StringBuilder();
    IntStream.range(0, count).forEach(i -> lines.append("number %d .\n".formatted(i)));
    return CorpusFiles.write(folder.resolve(name), lines.toString());
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file);
  }

  private static CorpusSplit given(Path pool, Path test) {
    return given(pool, test, "");
  }

  private static CorpusSplit given(Path pool, Path test, String document) {
    try (Corpus corpus = read(pool, document);
        Corpus holdout = read(test, document)) {
      return CorpusSplit.given(all(corpus), all(holdout));
    }
  }

  private static CorpusSplit random(Path pool, RandomHoldout choice) {
    return random(pool, choice, "");
  }

  private static CorpusSplit random(Path pool, RandomHoldout choice, String document) {
    CorpusInput input = CorpusFiles.input(pool, InputFormat.AUTO, "c", 0).inDocuments(document);
    try (Corpus corpus = Corpus.read(LocalSpark.session(), input)) {
      return CorpusSplit.drawn(all(corpus), choice);
    }
  }

  private static Corpus read(Path file, String document) {
    return Corpus.read(
        LocalSpark.session(),
        CorpusInput.of(file.toString(), InputFormat.AUTO).inDocuments(document));
  }

  private static LabelledInput all(Corpus corpus) {
    return LabelledInput.of(corpus, LabelTypes.ALL);
  }

  private static List<String> texts(Dataset<Row> sentences) {
    return sentences.select("text").collectAsList().stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }

  private static List<String> rows(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(Row::toString).sorted().toList();
  }
}
