package io.winnow.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.contract.ContractBreachException;
import io.winnow.contract.OutboundSentence;
import io.winnow.contract.ReturnSink.RejectedRow;
import io.winnow.text.EntitySpan;
import io.winnow.text.OffsetUnit;
import io.winnow.text.Word;
import io.winnow.text.WordSplitter;
import java.io.IOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What offsets count is told from the file; places are those of the sentence that was sent. */
class ToolOffsetsTest {

  private static final String PARTY = "🎉🎉🎉 Ida ging nach Ulm heim";
  private static final String FLAGS = "🇩🇪 Zoe\u0308 flog nach Rom";

  private static final List<String> TEXTS =
      List.of(
          PARTY, FLAGS, "Zoë  kam\tnach Köln .", "Caf\u00E9 \u200BUlm\u200B ist zu", "Ida und Ulm");

  @TempDir private Path temp;
  private Office office;

  @BeforeEach
  void open() {
    List<OutboundSentence> sentences = new ArrayList<>();
    for (int i = 0; i < TEXTS.size(); i++) {
      List<Word> words =
          i == 3
              ? List.of(word(i, 0, 4), word(i, 5, 10), word(i, 11, 14), word(i, 15, 17))
              : WordSplitter.split(TEXTS.get(i));
      sentences.add(new OutboundSentence("r" + i, TEXTS.get(i), words, List.of(), List.of()));
    }
    office = new Office(temp, sentences);
  }

  private static Word word(int text, int start, int end) {
    return new Word(TEXTS.get(text).substring(start, end), start, end);
  }

  @ParameterizedTest
  @CsvSource({
    "label-studio,CODE_POINTS", "label-studio,UTF_16", "label-studio,BYTES",
        "label-studio,GRAPHEMES",
    "doccano,CODE_POINTS", "doccano,UTF_16", "doccano,BYTES", "doccano,GRAPHEMES",
    "prodigy,CODE_POINTS", "prodigy,UTF_16", "prodigy,BYTES", "prodigy,GRAPHEMES",
  })
  void anyUnitIsFoundWithoutQuotesAndSaid(String format, OffsetUnit unit) throws IOException {
    ImportSummary summary =
        office
            .deliver(
                ToolFormat.named(format),
                records(
                    format,
                    record(0, unit, "Ida", "Ulm"),
                    record(1, unit, "Zoe\u0308", "Rom"),
                    record(2, unit, "Zoë", "Köln")))
            .summary();
    assertThat(spans())
        .containsExactly(
            "r0 [3,4) PER [6,7) PER", "r1 [1,2) PER [4,5) PER", "r2 [0,1) PER [3,4) PER");
    if (unit == ToolFormat.named(format).json().orElseThrow().usual()) {
      assertThat(summary.notes()).isEmpty();
    } else {
      assertThat(summary.notes())
          .singleElement()
          .asString()
          .startsWith("offsets of export-0.txt count %s: of ".formatted(unit));
    }
  }

