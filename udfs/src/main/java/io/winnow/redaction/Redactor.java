package io.winnow.redaction;

import io.winnow.redaction.Detector.UnboundedException;
import io.winnow.text.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds all that a list of detectors finds, and puts placeholders there. Where matches overlap, all
 * that they cover becomes one piece, of the kind of the longest; of equally long ones, of the
 * detector that comes first.
 *
 * @param detectors none: nothing is found
 */
public record Redactor(List<Detector> detectors) {

  public static final Redactor NONE = new Redactor(List.of());

  public Redactor {
    detectors = List.copyOf(detectors);
  }

  public boolean isOff() {
    return detectors.isEmpty();
  }

  /**
   * @param placeholders of the document that the sentence is of
   * @throws UnboundedException if a pattern takes too long
   */
  public Redaction redact(String text, List<Word> words, Placeholders placeholders) {
    placeholders.avoid(text);
    List<Replacement> replacements = new ArrayList<>();
    for (Match match : pieces(text)) {
      String piece = text.substring(match.start(), match.end());
      replacements.add(
          new Replacement(
              match.start(), match.end(), match.kind(), placeholders.of(match.kind(), piece)));
    }
    return Redaction.of(text, words, replacements);
  }

  /** The same of a text that has no words of its own, such as a guideline. */
  public Redaction redact(String text, Placeholders placeholders) {
    return redact(text, List.of(), placeholders);
  }

  /**
   * Why a redacted sentence still must not go out; empty if nothing but placeholders is found.
   *
   * @throws UnboundedException if a pattern takes too long
   */
  public Optional<String> left(Redaction redaction) {
    if (redaction.replacements().isEmpty()) {
      // It was searched just now.
      return Optional.empty();
    }
    List<Match> placeholders = new ArrayList<>();
    int shift = 0;
    for (Replacement it : redaction.replacements()) {
      int start = it.start() + shift;
      placeholders.add(new Match(start, start + it.placeholder().length(), it.kind()));
      shift += it.placeholder().length() - (it.end() - it.start());
    }
    return matches(redaction.text()).stream()
        .filter(
            match ->
                placeholders.stream()
                    .noneMatch(it -> it.start() <= match.start() && match.end() <= it.end()))
        .map(Match::kind)
        .findFirst();
  }

  /** In reading order; none overlap. */
  private List<Match> pieces(String text) {
    List<Match> found = new ArrayList<>(matches(text));
    // A stable sort: those of earlier detectors stay before those of later ones.
    found.sort(Comparator.comparingInt(Match::start));
    List<Match> pieces = new ArrayList<>();
    Match longest = null;
    for (Match match : found) {
      Match before = pieces.isEmpty() ? null : pieces.get(pieces.size() - 1);
      if (before == null || match.start() >= before.end()) {
        pieces.add(match);
        longest = match;
      } else {
        longest = match.length() > longest.length() ? match : longest;
        pieces.set(
            pieces.size() - 1,
            new Match(before.start(), Math.max(before.end(), match.end()), longest.kind()));
      }
    }
    return pieces;
  }

  private List<Match> matches(String text) {
    List<Match> found = new ArrayList<>();
    FoldedText folded = FoldedText.of(text);
    for (Detector detector : detectors) {
      detector.find(folded, match -> visible(text, match).ifPresent(found::add));
    }
    return found;
  }

  /** Without the white space at its ends, which tells nothing and keeps words apart. */
  private static Optional<Match> visible(String text, Match match) {
    int start = match.start();
    int end = match.end();
    while (start < end && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return start == end ? Optional.empty() : Optional.of(new Match(start, end, match.kind()));
  }
}
