package io.winnow.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.json.JsonFormat;
import io.winnow.offsets.OffsetDecision;
import io.winnow.offsets.OffsetTally;
import io.winnow.text.EntitySpan;
import io.winnow.text.OffsetUnit;
import io.winnow.text.Sentence;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Files of spans in any unit are read as they were meant, or refused, or warned of. */
class OffsetsLawsTest {

  private static final String FILE = "a.jsonl";

  private static final TagColumns TAGS =
      TagColumns.of(CorpusInput.of("a", InputFormat.JSONL), ClassNames.NONE);

  /** Two graphemes at least: a shift by one cuts each. */
  private static final List<String> WORDS =
      List.of(
          "Ida",
          "Köln",
          "Zoe\u0308",
          "nai\u0308f",
          "עברית",
          "محمد",
          "𝒜𝓁𝒾",
          "नमस्ते",
          "\u1E69\u0323\u0307q",
          "New");

  private static final List<String> GAPS =
      List.of(
          " ", "\t", "\r\n", " \"", "\u00A0", " 🎉 ", " 👩\u200D👩\u200D👧 ", " 🇩🇪🎉 ", "\u2028");

  /**
   * A sentence: what stands before each word, the words, and which of them are an entity.
   *
   * @param quoted what is done to a quote; empty: none is given
   */
  record Line(List<String> gaps, List<String> words, int entity, Optional<Quoted> quoted) {

    private String text() {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < words.size(); i++) {
        text.append(gaps.get(i)).append(words.get(i));
      }
      return text.toString();
    }

    private int start() {
      int start = gaps.get(0).length();
      for (int i = 0; i < entity; i++) {
        start += words.get(i).length() + gaps.get(i + 1).length();
      }
      return start;
    }

    private String entityText() {
      return words.get(entity);
    }

    private String json(OffsetUnit unit, int shift) {
      ObjectNode record = JsonFormat.MAPPER.createObjectNode().put("text", text());
      ArrayNode span = record.putArray("spans").addArray();
      span.add(offset(unit, start()) + shift);
      span.add(offset(unit, start() + entityText().length()) + shift);
      span.add("X");
      quoted.ifPresent(how -> span.add(how.write(entityText())));
      return record.toString();
    }

    private int offset(OffsetUnit unit, int utf16) {
      int[] places = unit.places(text());
      int offset = 0;
      while (places[offset] != utf16) {
        offset++;
      }
      return offset;
    }
  }

  enum Quoted {
    AS_IT_IS,
    COMPOSED,
    DECOMPOSED,
    WITH_BLANKS;

    private String write(String text) {
      return switch (this) {
        case AS_IT_IS -> text;
        case COMPOSED -> Normalizer.normalize(text, Normalizer.Form.NFC);
        case DECOMPOSED -> Normalizer.normalize(text, Normalizer.Form.NFD);
        case WITH_BLANKS -> " " + text + "\n";
      };
    }
  }

  @Provide
  Arbitrary<List<Line>> files() {
    Arbitrary<Optional<Quoted>> quoted =
        Arbitraries.of(Quoted.class).map(Optional::of).injectNull(0.5).map(OffsetsLawsTest::given);
    Arbitrary<Line> line =
        Arbitraries.integers()
            .between(1, 5)
            .flatMap(
                count ->
                    Combinators.combine(
                            Arbitraries.of(GAPS).list().ofSize(count),
                            Arbitraries.of(WORDS).list().ofSize(count).uniqueElements(),
                            Arbitraries.integers().between(0, count - 1),
                            quoted)
                        .as(Line::new));
    return line.list().ofMinSize(1).ofMaxSize(6);
  }

  private static Optional<Quoted> given(Optional<Quoted> quoted) {
    return quoted == null ? Optional.empty() : quoted;
  }

  @Property
  void spansInAreSpansOut(@ForAll("files") List<Line> file, @ForAll OffsetUnit unit) {
    requireRight(file, unit, 0);
  }

  @Property
  void aQuoteOfWhatStandsThereOnceDecides(
      @ForAll("files") List<Line> file, @ForAll OffsetUnit unit) {
    Reading reading = read(quoted(file), unit, 0);

    assertThat(reading.refusal).isEmpty();
    assertThat(reading.warnings).noneMatch(it -> it.contains("cut a word"));
  }

  @Property
  void aShiftIsRefusedOrWarnedOfOrSaidToBeAnotherUnit(
      @ForAll("files") List<Line> file, @ForAll OffsetUnit unit, @ForAll boolean isBack) {
    // In another unit and without quotes, a shift may hit another word in code points by chance.
    requireRight(unit == OffsetUnit.CODE_POINTS ? file : quoted(file), unit, isBack ? -1 : 1);
  }

  private static List<Line> quoted(List<Line> file) {
    return file.stream()
        .map(it -> new Line(it.gaps, it.words, it.entity, Optional.of(Quoted.COMPOSED)))
        .toList();
  }

  private static void requireRight(List<Line> file, OffsetUnit unit, int shift) {
    Reading reading = read(file, unit, shift);
    if (reading.refusal.isEmpty() && reading.warnings.isEmpty()) {
      assertThat(reading.entities).isEqualTo(file.stream().map(Line::entityText).toList());
    }
  }

  /** What becomes of a file: as {@link Corpus#read} goes about it. */
  private record Reading(Optional<String> refusal, List<String> warnings, List<String> entities) {}

  private static Reading read(List<Line> file, OffsetUnit written, int shift) {
    List<String> warnings = new ArrayList<>();
    List<String> entities = new ArrayList<>();
    try {
      OffsetTally votes = new OffsetTally();
      for (Line line : file) {
        RawRecord record =
            JsonRecord.parse(line.json(written, shift), TAGS, OffsetUnit.CODE_POINTS);
        Sentence sentence = record.sentence("a", OffsetUnit.CODE_POINTS);
        GivenOffsets.votes(sentence, record.gold().spans()).forEach(votes::add);
      }
      OffsetDecision decision = GivenOffsets.decide(FILE, votes, Optional.empty());
      OffsetUnit unit = decision.unit();
      GivenOffsets.note(FILE, decision)
          .filter(it -> it.startsWith("Warning: ") || shift != 0)
          .ifPresent(warnings::add);
      for (Line line : file) {
        RawRecord record = JsonRecord.parse(line.json(written, shift), TAGS, unit);
        Sentence sentence = record.sentence("a", unit);
        RecordGold.Entities gold = record.gold().in(sentence);
        gold.remarks().forEach(it -> warnings.add(it.text()));
        EntitySpan span = gold.spans().get(0);
        entities.add(sentence.text().substring(sentence.start(span), sentence.end(span)));
      }
      return new Reading(Optional.empty(), warnings, entities);
    } catch (IllegalArgumentException | InputException e) {
      return new Reading(Optional.of(e.getMessage()), warnings, entities);
    }
  }
}
