package io.winnow.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.annotation.ConfidentSpan;
import io.winnow.contract.HandOff.Guideline;
import io.winnow.files.Resources;
import io.winnow.json.JsonFormat;
import io.winnow.testing.Duck;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import io.winnow.text.Word;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchWriterTest {

  private static final String FAMILY = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67";
  private static final HandOff HAND_OFF =
      new HandOff(
          ContractVersion.V1_0,
          3,
          2,
          2,
          new LabelScheme(List.of("PER", "LOC")),
          Map.of("PER", new Guideline("People | names", List.of("Ann Lee", "a|b"))));

  private final FileSystem fs = Hadoop.local();

  @TempDir private Path temp;
  private Path outbox;

  @BeforeEach
  void nameTheOutbox() {
    outbox = temp.resolve("outbox");
  }

  @Test
  void everyBatchHoldsNSentencesAndTheLastTheRest() throws IOException {
    write(numbered(5));
    assertThat(
            Duck.query(
                "SELECT batch_id, count(*), list(record_id ORDER BY position), list(position ORDER BY position) FROM %s GROUP BY 1 ORDER BY 1"
                    .formatted(batches())))
        .containsExactly(
            List.of("r0003-b0001", "2", "[id-1, id-2]", "[1, 2]"),
            List.of("r0003-b0002", "2", "[id-3, id-4]", "[1, 2]"),
            List.of("r0003-b0003", "1", "[id-5]", "[1]"));
  }

  @Test
  void theVendorCutsEveryWordOutOfTheTextByItsCodePoints() throws IOException {
    String text =
        "\uD83D\uDE00 " + FAMILY + " \u4F60\u597D caf\u0065\u0301 \uD83C\uDDEB\uD83C\uDDF7!";
    List<Word> words = cut(text, "\uD83D\uDE00", FAMILY, "\u4F60\u597D", "caf\u0065\u0301", "!");
    write(Stream.of(new OutboundSentence("emoji", text, words, List.of(), List.of())));
    List<List<String>> rows =
        Duck.query(
            "SELECT w.text, substr(text, w.start + 1, w.\"end\" - w.start) FROM (SELECT text, unnest(words) AS w FROM %s)"
                .formatted(batches()));
    assertThat(rows).hasSize(5).allSatisfy(row -> assertThat(row.get(1)).isEqualTo(row.get(0)));
    assertThat(Duck.query("SELECT words[3].start FROM " + batches()))
        .as("one emoji, a space, five code points of a family, a space")
        .containsExactly(List.of("8"));
  }

  @Test
  void suggestionsTravelAsAListOfStructs() throws IOException {
    write(
        Stream.of(
            new OutboundSentence(
                "s",
                "Paris Hilton",
                cut("Paris Hilton", "Paris", "Hilton"),
                List.of(new ConfidentSpan(new EntitySpan(0, 2, "PER"), 0.75)),
                List.of())));
    assertThat(
            Duck.query(
                "SELECT s.start_word, s.end_word, s.type, s.confidence FROM (SELECT unnest(suggestions) AS s FROM %s)"
                    .formatted(batches())))
        .containsExactly(List.of("0", "2", "PER", "0.75"));
  }

  @Test
  void theFooterSaysWhatTheFileIs() throws IOException {
    write(numbered(1));
    assertThat(
            Duck.query(
                "SELECT key::VARCHAR, value::VARCHAR FROM parquet_kv_metadata('%s') WHERE key::VARCHAR LIKE 'winnow%%'"
                    .formatted(outbox.resolve("batch-0001.parquet"))))
        .extracting(row -> row.get(0) + "=" + row.get(1).replace("\\x22", "\""))
        .containsExactlyInAnyOrder(
            "winnow.contract=1.0",
            "winnow.batch=r0003-b0001",
            "winnow.round=3",
            "winnow.labels=[\"PER\",\"LOC\"]",
            "winnow.guidelines={\"PER\":{\"description\":\"People | names\",\"examples\":[\"Ann"
                + " Lee\",\"a|b\"]},\"LOC\":{\"description\":\"\",\"examples\":[]}}",
            "winnow.annotators-per-sentence=2",
            "winnow.offsets=code-points");
    assertThat(
            Duck.query(
                "SELECT DISTINCT compression FROM parquet_metadata('%s')"
                    .formatted(outbox.resolve("batch-0001.parquet"))))
        .containsExactly(List.of("ZSTD"));
  }

  @Test
  void theManifestCountsRowsAndWordsAndHashesEveryFile() throws IOException {
    BatchManifest manifest = write(numbered(3));
    assertThat(manifest.files()).extracting(BatchManifest.BatchFile::rows).containsExactly(2L, 1L);
    assertThat(manifest.words()).isEqualTo(6);
    assertThat(
            Duck.query(
                "SELECT f.name, f.rows, f.words, f.sha256 FROM (SELECT unnest(files) AS f FROM read_json('%s'))"
                    .formatted(outbox.resolve("manifest.json"))))
        .containsExactlyElementsOf(
            manifest.files().stream()
                .map(f -> List.of(f.name(), "" + f.rows(), "" + f.words(), f.sha256()))
                .toList());
  }

  @Test
  void theVendorsOwnChecksumToolFindsEverythingWhole() throws Exception {
    BatchManifest manifest = write(numbered(3));
    assertThat(sha256sum("manifest.sha256")).isEqualTo("manifest.json: OK\n");
    String lines =
        manifest.files().stream()
            .map(f -> f.sha256() + "  " + f.name() + "\n")
            .reduce("", String::concat);
    Files.writeString(outbox.resolve("files.sha256"), lines);
    assertThat(sha256sum("files.sha256"))
        .isEqualTo("batch-0001.parquet: OK\nbatch-0002.parquet: OK\n");
  }

  @Test
  void nothingElseLiesBesideTheBatches() throws IOException {
    write(numbered(1));
    try (Stream<Path> files = Files.list(outbox)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "batch-0001.parquet",
              "README.md",
              "CONTRACT.md",
              "manifest.schema.json",
              "manifest.json",
              "manifest.sha256");
    }
  }

  @Test
  void withAKeyTheManifestIsSigned() throws Exception {
    new BatchWriter(fs, HAND_OFF, Optional.of(VendorKey.of("Jefe")))
        .write(Hadoop.path(outbox), numbered(1).iterator());
    byte[] json = Files.readAllBytes(outbox.resolve("manifest.json"));
    assertThat(outbox.resolve("manifest.sig"))
        .hasContent(VendorKey.of("Jefe").sign(json))
        .content()
        .matches("[0-9a-f]{64}\n");
  }

  @Test
  void anOutboxCarriesTheContractAndTheManifestsSchema() throws IOException {
    write(numbered(1));
    for (String page : List.of("CONTRACT.md", "manifest.schema.json")) {
      assertThat(outbox.resolve(page)).hasBinaryContent(Resources.bytes(Contract.class, page));
    }
  }

  @Test
  void aManifestWithGuidelinesAsTextsIsReadToo() throws IOException {
    byte[] json =
        """
        {"contract": "1.0", "round": 0, "offsets": "code-points", "annotators_per_sentence": 1,
         "labels": ["PER"], "guidelines": {"PER": "People"}, "files": []}
        """
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    assertThat(JsonFormat.LENIENT.<BatchManifest>readValue(json, BatchManifest.class).guidelines())
        .isEqualTo(Map.of("PER", Guideline.of("People")));
    assertThat(
            JsonFormat.LENIENT
                .<BatchManifest>readValue(BatchWriter.page(write(numbered(1))), BatchManifest.class)
                .guidelines())
        .containsEntry("PER", HAND_OFF.guidelines().get("PER"));
  }

  @Test
  void onlyTheColumnsAndFieldsThatWereAgreedOnLeave() throws IOException {
    write(numbered(1));
    assertThat(
            Duck.query(
                "SELECT DISTINCT path_in_schema FROM parquet_metadata('%s') ORDER BY 1"
                    .formatted(outbox.resolve("batch-0001.parquet"))))
        .extracting(row -> row.get(0))
        .containsExactly(
            "batch_id",
            "position",
            "record_id",
            "suggestions, list, element, confidence",
            "suggestions, list, element, end_word",
            "suggestions, list, element, start_word",
            "suggestions, list, element, type",
            "text",
            "versions, list, element, spans, list, element, end_word",
            "versions, list, element, spans, list, element, start_word",
            "versions, list, element, spans, list, element, type",
            "words, list, element, end",
            "words, list, element, start",
            "words, list, element, text");
    assertThat(
            Duck.query(
                "SELECT unnest(json_keys(json)) FROM read_json_objects('%s') ORDER BY 1"
                    .formatted(outbox.resolve("manifest.json"))))
        .extracting(row -> row.get(0))
        .containsExactly(
            "annotators_per_sentence",
            "contract",
            "files",
            "guidelines",
            "labels",
            "offsets",
            "round");
    assertThat(
            Duck.query(
                "SELECT key::VARCHAR FROM parquet_kv_metadata('%s') WHERE key::VARCHAR NOT LIKE 'winnow.%%'"
                    .formatted(outbox.resolve("batch-0001.parquet"))))
        .as("parquet-hadoop's own")
        .containsExactly(List.of("writer.model.name"));
    try (Stream<Path> files = Files.list(outbox)) {
      assertThat(files).hasSize(6);
    }
  }

  @Test
  void thePageForTheVendorExplainsTypesOffsetsAndEveryReason() throws IOException {
    write(numbered(1));
    String page = Files.readString(outbox.resolve("README.md"));
    assertThat(page)
        .contains(
            "| PER | People \\| names | Ann Lee; a\\|b |",
            "| LOC |  |  |",
            "code points",
            "Each sentence should come back from 2");
    for (ReasonCode code : ReasonCode.values()) {
      assertThat(page).contains("| `%s` | %s |".formatted(code, code.meaning()));
    }
  }

  @Test
  void theSameSentencesGiveTheSameBytes() throws IOException {
    BatchManifest first = write(numbered(4));
    outbox = temp.resolve("again");
    assertThat(write(numbered(4))).isEqualTo(first);
  }

  @Test
  void aFolderThatHoldsSomethingIsLeftAlone() throws IOException {
    Files.createDirectories(outbox);
    Files.writeString(outbox.resolve("precious.txt"), "mine");
    assertThatThrownBy(() -> write(numbered(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not empty");
    assertThat(outbox.resolve("precious.txt")).hasContent("mine");
  }

  @Test
  void anEmptySelectionIsAnError() {
    assertThatThrownBy(() -> write(Stream.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("round 3: no sentence was selected");
  }

  @Test
  void aSuggestionBeyondTheSentenceLeavesNoFinishedOutbox() {
    ConfidentSpan beyond = new ConfidentSpan(new EntitySpan(0, 3, "PER"), 1);
    OutboundSentence bad =
        new OutboundSentence(
            "bad", "One two", cut("One two", "One", "two"), List.of(beyond), List.of());
    assertThatThrownBy(() -> write(Stream.of(bad)))
        .hasMessage("Cannot hand off record bad: suggestion [0,3) PER reaches beyond its 2 words");
    assertThat(outbox.resolve("manifest.sha256")).doesNotExist();
  }

  private BatchManifest write(Stream<OutboundSentence> sentences) throws IOException {
    Iterator<OutboundSentence> iterator = sentences.iterator();
    return new BatchWriter(fs, HAND_OFF, Optional.empty()).write(Hadoop.path(outbox), iterator);
  }

  private String batches() {
    return "'%s/*.parquet'".formatted(outbox);
  }

  private static Stream<OutboundSentence> numbered(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(
            n ->
                new OutboundSentence(
                    "id-" + n,
                    "Hello world",
                    cut("Hello world", "Hello", "world"),
                    List.of(),
                    List.of()));
  }

  private static List<Word> cut(String text, String... words) {
    return Stream.of(words)
        .map(word -> new Word(word, text.indexOf(word), text.indexOf(word) + word.length()))
        .toList();
  }

  private String sha256sum(String list) throws Exception {
    Process process =
        new ProcessBuilder("sha256sum", "-c", list)
            .directory(outbox.toFile())
            .redirectErrorStream(true)
            .start();
    try (InputStream out = process.getInputStream()) {
      String said = new String(out.readAllBytes());
      process.waitFor();
      return said;
    }
  }
}
