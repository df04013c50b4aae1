package io.winnow.offsets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.winnow.offsets.OffsetTally.Use;
import io.winnow.text.OffsetUnit;
import io.winnow.text.TextAlignment;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Spans make sense in these tests where they are one of the words between the gaps, or a quote. */
class OffsetTallyLawsTest {

  private static final List<String> WORDS =
      List.of("Ida", "Köln", "Zoe\u0308", "עברית", "𝒜𝓁𝒾", "नमस्ते", "北京", "New");

  private static final List<String> GAPS =
      List.of(" ", "\t", "\r\n", "\u00A0", " 🎉 ", " 👩\u200D👩\u200D👧 ", " 🇩🇪🎉 ", " ä ");

  /** What makes a span a span. */
  enum Saying {
    WORD,
    QUOTE
  }

  /** A text and the words in it, each as start and end in UTF-16 units. */
  record Line(String text, List<int[]> words) {

    static Line of(List<String> gaps, List<String> words) {
      StringBuilder text = new StringBuilder();
      List<int[]> places = new ArrayList<>();
      for (int i = 0; i < words.size(); i++) {
        text.append(gaps.get(i));
        places.add(new int[] {text.length(), text.length() + words.get(i).length()});
        text.append(words.get(i));
      }
      return new Line(text.toString(), places);
    }

    private List<OffsetVote> votes(OffsetUnit unit, Saying saying, int startShift, int endShift) {
      OffsetPlaces places = OffsetPlaces.of(text);
      return words.stream()
          .map(
              word -> {
                String quote = text.substring(word[0], word[1]);
                return OffsetVote.of(
                    places,
                    written(unit, word[0]) + startShift,
                    written(unit, word[1]) + endShift,
                    (start, end) ->
                        saying == Saying.QUOTE
                            ? TextAlignment.isSame(text.substring(start, end), quote)
                            : words.stream().anyMatch(it -> it[0] == start && it[1] == end));
              })
          .toList();
    }

    private int written(OffsetUnit unit, int utf16) {
      int offset = 0;
      while (unit.toUtf16(text, offset) != utf16) {
        offset++;
      }
      return offset;
    }

    private boolean isSameIn(OffsetUnit one, OffsetUnit other) {
      return words.stream()
          .allMatch(
              it ->
                  one.toUtf16(text, written(other, it[0])) == it[0]
                      && one.toUtf16(text, written(other, it[1])) == it[1]);
    }
  }

  @Provide
  Arbitrary<List<Line>> files() {
    return Arbitraries.integers()
        .between(1, 5)
        .flatMap(
            count ->
                Combinators.combine(
                        Arbitraries.of(GAPS).list().ofSize(count),
                        Arbitraries.of(WORDS).list().ofSize(count).uniqueElements())
                    .as(Line::of))
        .list()
        .ofMinSize(1)
        .ofMaxSize(6);
  }

  private static OffsetTally tally(List<OffsetVote> votes) {
    OffsetTally tally = new OffsetTally();
    votes.forEach(tally::add);
    return tally;
  }

  private static List<OffsetVote> votes(List<Line> file, OffsetUnit unit, Saying saying) {
    return file.stream().flatMap(line -> line.votes(unit, saying, 0, 0).stream()).toList();
  }

  /** A unit of the same places will do. */
  @Property(tries = 300)
  void theUnitIsFoundOrSaidToBeDoubtful(
      @ForAll("files") List<Line> file,
      @ForAll OffsetUnit written,
      @ForAll OffsetUnit usual,
      @ForAll Saying saying) {
    OffsetDecision decision = tally(votes(file, written, saying)).decide(usual, Use.READ);

    assertThat(decision.shifted()).isEmpty();
    assertThat(decision.fits().get(written)).isEqualTo(decision.telling());
    if (decision.isCertain() && decision.rival().isEmpty()) {
      assertThat(file).allMatch(line -> line.isSameIn(decision.unit(), written));
    }
  }

  /** Each word stands in its text once, so only one place has what is quoted. */
  @Property(tries = 300)
  void quotesLeaveNoDoubt(
      @ForAll("files") List<Line> file, @ForAll OffsetUnit written, @ForAll OffsetUnit usual) {
    OffsetDecision decision = tally(votes(file, written, Saying.QUOTE)).decide(usual, Use.READ);

    assertThat(decision.isCertain()).isTrue();
    assertThat(decision.rival()).isEmpty();
  }

  @Property(tries = 100)
  void whatIsAsUsualIsNeverRefused(
      @ForAll("files") List<Line> file, @ForAll OffsetUnit usual, @ForAll Saying saying) {
    assertThat(tally(votes(file, usual, saying)).decide(usual, Use.REFUSE).isAnother()).isFalse();
  }

  @Property(tries = 100)
  void oddEndsAreSaidToBeShiftedOrOfAnotherUnit(
      @ForAll("files") List<Line> file, @ForAll OffsetShift shift, @ForAll OffsetUnit unit) {
    List<OffsetVote> votes =
        file.stream()
            .flatMap(
                line ->
                    line
                        .votes(unit, Saying.QUOTE, (int) -shift.start(0), (int) -shift.end(0))
                        .stream())
            .toList();
    assumeThat(votes).noneMatch(OffsetVote::fitsAny).hasSizeGreaterThan(1);

    assertThat(tally(votes).decide(unit, Use.READ).shifted())
        .hasValueSatisfying(
            it -> {
              assertThat(it.unit()).isEqualTo(unit);
              assertThat(it.spans()).isEqualTo(votes.size());
              assertThat(it.asTheyAre()).isZero();
            });
  }

  @Property(tries = 100)
  void talliesAddUpInAnyOrder(
      @ForAll("files") List<Line> file,
      @ForAll("files") List<Line> more,
      @ForAll OffsetUnit unit,
      @ForAll OffsetUnit other,
      @ForAll Use use,
      @ForAll Random random)
      throws IOException, ClassNotFoundException {
    List<OffsetVote> votes = new ArrayList<>(votes(file, unit, Saying.WORD));
    votes.addAll(votes(more, other, Saying.QUOTE));
    OffsetDecision expected = tally(votes).decide(unit, use);

    Collections.shuffle(votes, random);
    int cut = random.nextInt(votes.size() + 1);
    OffsetTally sum = copy(tally(votes.subList(cut, votes.size())));
    sum.add(copy(tally(votes.subList(0, cut))));

    assertThat(sum.decide(unit, use)).isEqualTo(expected);
  }

  private static OffsetTally copy(OffsetTally tally) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(tally);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (OffsetTally) in.readObject();
    }
  }
}
