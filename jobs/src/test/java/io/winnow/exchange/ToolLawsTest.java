package io.winnow.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.contract.CollectedReturns;
import io.winnow.contract.ContractBreachException;
import io.winnow.contract.OutboundSentence;
import io.winnow.files.TemporaryFolder;
import io.winnow.text.EntitySpan;
import io.winnow.text.OffsetUnit;
import io.winnow.text.Word;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Spans in are spans out, for every tool, unit and text; else nothing comes out. */
class ToolLawsTest {

  /** Hard on offsets, on JSON or on eyes; each is whole words to a person. */
  private static final List<String> WORDS =
      List.of(
          "Ida",
          "🎉",
          "👨‍👩‍👧",
          "Jose\u0301",
          "Köln",
          "Ko\u0308ln",
          "דוד",
          "قاهرة",
          "\"Bo\"",
          "\\n",
          "{}",
          "O'Hara",
          "北京",
          "𝒳𝒴",
          "a\u200Bb",
          "🇩🇪",
          "é");

  private static final List<String> GAPS = List.of(" ", "  ", "\t", "\r\n", "\n", "\u00A0");

  /**
   * @param spans by words; none overlap
   */
  record Sent(List<String> words, List<String> gaps, List<EntitySpan> spans) {

    String text() {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < words.size(); i++) {
        text.append(i == 0 ? "" : gaps.get(i)).append(words.get(i));
      }
      return text.toString();
    }

    List<Word> placed() {
      List<Word> placed = new ArrayList<>();
      int at = 0;
      for (int i = 0; i < words.size(); i++) {
        at += i == 0 ? 0 : gaps.get(i).length();
        placed.add(new Word(words.get(i), at, at + words.get(i).length()));
        at += words.get(i).length();
      }
      return placed;
    }
  }

  @Provide
  Arbitrary<List<Sent>> sentences() {
    Arbitrary<Sent> sentence =
        Arbitraries.integers()
            .between(1, 9)
            .flatMap(
                size ->
                    Combinators.combine(
                            Arbitraries.of(WORDS).list().ofSize(size),
                            Arbitraries.of(GAPS).list().ofSize(size),
                            Arbitraries.of(
                                    Tuple.of(0, ""),
                                    Tuple.of(1, "PER"),
                                    Tuple.of(1, "LOC"),
                                    Tuple.of(2, "PER"))
                                .list()
                                .ofSize(size))
                        .as(
                            (words, gaps, marks) -> {
                              List<EntitySpan> spans = new ArrayList<>();
                              int from = 0;
                              for (var mark : marks) {
                                int end = from + mark.get1();
                                if (mark.get1() > 0 && end <= size) {
                                  spans.add(new EntitySpan(from, end, mark.get2()));
                                }
                                from = Math.max(end, from + 1);
                              }
                              return new Sent(words, gaps, spans);
                            }));
    return sentence.list().ofMinSize(1).ofMaxSize(5);
  }

  @Provide
  Arbitrary<ToolFormat> tools() {
    return Arbitraries.of(ToolFormat.LABEL_STUDIO, ToolFormat.DOCCANO, ToolFormat.PRODIGY);
  }

  @Property(tries = 50)
  void inANamedUnitSpansComeBackAsTheyWere(
      @ForAll("tools") ToolFormat tool,
      @ForAll OffsetUnit unit,
      @ForAll boolean isQuoted,
      @ForAll("sentences") List<Sent> sentences)
      throws IOException {
    assertThat(back(tool, unit, Optional.of(unit), isQuoted, sentences))
        .contains(sentences.stream().map(Sent::spans).toList());
  }

  @Property(tries = 50)
  void inTheToolsOwnUnitNothingNeedsToBeSaid(
      @ForAll("tools") ToolFormat tool,
      @ForAll boolean isQuoted,
      @ForAll("sentences") List<Sent> sentences)
      throws IOException {
    assertThat(back(tool, tool.json().orElseThrow().usual(), Optional.empty(), isQuoted, sentences))
        .contains(sentences.stream().map(Sent::spans).toList());
  }

  /** Quotes leave no room for chance but where a word comes twice. */
  @Property(tries = 50)
  void inAnyUnitQuotedSpansComeBackOrAreRefused(
      @ForAll("tools") ToolFormat tool,
      @ForAll OffsetUnit unit,
      @ForAll("sentences") List<Sent> sentences)
      throws IOException {
    boolean isOnceEach =
        sentences.stream()
            .allMatch(it -> it.words().stream().distinct().count() == it.words().size());
    Optional<List<List<EntitySpan>>> back = back(tool, unit, Optional.empty(), true, sentences);
    if (isOnceEach) {
      back.ifPresent(it -> assertThat(it).isEqualTo(sentences.stream().map(Sent::spans).toList()));
    }
  }

  /** Spans by sentence; empty if the file or a record was refused. */
  static Optional<List<List<EntitySpan>>> back(
      ToolFormat tool,
      OffsetUnit unit,
      Optional<OffsetUnit> named,
      boolean isQuoted,
      List<Sent> sentences)
      throws IOException {
    try (TemporaryFolder folder = TemporaryFolder.create("laws")) {
      List<OutboundSentence> sent = new ArrayList<>();
      List<String> records = new ArrayList<>();
      for (int i = 0; i < sentences.size(); i++) {
        Sent one = sentences.get(i);
        sent.add(new OutboundSentence("r" + i, one.text(), one.placed(), List.of(), List.of()));
        records.add(record(tool, "r" + i, one, unit, isQuoted));
      }
      Office office = new Office(folder.path(), sent);
      try {
        office.deliver(
            Office.settings(tool, named),
            tool == ToolFormat.LABEL_STUDIO
                ? "[" + String.join(",", records) + "]"
                : String.join("\n", records));
      } catch (ContractBreachException e) {
        return Optional.empty();
      }
      CollectedReturns check = office.check();
      if (!check.rejected().isEmpty()) {
        return Optional.empty();
      }
      Map<String, List<EntitySpan>> spans = new HashMap<>();
      check
          .accepted()
          .forEach(it -> spans.put(it.annotation().sentenceId(), it.annotation().spans()));
      return Optional.of(
          sent.stream().map(it -> spans.get(it.recordId())).collect(Collectors.toList()));
    }
  }

  private static String record(
      ToolFormat tool, String id, Sent sent, OffsetUnit unit, boolean isQuoted) {
    String text = sent.text();
    ObjectNode record =
        Fields.object()
            .put("record_id", id)
            .put("batch_id", Office.BATCH)
            .put("id", 1)
            .put("annotator", 1)
            .put("answer", "accept")
            .put("text", text);
    ArrayNode spans = record.putArray(tool == ToolFormat.DOCCANO ? "entities" : "spans");
    for (EntitySpan span : sent.spans()) {
      int start = sent.placed().get(span.startWord()).start();
      int end = sent.placed().get(span.endWord() - 1).end();
      ObjectNode written =
          spans
              .addObject()
              .put("start", ToolOffsetsTest.at(text, unit, start))
              .put("end", ToolOffsetsTest.at(text, unit, end))
              .put("label", span.type());
      if (isQuoted) {
        written.put("text", text.substring(start, end));
      }
    }
    return Fields.json(record);
  }
}
