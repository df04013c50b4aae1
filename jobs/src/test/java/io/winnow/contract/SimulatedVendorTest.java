package io.winnow.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.contract.OutboxReader.Outbox;
import io.winnow.contract.SimulatedAnnotator.ErrorRates;
import io.winnow.testing.Duck;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import io.winnow.text.Sentence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedVendorTest {

  private static final LabelScheme LABELS = new LabelScheme(List.of("PER", "LOC"));
  private static final Map<String, List<EntitySpan>> GOLD =
      Map.of(
          "id1", List.of(new EntitySpan(0, 1, "LOC")),
          "id3", List.of(new EntitySpan(0, 2, "PER"), new EntitySpan(2, 3, "LOC")));
  private static final Function<String, Optional<List<EntitySpan>>> LOOKUP =
      id -> Optional.ofNullable(GOLD.get(id));
  private static final ErrorRates HALF_WRONG = new ErrorRates(0.2, 0.2, 0.1);

  private final FileSystem fs = Hadoop.local();

  @TempDir private Path temp;
  private Path outbox;
  private Path inbox;

  @BeforeEach
  void handOff() throws IOException {
    outbox = temp.resolve("outbox");
    inbox = temp.resolve("inbox");
    Stream<OutboundSentence> sentences =
        Stream.of(List.of("Paris"), List.of("Paris", "Hilton", "Paris"), List.of("no", "gold"))
            .map(words -> Sentence.ofWords("test", words))
            .map(
                s ->
                    new OutboundSentence(
                        "id" + s.words().size(), s.text(), s.words(), List.of(), List.of()));
    new BatchWriter(
            fs, new HandOff(ContractVersion.V1_0, 7, 2, 2, LABELS, Map.of()), Optional.empty())
        .write(Hadoop.path(outbox), sentences.iterator());
  }

  @Test
  void withoutErrorsWhatComesBackIsGoldAndSentencesWithoutGoldAreSkipped() throws IOException {
    answer(SimulatedVendor.crew(2, ErrorRates.NONE, 1));
    assertThat(
            Duck.query(
                "SELECT record_id, batch_id, annotator_id, status, [s.start_word || '-' || s.end_word || ' ' || s.type FOR s IN spans] FROM '%s/r0007-annotator-02.parquet' ORDER BY 1"
                    .formatted(inbox)))
        .containsExactly(
            List.of("id1", "r0007-b0001", "annotator-02", "done", "[0-1 LOC]"),
            Arrays.asList("id2", "r0007-b0002", "annotator-02", "skipped", null),
            List.of("id3", "r0007-b0001", "annotator-02", "done", "[0-2 PER, 2-3 LOC]"));
  }

  @Test
  void everyAnswerPassesTheValidator() throws IOException {
    answer(SimulatedVendor.crew(3, HALF_WRONG, 1));
    Outbox sent = OutboxReader.read(fs, Hadoop.path(outbox));
    CollectedReturns check =
        CollectedReturns.of(LABELS, sent.lookup(), fs, Deliveries.list(fs, Hadoop.path(inbox)));
    assertThat(check.accepted()).hasSize(9);
    assertThat(check.rejected()).isEmpty();
  }

  @Test
  void timeGrowsWithTheWords() throws IOException {
    answer(SimulatedVendor.crew(1, ErrorRates.NONE, 1));
    List<List<String>> seconds =
        Duck.query("SELECT seconds FROM '%s/*.parquet' ORDER BY record_id".formatted(inbox));
    assertThat(Double.parseDouble(seconds.get(0).get(0))).isBetween(2.1, 3.5);
    assertThat(Double.parseDouble(seconds.get(2).get(0))).isBetween(3.3, 5.5);
  }

  @Test
  void answeringAgainChangesNothingAndLeavesNothingBehind() throws IOException {
    answer(SimulatedVendor.crew(2, HALF_WRONG, 1));
    byte[] first = Files.readAllBytes(inbox.resolve("r0007-annotator-01.parquet"));
    answer(SimulatedVendor.crew(2, HALF_WRONG, 1));
    assertThat(inbox.resolve("r0007-annotator-01.parquet")).hasBinaryContent(first);
    try (Stream<Path> files = Files.list(inbox)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder("r0007-annotator-01.parquet", "r0007-annotator-02.parquet");
    }
  }

  @Test
  void theSameAnswersInOtherBytesAreTheSameDelivery() throws IOException {
    answer(SimulatedVendor.crew(1, HALF_WRONG, 1));
    Path delivered = inbox.resolve("r0007-annotator-01.parquet");
    Path rewritten = temp.resolve("rewritten.parquet");
    Duck.copy("FROM '%s'".formatted(delivered), rewritten);
    Files.move(rewritten, delivered, StandardCopyOption.REPLACE_EXISTING);
    byte[] bytes = Files.readAllBytes(delivered);
    answer(SimulatedVendor.crew(1, HALF_WRONG, 1));
    assertThat(delivered).hasBinaryContent(bytes);
  }

  @Test
  void otherAnswersUnderTheSameNameAreRefused() throws IOException {
    answer(SimulatedVendor.crew(1, ErrorRates.NONE, 1));
    assertThatThrownBy(() -> answer(SimulatedVendor.crew(1, new ErrorRates(1, 0, 0), 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("it is there already with other answers");
  }

  @Test
  void whatIsNoReturnUnderTheSameNameIsNamedAndNothingIsLeftBehind() throws IOException {
    Files.createDirectories(inbox);
    Files.writeString(inbox.resolve("r0007-annotator-01.parquet"), "no Parquet");
    assertThatThrownBy(() -> answer(SimulatedVendor.crew(1, ErrorRates.NONE, 1)))
        .isInstanceOf(ContractBreachException.class)
        .hasMessageContaining("r0007-annotator-01.parquet");
    assertThat(inbox.resolve("_r0007-annotator-01.parquet")).doesNotExist();
  }

  @Test
  void aFileLeftByAKilledRunIsInNobodysWay() throws IOException {
    Files.createDirectories(inbox);
    Files.writeString(inbox.resolve("_r0007-annotator-01.parquet"), "half of a");
    answer(SimulatedVendor.crew(1, ErrorRates.NONE, 1));
    assertThat(Deliveries.list(fs, Hadoop.path(inbox))).hasSize(1);
    assertThat(inbox.resolve("_r0007-annotator-01.parquet")).doesNotExist();
  }

  private void answer(List<SimulatedAnnotator> annotators) throws IOException {
    new SimulatedVendor(fs, annotators, Optional.empty())
        .answer(Hadoop.path(outbox), LOOKUP, Hadoop.path(inbox));
  }
}
