package io.winnow.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.winnow.annotation.ConfidentSpan;
import io.winnow.contract.OutboxReader.Outbox;
import io.winnow.contract.ReturnSink.AcceptedAnnotation;
import io.winnow.testing.Duck;
import io.winnow.testing.DuckShell;
import io.winnow.testing.OwnJvm;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import io.winnow.text.Sentence;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of the contract's page, run as they stand there, in an outbox. */
class ContractExamplesTest {

  private static final int PATIENCE_SECONDS = 60;
  private static final EntitySpan PARIS = new EntitySpan(2, 3, "LOC");

  private final FileSystem fs = Hadoop.local();

  @TempDir private Path temp;
  private Path outbox;

  @BeforeEach
  void handOff() throws IOException {
    outbox = temp.resolve("outbox");
    HandOff handOff =
        new HandOff(
            ContractVersion.V1_0, 0, 2, 1, new LabelScheme(List.of("PER", "LOC")), Map.of());
    new BatchWriter(fs, handOff, Optional.empty())
        .write(
            Hadoop.path(outbox),
            List.of(
                    sentence(
                        "a",
                        List.of("\uD83D\uDE00", "in", "Paris", "."),
                        new ConfidentSpan(PARIS, 0.95)),
                    sentence(
                        "b",
                        List.of("Cafe\u0301", "Ann", "Lee"),
                        new ConfidentSpan(new EntitySpan(0, 1, "LOC"), 0.4),
                        new ConfidentSpan(new EntitySpan(1, 3, "PER"), 0.91)),
                    sentence("c", List.of("\u05E9\u05DC\u05D5\u05DD")),
                    sentence("d", List.of()))
                .iterator());
  }

  @Test
  void everyWordIsCutOutOfItsTextAsTheExampleSays() {
    assertThat(Duck.query(sql(0).replace("'batch-", "'" + outbox + "/batch-")))
        .hasSize(8)
        .allSatisfy(row -> assertThat(row.get(3)).isEqualTo(row.get(2)));
  }

  @Test
  void theReturnsThatDuckDbWritesAreAccepted() throws Exception {
    Path script = Files.writeString(temp.resolve("script.sql"), String.join("\n", sqls()));
    List<String> command = OwnJvm.command(DuckShell.class);
    command.add(script.toString());
    runInOutbox(command.toArray(String[]::new));

    CollectedReturns check = check("accepted.parquet", "marked.parquet");
    assertThat(check.rejected()).isEmpty();
    assertThat(spans(check, "ann-01"))
        .containsExactly(
            List.of(PARIS), List.of(new EntitySpan(1, 3, "PER")), List.of(), List.of());
    assertThat(spans(check, "ann-02"))
        .containsExactly(List.of(PARIS), List.of(), List.of(), List.of());
  }

  @Test
  void theReturnThatPandasWritesIsAccepted() throws Exception {
    assumeThat(hasPandas()).as("python3 with pandas and pyarrow").isTrue();
    Path script = Files.writeString(temp.resolve("script.py"), blocks("python").get(0));
    runInOutbox("python3", script.toString());

    CollectedReturns check = check("pandas.parquet");
    assertThat(check.rejected()).isEmpty();
    assertThat(spans(check, "ann-03"))
        .containsExactly(
            List.of(PARIS), List.of(new EntitySpan(1, 3, "PER")), List.of(), List.of());
  }

  private static OutboundSentence sentence(
      String id, List<String> words, ConfidentSpan... suggestions) {
    Sentence sentence = Sentence.ofWords("test", words);
    return new OutboundSentence(
        id, sentence.text(), sentence.words(), List.of(suggestions), List.of());
  }

  private CollectedReturns check(String... names) throws IOException {
    Outbox sent = OutboxReader.read(fs, Hadoop.path(outbox));
    List<Delivery> files =
        Arrays.stream(names)
            .map(name -> Deliveries.file(name, Hadoop.path(outbox.resolve(name))))
            .toList();
    return CollectedReturns.of(sent.manifest().labelScheme(), sent.lookup(), fs, files);
  }

  private static List<List<EntitySpan>> spans(CollectedReturns check, String annotator) {
    return check.accepted().stream()
        .map(AcceptedAnnotation::annotation)
        .filter(annotation -> annotation.annotatorId().equals(annotator))
        .map(io.winnow.annotation.Annotation::spans)
        .toList();
  }

  private static String sql(int number) {
    return sqls().get(number);
  }

  private static List<String> sqls() {
    return blocks("sql");
  }

  private static List<String> blocks(String language) {
    return ContractPageTest.blocks(language);
  }

  private static boolean hasPandas() {
    try {
      return new ProcessBuilder("python3", "-c", "import pandas, pyarrow")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void runInOutbox(String... command) throws Exception {
    File said = temp.resolve("said").toFile();
    Process process =
        new ProcessBuilder(new ArrayList<>(List.of(command)))
            .directory(outbox.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said)
            .start();
    try {
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("it ended").isTrue();
      assertThat(process.exitValue()).as(Files.readString(said.toPath())).isZero();
    } finally {
      process.destroyForcibly();
    }
  }
}
