package io.winnow.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.columns.ColumnQuery;
import io.winnow.contract.CollectedReturns;
import io.winnow.contract.ContractBreachException;
import io.winnow.contract.Deliveries;
import io.winnow.contract.ReturnSink.RejectedRow;
import io.winnow.contract.SentSentences;
import io.winnow.contract.SentSentences.SentSentence;
import io.winnow.files.TextEncoding;
import io.winnow.testing.FormatsPage;
import io.winnow.testing.FormatsPage.Tried;
import io.winnow.testing.Mutants;
import io.winnow.text.LabelScheme;
import io.winnow.text.TypeMap;
import io.winnow.text.WordSplitter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each file of {@code jobs/docs/formats.md} that {@code vendor import} reads says the same. */
class ImportFormatsTest {

  private static final LabelScheme LABELS = new LabelScheme(List.of("PER", "LOC"));

  private static final String BATCH = "r0001-b0001";

  private static final List<String> ANSWERS =
      List.of("r0 DONE [[0,2) PER, [3,4) LOC]", "r1 DONE [[1,2) PER, [4,6) LOC]", "r2 DONE []");

  private static final SentSentences SENT =
      new SentSentences(
          List.of(
              sent("r0", "Zoë Kravitz besuchte Köln ."),
              sent("r1", "🎉 Ana flog nach São Paulo !"),
              sent("r2", "Nichts geschah .")));

  @TempDir Path folder;

  static Stream<Tried> tried() {
    return FormatsPage.tried("vendor import");
  }

  @ParameterizedTest
  @MethodSource("tried")
  void spansInAreSpansOut(Tried file) throws IOException {
    Read read = read(file, FormatsPage.file("import", file.name()));
    assertThat(read.rejected).isEmpty();
    assertThat(read.answers).isEqualTo(ANSWERS.subList(0, file.sentences()));
  }

  /** Counts: more than two hundred slips, most of them refused; none gives other answers unsaid. */
  @Test
  void noSlipGivesOtherAnswersWithoutAWord() throws IOException {
    List<String> silent = new ArrayList<>();
    int refused = 0;
    int all = 0;
    for (Tried file : tried().toList()) {
      Path path = FormatsPage.file("import", file.name());
      byte[] bytes = Files.readAllBytes(path);
      if ((bytes[0] & 0xFF) == 0xFF) {
        // UTF-16: the same mutants as of its twin.
        continue;
      }
      Read good = read(file, path);
      Map<String, byte[]> mutants = Mutants.of(new String(bytes, StandardCharsets.UTF_8));
      for (Map.Entry<String, byte[]> mutant : mutants.entrySet()) {
        all++;
        Path work = Files.createTempDirectory(folder, "mutant");
        Path written = Files.write(work.resolve(file.name()), mutant.getValue());
        try {
          Read read = read(file, written);
          refused += read.rejected.isEmpty() ? 0 : 1;
          boolean isSaid = !read.rejected.isEmpty() || !read.said.equals(good.said);
          if (!read.answers.equals(good.answers) && !isSaid) {
            silent.add("%s, %s: %s".formatted(file, mutant.getKey(), read.answers));
          }
        } catch (ContractBreachException e) {
          refused++;
        }
      }
    }
    assertThat(silent).isEmpty();
    assertThat(refused).isGreaterThan(100);
    assertThat(all).isGreaterThan(200);
  }

  /**
   * @param said what the import prints of how it understood the file
   */
  private record Read(List<String> answers, List<String> rejected, String said) {}

  private Read read(Tried file, Path path) throws IOException {
    FileSystem fs = FileSystem.getLocal(new Configuration()).getRawFileSystem();
    var inbox = new org.apache.hadoop.fs.Path(Files.createTempDirectory(folder, "inbox").toUri());
    ToolFormat format =
        Stream.of(ToolFormat.values())
            .filter(tool -> file.name().startsWith(tool.toString()))
            .findFirst()
            .orElse(ToolFormat.CONLL);
    VendorImport.Imported imported =
        new VendorImport(
                format,
                Optional.empty(),
                Optional.of("anna"),
                TextEncoding.AUTO,
                TypeMap.NONE,
                1,
                CollectedReturns.LIMITS,
                ColumnQuery.auto("--"))
            .run(
                List.of(new org.apache.hadoop.fs.Path(path.toUri())),
                new SentBatches(LABELS, SENT),
                fs,
                inbox,
                Optional.empty(),
                Office.NOBODY);
    CollectedReturns returns = CollectedReturns.of(LABELS, SENT, fs, Deliveries.list(fs, inbox));
    List<String> answers =
        returns.accepted().stream()
            .map(
                it ->
                    "%s %s %s"
                        .formatted(
                            it.annotation().sentenceId(),
                            it.annotation().status(),
                            it.annotation().spans()))
            .toList();
    return new Read(
        answers,
        returns.rejected().stream().map(RejectedRow::message).toList(),
        imported.summary().toString());
  }

  @Test
  void thePageNamesEveryFile() {
    assertThat(tried().map(Tried::name)).hasSameElementsAs(FormatsPage.files("import"));
  }

  private static SentSentence sent(String id, String text) {
    return SentSentence.of(id, BATCH, text, WordSplitter.split(text));
  }
}
