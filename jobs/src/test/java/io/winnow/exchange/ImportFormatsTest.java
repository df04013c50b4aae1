package io.winnow.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.columns.ColumnQuery;
import io.winnow.contract.CollectedReturns;
import io.winnow.contract.InboxFiles;
import io.winnow.contract.SentSentences;
import io.winnow.contract.SentSentences.SentSentence;
import io.winnow.files.TextEncoding;
import io.winnow.testing.FormatsPage;
import io.winnow.testing.FormatsPage.Tried;
import io.winnow.text.LabelScheme;
import io.winnow.text.TypeMap;
import io.winnow.text.WordSplitter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
    FileSystem fs = FileSystem.getLocal(new Configuration()).getRawFileSystem();
    var inbox = new org.apache.hadoop.fs.Path(folder.resolve("inbox").toUri());
    ToolFormat format =
        Stream.of(ToolFormat.values())
            .filter(tool -> file.name().startsWith(tool.toString()))
            .findFirst()
            .orElse(ToolFormat.CONLL);
    new VendorImport(
            format,
            Optional.empty(),
            Optional.of("anna"),
            TextEncoding.AUTO,
            TypeMap.NONE,
            1,
            ColumnQuery.auto("--"))
        .run(
            List.of(new org.apache.hadoop.fs.Path(FormatsPage.file("import", file.name()).toUri())),
            new SentBatches(LABELS, SENT),
            fs,
            inbox,
            Office.NOBODY);
    CollectedReturns returns = CollectedReturns.of(LABELS, SENT, fs, InboxFiles.list(fs, inbox));
    assertThat(returns.rejected()).isEmpty();
    assertThat(
            returns.accepted().stream()
                .map(
                    it ->
                        "%s %s %s"
                            .formatted(
                                it.annotation().sentenceId(),
                                it.annotation().status(),
                                it.annotation().spans())))
        .containsExactlyElementsOf(ANSWERS.subList(0, file.sentences()));
  }

  @Test
  void thePageNamesEveryFile() {
    assertThat(tried().map(Tried::name)).hasSameElementsAs(FormatsPage.files("import"));
  }

  private static SentSentence sent(String id, String text) {
    return SentSentence.of(id, BATCH, text, WordSplitter.split(text));
  }
}
