package io.winnow.exchange;

import io.winnow.contract.ReturnedAnnotation;
import io.winnow.exchange.RecordTally.BadRecordException;
import io.winnow.exchange.SentBatches.SentKey;
import io.winnow.exchange.ToolAnswer.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts together what an annotator said of single spans of a sentence (Prodigy's binary view): what
 * was accepted adds up, what was rejected is left out. All answers are to be looked at first, so
 * that it is known which belong together, and then joined.
 */
final class PartialAnswers {

  private record Key(String annotator, SentKey sentence) {}

  /** The answers of one annotator to one sentence. */
  private static final class Siblings {

    private final ToolAnswer first;
    private final Set<ReturnedAnnotation.Span> accepted = new LinkedHashSet<>();
    private final List<List<ReturnedAnnotation.Span>> rejected = new ArrayList<>();
    private int count;
    private int joined;
    private boolean isBinary;
    private boolean isOfSingleSpans = true;
    private boolean isOfDifferent;
    private boolean isAccepted;
    private String fault;

    Siblings(ToolAnswer first) {
      this.first = first;
    }

    boolean areParts() {
      return isBinary || isOfSingleSpans && isOfDifferent;
    }
  }

  private final Map<Key, Siblings> byKey = new HashMap<>();

  /** Takes note of an answer of this run's files. */
  void look(ToolAnswer answer) {
    if (!mayBePart(answer)) {
      return;
    }
    Siblings siblings = byKey.computeIfAbsent(key(answer), key -> new Siblings(answer));
    siblings.count++;
    siblings.isBinary |=
        answer.verdict() == Verdict.ACCEPTED_PART || answer.verdict() == Verdict.REJECTED_PART;
    siblings.isOfSingleSpans &= answer.fault() != null || answer.regions().size() == 1;
    siblings.isOfDifferent |=
        answer.verdict() != siblings.first.verdict()
            || !answer.regions().equals(siblings.first.regions());
  }

  private static boolean mayBePart(ToolAnswer answer) {
    return answer.sentence().recordId() != null
        && switch (answer.verdict()) {
          case ACCEPTED, REJECTED, IGNORED, ACCEPTED_PART, REJECTED_PART -> true;
          default -> false;
        };
  }

  private static Key key(ToolAnswer answer) {
    return new Key(answer.annotator(), answer.sentence());
  }

  /** Whether it is to be joined, after all were looked at. */
  boolean isPart(ToolAnswer answer) {
    return mayBePart(answer) && byKey.get(key(answer)).areParts();
  }

  /**
   * @param spans those of the answer, as they are written
   * @return the whole answer if this was its last part
   * @throws BadRecordException if it was the last, and what they say does not add up
   */
  Optional<ReturnedAnnotation> join(ToolAnswer answer, List<ReturnedAnnotation.Span> spans) {
    return joined(answer, siblings -> add(siblings, answer.verdict(), spans));
  }

  /** The same for a part that can't be read: then the whole can't. */
  Optional<ReturnedAnnotation> join(ToolAnswer answer, BadRecordException fault) {
    return joined(answer, siblings -> siblings.fault = fault.getMessage());
  }

  private interface Step {
    void take(Siblings siblings);
  }

  private Optional<ReturnedAnnotation> joined(ToolAnswer answer, Step step) {
    Siblings siblings = byKey.get(key(answer));
    step.take(siblings);
    siblings.joined++;
    return siblings.joined == siblings.count
        ? Optional.of(whole(answer, siblings))
        : Optional.empty();
  }

  private static void add(Siblings siblings, Verdict verdict, List<ReturnedAnnotation.Span> spans) {
    switch (verdict) {
      case ACCEPTED, ACCEPTED_PART -> {
        siblings.isAccepted = true;
        siblings.accepted.addAll(spans);
      }
      case REJECTED, REJECTED_PART -> siblings.rejected.add(spans);
      default -> {
        // Ignored: it says nothing.
      }
    }
  }

  private static ReturnedAnnotation whole(ToolAnswer answer, Siblings siblings) {
    if (siblings.fault != null) {
      throw new BadRecordException(
          Fault.PARTS, "one of its %d answers can't be read: %s", siblings.count, siblings.fault);
    }
    boolean isAccepted = siblings.isAccepted;
    if (!isAccepted && !siblings.rejected.isEmpty()) {
      throw new BadRecordException(
          Fault.PARTS,
          "its spans were rejected (%d answers) and none was accepted, which does not say what its"
              + " entities are",
          siblings.rejected.size());
    }
    if (siblings.rejected.stream().anyMatch(siblings.accepted::containsAll)) {
      throw new BadRecordException(Fault.PARTS, "the same of its spans was accepted and rejected");
    }
    return new ReturnedAnnotation(
        answer.sentence().recordId(),
        answer.sentence().batchId(),
        answer.annotator(),
        isAccepted ? "done" : "skipped",
        List.copyOf(siblings.accepted),
        null,
        null,
        null,
        null);
  }
}
