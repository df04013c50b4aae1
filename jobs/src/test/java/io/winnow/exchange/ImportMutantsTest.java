package io.winnow.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.contract.CollectedReturns;
import io.winnow.contract.ContractBreachException;
import io.winnow.contract.InboxFiles;
import io.winnow.contract.SentSentences;
import io.winnow.contract.SentSentences.SentSentence;
import io.winnow.testing.FormatsPage;
import io.winnow.testing.FormatsPage.Tried;
import io.winnow.testing.Mutants;
import io.winnow.text.LabelScheme;
import io.winnow.text.WordSplitter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One slip in a good export: it is refused or told, or changes nothing; never a silent answer. */
class ImportMutantsTest {

  private static final LabelScheme LABELS = new LabelScheme(List.of("PER", "LOC"));

  private static final SentSentences SENT =
      new SentSentences(
          List.of(
              sent("r0", "Zoë Kravitz besuchte Köln ."),
              sent("r1", "🎉 Ana flog nach São Paulo !"),
              sent("r2", "Nichts geschah .")));

  @TempDir Path folder;

  @Test
  void noSlipGoesUnnoticed() throws IOException {
    List<String> silent = new ArrayList<>();
    int count = 0;
    for (Tried file : (Iterable<Tried>) tried()::iterator) {
      String good = Files.readString(FormatsPage.file("import", file.name()));
      ToolFormat format =
          Stream.of(ToolFormat.values())
              .filter(tool -> file.name().startsWith(tool.toString()))
              .findFirst()
              .orElseThrow();
      String before = said(format, good.getBytes(StandardCharsets.UTF_8), true);
      for (Map.Entry<String, byte[]> mutant : Mutants.of(good).entrySet()) {
        count++;
        String after = said(format, mutant.getValue(), false);
        if (!after.equals(before) && !after.startsWith("told ")) {
          silent.add("%s, %s: %s".formatted(file.name(), mutant.getKey(), after));
        }
      }
    }
    assertThat(silent).isEmpty();
    assertThat(count).isGreaterThan(200);
  }

  /** JSON in UTF-8. */
  private static Stream<Tried> tried() {
    return FormatsPage.tried("vendor import")
        .filter(
            file ->
                file.name().contains(".json")
                    && !file.name().contains("utf-16")
                    && !file.name().contains("nfd"));
  }

  /** The answers; {@code told} and what was, if something was. */
  private String said(ToolFormat format, byte[] content, boolean isGood) throws IOException {
    FileSystem fs = FileSystem.getLocal(new Configuration()).getRawFileSystem();
    Path work = Files.createTempDirectory(folder, "work");
    var inbox = new org.apache.hadoop.fs.Path(work.resolve("inbox").toUri());
    Path file = Files.write(work.resolve("export"), content);
    ImportSummary summary;
    try {
      summary =
          Office.settings(format)
              .run(
                  List.of(new org.apache.hadoop.fs.Path(file.toUri())),
                  new SentBatches(LABELS, SENT),
                  fs,
                  inbox,
                  Office.NOBODY)
              .summary();
    } catch (ContractBreachException e) {
      return "told " + e.getMessage();
    }
    CollectedReturns returns = CollectedReturns.of(LABELS, SENT, fs, InboxFiles.list(fs, inbox));
    boolean isTold =
        !returns.rejected().isEmpty()
            || !summary.notes().isEmpty()
            || !summary.unused().isEmpty()
            || !summary.noAnswers().isEmpty();
    String answers =
        returns.accepted().stream().map(it -> it.annotation().toString()).toList().toString();
    return isTold && !isGood ? "told " + answers : answers;
  }

  private static SentSentence sent(String id, String text) {
    return SentSentence.of(id, "r0001-b0001", text, WordSplitter.split(text));
  }
}
