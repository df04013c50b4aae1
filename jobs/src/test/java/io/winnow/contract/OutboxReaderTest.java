package io.winnow.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.contract.OutboxReader.Outbox;
import io.winnow.contract.SentSentences.SentSentence;
import io.winnow.files.Sha256;
import io.winnow.text.LabelScheme;
import io.winnow.text.Sentence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxReaderTest {

  private final FileSystem fs = Hadoop.local();

  @TempDir private Path temp;
  private Path outbox;

  @BeforeEach
  void handOff() throws IOException {
    outbox = temp.resolve("outbox");
    HandOff handOff =
        new HandOff(ContractVersion.V1_0, 0, 2, 1, new LabelScheme(List.of("PER")), Map.of());
    Stream<OutboundSentence> sentences =
        Stream.of(List.of("one"), List.of("one", "two"), List.<String>of())
            .map(words -> Sentence.ofWords("test", words))
            .map(
                s ->
                    new OutboundSentence(
                        "id" + s.words().size(), s.text(), s.words(), List.of(), List.of()));
    new BatchWriter(fs, handOff, Optional.empty()).write(Hadoop.path(outbox), sentences.iterator());
  }

  @Test
  void whatWasWrittenIsReadBack() throws IOException {
    Outbox read = OutboxReader.read(fs, Hadoop.path(outbox));
    assertThat(read.sentences())
        .containsExactly(
            sent("id1", "r0000-b0001", List.of("one")),
            sent("id2", "r0000-b0001", List.of("one", "two")),
            sent("id0", "r0000-b0002", List.of()));
    assertThat(read.manifest().labels()).containsExactly("PER");
    assertThat(read.lookup().batchesOf("id0")).containsExactly("r0000-b0002");
  }

  @Test
  void aBatchWithAChangedByteIsNamedWithBothHashes() throws IOException {
    Path batch = outbox.resolve("batch-0002.parquet");
    byte[] bytes = Files.readAllBytes(batch);
    bytes[bytes.length / 2] ^= 1;
    Files.write(batch, bytes);
    String expected = OutboxReader.manifest(fs, Hadoop.path(outbox)).files().get(1).sha256();
    assertThatThrownBy(() -> OutboxReader.read(fs, Hadoop.path(outbox)))
        .isInstanceOf(ContractBreachException.class)
        .hasMessageContainingAll("batch-0002.parquet", Sha256.of(bytes), expected);
  }

  @Test
  void aMissingBatchIsNamed() throws IOException {
    Files.delete(outbox.resolve("batch-0001.parquet"));
    assertThatThrownBy(() -> OutboxReader.read(fs, Hadoop.path(outbox)))
        .isInstanceOf(ContractBreachException.class)
        .hasMessageContaining("batch-0001.parquet: it is missing");
  }

  @Test
  void anEditedManifestIsRefused() throws IOException {
    Path manifest = outbox.resolve("manifest.json");
    Files.writeString(
        manifest, Files.readString(manifest).replace("\"round\" : 0", "\"round\" : 1"));
    assertThatThrownBy(() -> OutboxReader.read(fs, Hadoop.path(outbox)))
        .isInstanceOf(ContractBreachException.class)
        .hasMessageContaining("manifest.json: its SHA-256 is");
  }

  @Test
  void aManifestCannotPointOutOfTheOutbox() throws IOException {
    Path manifest = outbox.resolve("manifest.json");
    String forged = Files.readString(manifest).replace("batch-0001", "../batch-0001");
    Files.writeString(manifest, forged);
    Files.writeString(
        outbox.resolve("manifest.sha256"),
        Sha256.of(Files.readAllBytes(manifest)) + "  manifest.json\n");
    assertThatThrownBy(() -> OutboxReader.read(fs, Hadoop.path(outbox)))
        .isInstanceOf(ContractBreachException.class)
        .hasMessageContaining("'../batch-0001.parquet' is no file name within the outbox");
  }

  private static SentSentence sent(String recordId, String batchId, List<String> words) {
    Sentence sentence = Sentence.ofWords("test", words);
    return SentSentence.of(recordId, batchId, sentence.text(), sentence.words());
  }
}
