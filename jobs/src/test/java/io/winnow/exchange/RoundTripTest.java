package io.winnow.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.contract.CollectedReturns;
import io.winnow.contract.ReturnSink.AcceptedAnnotation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Batches through every tool and back, over sentences that are hard on offsets. */
class RoundTripTest {

  @TempDir private Path temp;
  private Office office;

  @BeforeEach
  void open() {
    office = new Office(temp);
  }

  @ParameterizedTest
  @EnumSource
  void whatAnAnnotatorAgreesWithComesBackAsItWent(ToolFormat format) throws IOException {
    office.deliver(format, answered(format));
    CollectedReturns check = office.check();
    assertThat(check.rejected()).isEmpty();
    assertThat(check.accepted())
        .hasSize(Office.GOLD.size())
        .allSatisfy(
            a ->
                assertThat(a.annotation().spans())
                    .as(a.annotation().sentenceId())
                    .isEqualTo(Office.GOLD.get(a.annotation().sentenceId())));
  }

  @ParameterizedTest
  @EnumSource
  void importingTwiceChangesNothing(ToolFormat format) throws IOException {
    VendorImport.Imported once = office.deliver(format, answered(format));
    VendorImport.Imported twice =
        office.deliver(format, answered(format).replace("\n\n# ", "\n\n\n# "));
    assertThat(twice).isEqualTo(once);
    assertThat(office.inbox()).containsExactly(once.file().getName());
  }

  @ParameterizedTest
  @EnumSource(names = "LABEL_STUDIO", mode = EnumSource.Mode.EXCLUDE)
  void aCorrectionComesAfterWhatItCorrects(ToolFormat format) throws IOException {
    String first = answered(format);
    office.deliver(format, first.replace("LOC", "PER"));
    office.deliver(format, first);
    assertThat(office.inbox())
        .hasSize(2)
        .first()
        .asString()
        .matches("import-0001-[0-9a-f]{16}\\.parquet");
    CollectedReturns check = office.check();
    assertThat(check.rejected()).isEmpty();
    assertThat(check.corrected()).hasSize(4);
    assertThat(check.accepted())
        .allSatisfy(
            a ->
                assertThat(a.annotation().spans())
                    .isEqualTo(Office.GOLD.get(a.annotation().sentenceId())));
  }

  @ParameterizedTest
  @EnumSource
  void severalFilesBecomeOneReturn(ToolFormat format) throws IOException {
    String all = answered(format);
    VendorImport.Imported imported = office.deliver(format, all, all);
    assertThat(imported.answers()).isEqualTo(2L * Office.GOLD.size());
    assertThat(office.check().repeated()).isEqualTo(Office.GOLD.size());
  }

  @ParameterizedTest
  @EnumSource
  void anEmptyFileIsRefusedAndLeavesNothing(ToolFormat format) throws IOException {
    assertThatThrownBy(() -> office.deliver(format, answered(format), "\n"))
        .hasMessageStartingWith("Cannot import export-1.txt as %s: it ".formatted(format))
        .hasMessageEndingWith("nothing was imported. Export it again, or use another --format");
    assertThat(office.inbox()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void anothersFormatIsRefusedAndLeavesNothing(ToolFormat format) throws IOException {
    for (ToolFormat other : ToolFormat.values()) {
      if (other != format) {
        String foreign = Tools.answered(other, tasks(other));
        assertThatThrownBy(() -> office.deliver(format, foreign))
            .isInstanceOf(io.winnow.contract.ContractBreachException.class);
      }
    }
    assertThat(office.inbox()).isEmpty();
  }

  @Test
  void answersKeepWhatTheToolSaysOfThem() throws IOException {
    office.deliver(ToolFormat.LABEL_STUDIO, answered(ToolFormat.LABEL_STUDIO));
    assertThat(office.check().accepted())
        .extracting(a -> a.annotation().annotatorId(), AcceptedAnnotation::seconds)
        .containsOnly(org.assertj.core.groups.Tuple.tuple("3", 2.5));
  }

  @Test
  void offsetsAreInTheToolsOwnUnit() throws IOException {
    String family = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67";
    assertThat(Office.text("emoji"))
        .isEqualTo("\uD83D\uDE00 Ana " + family + " in Rom\uD83D\uDE00");
    assertThat(tasks(ToolFormat.DOCCANO).lines().findFirst().orElseThrow())
        .contains("\"label\":[[3,6,\"PER\"],[19,24,\"LOC\"]]");
    assertThat(tasks(ToolFormat.PRODIGY).lines().findFirst().orElseThrow())
        .contains(
            "\"spans\":[{\"start\":2,\"end\":5,\"token_start\":1,\"token_end\":1,\"label\":\"PER\"},"
                + "{\"start\":15,\"end\":19,\"token_start\":4,\"token_end\":4,\"label\":\"LOC\"}]");
    assertThat(tasks(ToolFormat.LABEL_STUDIO).lines().skip(1).findFirst().orElseThrow())
        .contains(
            "{\"start\":2,\"end\":5,\"text\":\"Ana\",\"labels\":[\"PER\"]}",
            "{\"start\":15,\"end\":19,\"text\":\"Rom\\uD83D\\uDE00\",\"labels\":[\"LOC\"]}");
  }

  @Test
  void eachToolGetsTheLabelsItsOwnWay() throws IOException {
    assertThat(office.export(ToolFormat.LABEL_STUDIO))
        .containsKeys("r0001-b0001.json")
        .hasEntrySatisfying(
            "labeling-config.xml",
            xml ->
                assertThat(xml)
                    .contains(
                        "<Label value=\"PER\"/>\n    <Label value=\"LOC\"/>",
                        "<Text name=\"text\" value=\"$text\" granularity=\"word\"/>"));
    assertThat(office.export(ToolFormat.DOCCANO).get("labels.json"))
        .isEqualToIgnoringWhitespace("[{\"text\":\"PER\"},{\"text\":\"LOC\"}]");
    assertThat(office.export(ToolFormat.PRODIGY)).containsEntry("labels.txt", "PER\nLOC\n");
    assertThat(office.export(ToolFormat.CONLL)).containsOnlyKeys("r0001-b0001.conll");
  }

  @Test
  void conllColumnsReadAsPeopleKnowThem() throws IOException {
    assertThat(tasks(ToolFormat.CONLL))
        .contains(
            "# record_id = digits\n# batch_id = r0001-b0001\n1984\tB-PER\n42\tO\n\n"
                + "# record_id = empty\n# batch_id = r0001-b0001\n\n");
  }

  @Test
  void aFolderThatHoldsSomethingIsLeftAlone() throws IOException {
    Files.createDirectories(temp.resolve("for-conll"));
    Files.writeString(temp.resolve("for-conll/mine.txt"), "mine");
    assertThatThrownBy(() -> office.export(ToolFormat.CONLL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not empty; name a folder of its own");
  }

  private String answered(ToolFormat format) throws IOException {
    return Tools.answered(format, tasks(format));
  }

  /** The sentences as the tool gets them. */
  private String tasks(ToolFormat format) throws IOException {
    Path to = temp.resolve("for-" + format);
    if (!Files.exists(to)) {
      office.export(format);
    }
    try (var files = Files.list(to)) {
      Map<String, Path> byName =
          files.collect(Collectors.toMap(file -> file.getFileName().toString(), file -> file));
      return Files.readString(byName.get("r0001-b0001." + format.layout().extension()));
    }
  }
}