  @Test
  void aFileThatCountsTwoWaysIsRefused() {
    assertThatThrownBy(
            () ->
                office.deliver(
                    ToolFormat.PRODIGY,
                    record(0, OffsetUnit.UTF_16, "Ida", "Ulm", "heim")
                        + "\n"
                        + record(1, OffsetUnit.CODE_POINTS, "Zoe\u0308", "Rom")))
        .isInstanceOf(ContractBreachException.class)
        .hasMessageContaining(
            "code-points 2, utf-16 3, graphemes 0, bytes 0. Name the unit with --offsets");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "doccano|0|-1|each end is the last character, not one past it; add 1 to each end",
        "label-studio|0|-1|each end is the last character, not one past it; add 1 to each end",
        "prodigy|1|1|they count from 1; subtract 1 from each start and each end",
        "prodigy|1|0|they count from 1 and ends are inclusive; subtract 1 from starts",
      })
  void endsThatCountOtherwiseAreRefusedWithTheWayOut(
      String format, int start, int end, String hint) {
    OffsetUnit usual = ToolFormat.named(format).json().orElseThrow().usual();
    assertThatThrownBy(
            () ->
                office.deliver(
                    ToolFormat.named(format),
                    records(
                        format,
                        record(
                            0,
                            PARTY,
                            List.of(
                                moved(PARTY, usual, "ging", start, end),
                                moved(PARTY, usual, "Ulm", start, end))),
                        record(1, FLAGS, List.of(moved(FLAGS, usual, "Rom", start, end))))))
        .isInstanceOf(ContractBreachException.class)
        .hasMessageContaining(
            "Cannot import export-0.txt as %s: its offsets seem to be shifted: 3 spans, read as %s,"
                + " begin and end with a word, or with what they quote, only if %s. As they are, 0"
                + " do; nothing was imported",
            format, usual, hint);
  }

  private static String moved(String text, OffsetUnit unit, String name, int start, int end) {
    int at = text.indexOf(name);
    return Fields.json(
        Fields.object()
            .put("start", at(text, unit, at) + start)
            .put("end", at(text, unit, at + name.length()) + end)
            .put("label", "PER"));
  }

  @Test
  void theUsualUnitStandsWithAWarningWhereNoOtherFitsMoreSpans() throws IOException {
    ImportSummary summary =
        office
            .deliver(
                ToolFormat.PRODIGY,
                record(0, OffsetUnit.CODE_POINTS, "Ida", "Ulm")
                    + "\n"
                    + record(1, OffsetUnit.UTF_16, "Rom"))
            .summary();
    assertThat(spans()).containsExactly("r0 [3,4) PER [6,7) PER");
    assertThat(summary.notes())
        .singleElement()
        .asString()
        .startsWith("Warning: offsets of export-0.txt are taken to count code-points; of 3 spans")
        .endsWith("code-points 2, utf-16 2, graphemes 2, bytes 0; --offsets names the unit");
  }

  @Test
  void aUnitThatWasNamedAndIsWrongMakesNoLabels() throws IOException {
    office.deliver(
        Office.settings(ToolFormat.PRODIGY, Optional.of(OffsetUnit.CODE_POINTS)),
        record(
            0,
            PARTY,
            List.of(
                span(PARTY, OffsetUnit.UTF_16, 7, 10, true),
                span(PARTY, OffsetUnit.UTF_16, 21, 24, true))));
    assertThat(spans()).isEmpty();
    assertThat(office.check().rejected())
        .singleElement()
        .extracting(it -> it.reason().name())
        .isEqualTo("QUOTE_DIFFERS");
  }

  @Test
  void eachFileCountsItsOwnWay() throws IOException {
    office.deliver(
        ToolFormat.PRODIGY,
        record(0, OffsetUnit.UTF_16, "Ida", "Ulm"),
        record(1, OffsetUnit.CODE_POINTS, "Rom"));
    assertThat(spans()).containsExactly("r0 [3,4) PER [6,7) PER", "r1 [4,5) PER");
  }

  @Test
  void aSpanThatFitsNoUnitIsRejectedAlone() throws IOException {
    office.deliver(
        ToolFormat.PRODIGY,
        record(0, OffsetUnit.CODE_POINTS, "Ida", "Ulm")
            + "\n"
            + record(1, OffsetUnit.CODE_POINTS, "lo"));
    assertThat(spans()).containsExactly("r0 [3,4) PER [6,7) PER");
    assertThat(office.check().rejected())
        .extracting(RejectedRow::recordId, it -> it.reason().name())
        .containsExactly(org.assertj.core.groups.Tuple.tuple("r1", "SPAN_OFF_WORDS"));
  }

  @ParameterizedTest
  @CsvSource({
    "as it is,false", "one space,false", "a line feed,false", "NFC,false", "NFD,false",
    "unseen dropped,false", "as it is,true", "one space,true", "NFD,true", "unseen dropped,true"
  })
  void aCopyThatIsWrittenAnotherWayIsTheSameText(String what, boolean isQuoted) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < TEXTS.size(); i++) {
      String copy = copy(what, TEXTS.get(i));
      String[] names = {"Ida", "Ulm", "Rom", copy("NFD", "Zoë"), copy("NFC", "Zoë"), "Köln"};
      List<String> spans = new ArrayList<>();
      for (String name : names) {
        int at = copy.indexOf(name);
        if (at >= 0) {
          spans.add(span(copy, OffsetUnit.CODE_POINTS, at, at + name.length(), isQuoted));
        }
      }
      lines.add(record(i, copy, spans));
    }
    office.deliver(ToolFormat.PRODIGY, String.join("\n", lines));
    assertThat(spans())
        .contains(
            "r0 [3,4) PER [6,7) PER",
            "r1 [1,2) PER [4,5) PER",
            "r3 [1,2) PER",
            "r4 [0,1) PER [2,3) PER")
        .anyMatch(it -> it.startsWith("r2 [0,1) PER"));
    assertThat(office.check().rejected()).isEmpty();
  }

  private static String copy(String what, String text) {
    return switch (what) {
      case "one space" -> text.replaceAll("\\s+", " ");
      case "a line feed" -> text.replace(" ", "\n");
      case "NFC" -> Normalizer.normalize(text, Normalizer.Form.NFC);
      case "NFD" -> Normalizer.normalize(text, Normalizer.Form.NFD);
      case "unseen dropped" -> text.replace("\u200B", "");
      default -> text;
    };
  }

  /** As Label Studio does. */
  @Test
  void aQuoteMayWriteWhiteSpaceAsAnEscape() throws IOException {
    office.deliver(
        ToolFormat.LABEL_STUDIO,
        record(
            2,
            TEXTS.get(2),
            List.of(
                Fields.json(
                    Fields.object()
                        .put("start", 5)
                        .put("end", 13)
                        .put("text", "kam\\tnach")
                        .put("label", "PER")))));
    assertThat(spans()).containsExactly("r2 [1,3) PER");
  }

  @Test
  void theQuoteIsHeldAgainstWhatWasSent() throws IOException {
    office.deliver(
        ToolFormat.LABEL_STUDIO,
        "[{\"record_id\":\"r4\",\"batch_id\":\"r0001-b0001\",\"annotator\":1,\"text\":\"Ida und"
            + " Ulm\",\"ner\":[{\"start\":0,\"end\":3,\"text\":\"Ada\",\"label\":\"PER\"}]}]");
    assertThat(office.check().rejected())
        .singleElement()
        .extracting(it -> it.reason().name())
        .isEqualTo("QUOTE_DIFFERS");
  }

  @Test
  void graphemesAndOtherUnitsCanBeNamed() throws IOException {
    for (OffsetUnit unit : OffsetUnit.values()) {
      office.deliver(
          Office.settings(ToolFormat.DOCCANO, Optional.of(unit)), record(0, unit, "Ulm"));
      assertThat(spans()).containsExactly("r0 [6,7) PER");
    }
  }

  private List<String> spans() throws IOException {
    return office.check().accepted().stream()
        .map(
            it ->
                it.annotation().sentenceId()
                    + " "
                    + it.annotation().spans().stream()
                        .map(EntitySpan::toString)
                        .collect(Collectors.joining(" ")))
        .toList();
  }

  private static String records(String format, String... records) {
    return format.equals("label-studio")
        ? "[" + String.join(",", records) + "]"
        : String.join("\n", records);
  }

  private static String record(int number, OffsetUnit unit, String... names) {
    String text = TEXTS.get(number);
    return record(
        number,
        text,
        java.util.Arrays.stream(names)
            .map(
                name ->
                    span(text, unit, text.indexOf(name), text.indexOf(name) + name.length(), false))
            .toList());
  }

  private static String record(int number, String text, List<String> spans) {
    return Fields.json(
            Fields.object()
                .put("record_id", "r" + number)
                .put("batch_id", "r0001-b0001")
                .put("id", number)
                .put("annotator", 1)
                .put("answer", "accept")
                .put("text", text))
        .replaceAll("}$", ",\"spans\":[" + String.join(",", spans) + "]}");
  }

  private static String span(String text, OffsetUnit unit, int start, int end, boolean isQuoted) {
    var span = Fields.object().put("start", at(text, unit, start)).put("end", at(text, unit, end));
    if (isQuoted) {
      span.put("text", text.substring(start, end));
    }
    return Fields.json(span.put("label", "PER"));
  }

  static long at(String text, OffsetUnit unit, int utf16) {
    return IntStream.rangeClosed(0, 4 * text.length())
        .filter(offset -> unit.toUtf16(text, offset) == utf16)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    String.format(Locale.ROOT, "%d of %s in %s", utf16, text, unit)));
  }
}
