package io.winnow.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.winnow.annotation.ConfidentSpan;
import io.winnow.files.Resources;
import io.winnow.json.JsonFormat;
import io.winnow.testing.Duck;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import io.winnow.text.Sentence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who knows version 1.0 reads what goes out now; its schemas are kept here as they were. */
class ContractVersionsTest {

  private static final MessageType BATCH_OF_1_0 =
      MessageTypeParser.parseMessageType(resource("batch-1.0.parquet-schema"));

  @TempDir private Path temp;

  @Test
  void aHandOffThatUsesNothingNewIsOneOfVersion1Point0() throws IOException {
    Path outbox = written(ContractVersion.V1_0, plain());
    assertThat(schema(outbox)).isEqualTo(BATCH_OF_1_0);
    assertThat(problems(resource("manifest-1.0.schema.json"), outbox)).isEmpty();
    assertThat(problems(resource(Contract.MANIFEST_SCHEMA), outbox)).isEmpty();
  }

  @Test
  void aReaderOf1Point0FindsItsColumnsInABatchOf1Point1() throws IOException {
    Path before = written(ContractVersion.V1_0, plain());
    Path now = written(ContractVersion.V1_1, shown());
    assertThat(rows(now, BATCH_OF_1_0)).isEqualTo(rows(before, BATCH_OF_1_0)).hasSize(2);
    String columns = "SELECT record_id, position, text, words, suggestions, versions FROM '%s'";
    assertThat(Duck.query(columns.formatted(batch(now))))
        .isEqualTo(Duck.query(columns.formatted(batch(before))));
    assertThat(problems(resource(Contract.MANIFEST_SCHEMA), now)).isEmpty();
  }

  @Test
  void aReaderOf1Point1TakesBatchesOf1Point0() throws IOException {
    assertThat(read(written(ContractVersion.V1_0, plain()))).isEqualTo(plain());
  }

  @Test
  void whatIsShownArrivesAsItIs() throws IOException {
    Path outbox = written(ContractVersion.V1_1, shown());
    assertThat(read(outbox)).isEqualTo(shown());
    assertThat(
            Duck.query(
                "SELECT context_before, context_after, metadata[1].name, metadata[2].value FROM '%s'"
                    .formatted(batch(outbox))))
        .containsExactly(
            Arrays.asList("[Er kam., \uD83D\uDE00 dann]", "[Sie ging.]", "lang", null),
            Arrays.asList("[]", "[]", null, null));
    assertThat(outbox.resolve(Contract.README)).content().contains("`context_before`");
  }

  private static List<OutboundSentence> plain() {
    return List.of(sentence("a", Shown.NOTHING), sentence("b", Shown.NOTHING));
  }

  private static List<OutboundSentence> shown() {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("lang", "de");
    metadata.put("date", null);
    Shown shown =
        new Shown(List.of("Er kam.", "\uD83D\uDE00 dann"), List.of("Sie ging."), metadata);
    return List.of(sentence("a", shown), sentence("b", Shown.NOTHING));
  }

  private static OutboundSentence sentence(String id, Shown shown) {
    Sentence sentence = Sentence.ofWords("test", List.of("Ann", "in", "Bern"));
    return new OutboundSentence(
        id,
        sentence.text(),
        sentence.words(),
        List.of(new ConfidentSpan(new EntitySpan(0, 1, "PER"), 0.5)),
        List.of(List.of(new EntitySpan(2, 3, "LOC")), List.of()),
        List.of(),
        shown);
  }

  private Path written(ContractVersion version, List<OutboundSentence> sentences)
      throws IOException {
    Path outbox = Files.createTempDirectory(temp, "outbox").resolve("run");
    LabelScheme labels = new LabelScheme(List.of("PER", "LOC"));
    new BatchWriter(
            Hadoop.local(), new HandOff(version, 0, 9, 1, labels, Map.of()), Optional.empty())
        .write(Hadoop.path(outbox), sentences.iterator());
    return outbox;
  }

  private static List<OutboundSentence> read(Path outbox) throws IOException {
    List<OutboundSentence> read = new ArrayList<>();
    OutboxReader.visit(Hadoop.local(), Hadoop.path(outbox), (batch, one) -> read.add(one));
    return read;
  }

  private static Path batch(Path outbox) {
    return outbox.resolve(Contract.batchFile(1));
  }

  private static MessageType schema(Path outbox) throws IOException {
    try (ParquetFileReader file =
        ParquetFileReader.open(
            HadoopInputFile.fromPath(Hadoop.path(batch(outbox)), new Configuration()))) {
      return file.getFileMetaData().getSchema();
    }
  }

  /** As a program reads them that asks for the columns of a schema. */
  private static List<String> rows(Path outbox, MessageType asked) throws IOException {
    Configuration hadoop = new Configuration();
    hadoop.set(ReadSupport.PARQUET_READ_SCHEMA, asked.toString());
    List<String> rows = new ArrayList<>();
    try (ParquetReader<Group> reader =
        ParquetReader.builder(new GroupReadSupport(), Hadoop.path(batch(outbox)))
            .withConf(hadoop)
            .build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        rows.add(row.toString());
      }
    }
    return rows;
  }

  private static List<String> problems(String schema, Path outbox) throws IOException {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(schema)
        .validate(
            JsonFormat.LENIENT.readTree(Files.readAllBytes(outbox.resolve(Contract.MANIFEST))))
        .stream()
        .map(Object::toString)
        .toList();
  }

  private static String resource(String name) {
    return Resources.text(Contract.class, name);
  }
}
