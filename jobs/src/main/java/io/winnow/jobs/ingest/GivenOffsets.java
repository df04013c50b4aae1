package io.winnow.jobs.ingest;

import io.winnow.jobs.ingest.GivenSpan.Place;
import io.winnow.jobs.ingest.RawRecord.GivenWord;
import io.winnow.offsets.OffsetDecision;
import io.winnow.offsets.OffsetPlaces;
import io.winnow.offsets.OffsetTally;
import io.winnow.offsets.OffsetVote;
import io.winnow.spans.WrittenSpan.Counts;
import io.winnow.text.OffsetUnit;
import io.winnow.text.Sentence;
import io.winnow.text.TextAlignment;
import io.winnow.text.Word;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the offsets of a file that comes in count: told by its spans and the places of its words.
 */
final class GivenOffsets {

  private static final String SETTING = "init.offsets";

  private GivenOffsets() {}

  /** One for each different span that counts characters. */
  static List<OffsetVote> votes(Sentence sentence, List<GivenSpan> spans) {
    OffsetPlaces places = OffsetPlaces.of(sentence.text());
    List<OffsetVote> votes = new ArrayList<>();
    Set<GivenSpan> seen = new HashSet<>();
    for (GivenSpan span : spans) {
      if (span.counts() == Counts.CHARACTERS && seen.add(span)) {
        votes.add(vote(places, span, sentence.words()));
      }
    }
    return votes;
  }

  /** One for each word that is given with its place. */
  static List<OffsetVote> votes(String text, List<GivenWord> words) {
    OffsetPlaces places = OffsetPlaces.of(text);
    List<OffsetVote> votes = new ArrayList<>();
    for (GivenWord word : words) {
      if (word.isPlaced() && word.text() != null) {
        votes.add(
            vote(
                places,
                new GivenSpan(Counts.CHARACTERS, word.start(), word.end(), "", word.text()),
                List.of()));
      }
    }
    return votes;
  }

  /** A span fits if its quote is the text there, or else if it cuts no word and has a letter. */
  private static OffsetVote vote(OffsetPlaces places, GivenSpan span, List<Word> words) {
    String text = places.text();
    return OffsetVote.of(
        places,
        span.start(),
        span.end(),
        span.isQuoted()
            ? (start, end) -> TextAlignment.isSame(text.substring(start, end), span.quote())
            : (start, end) ->
                GivenSpan.isNamed(text.substring(start, end))
                    && Place.of(start, end, words).filter(it -> !it.cutsWord(words)).isPresent());
  }

  /**
   * @param file its name, for messages
   * @param named the unit that was asked for
   * @throws InputException if ends are shifted, or it can't be told what offsets count
   */
  static OffsetDecision decide(String file, OffsetTally tally, Optional<OffsetUnit> named) {
    OffsetDecision decision =
        named
            .map(tally::named)
            .orElseGet(() -> tally.decide(OffsetUnit.CODE_POINTS, OffsetTally.Use.READ));
    decision
        .shifted()
        .ifPresent(
            it -> {
              throw new InputException(
                  "Offsets in %s seem to be shifted: %s. Here the first character is 0, and an end is one past the last"
                      .formatted(file, it));
            });
    if (!decision.isCertain()) {
      throw new InputException(
          "Cannot tell what the offsets in %s count: %s. If one unit is right, name it, such as %s=%s; if files were put together, give each by itself"
              .formatted(file, decision.counts(), SETTING, decision.unit()));
    }
    return decision;
  }

  /** What to say of it; empty if there is nothing. */
  static Optional<String> note(String file, OffsetDecision decision) {
    return decision.note(file, SETTING);
  }
}
