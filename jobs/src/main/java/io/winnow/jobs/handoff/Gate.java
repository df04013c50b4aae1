package io.winnow.jobs.handoff;

import io.winnow.contract.HandOff.Guideline;
import io.winnow.contract.OutboundSentence;
import io.winnow.contract.Shown;
import io.winnow.display.Excerpt;
import io.winnow.jobs.JobFailedException;
import io.winnow.jobs.Run;
import io.winnow.redaction.Detector.UnboundedException;
import io.winnow.redaction.Placeholders;
import io.winnow.redaction.Redaction;
import io.winnow.redaction.Redactor;
import io.winnow.redaction.Replacement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Where all that goes to the vendor passes: sentences with what is suggested for them and what is
 * shown beside them, and guidelines. A sentence that was let pass once is let pass again, and looks
 * the same: what was replaced in it keeps its placeholders.
 */
record Gate(Redactor redactor, DocumentPlaceholders placeholders) {

  /**
   * A sentence that came to the gate.
   *
   * @param sent as it may go out, and what was done to its text; empty if it could not be searched
   * @param refused why it may not go out; empty if it may
   */
  record Passage(Optional<Sent> sent, Optional<String> refused) {

    boolean isOpen() {
      return refused.isEmpty();
    }
  }

  /** Where nothing was found, the sentence is as it came. */
  record Sent(OutboundSentence sentence, Redaction redaction) {}

  /**
   * @param chosen the round's selection
   */
  static Gate of(Run run, HandoffSettings settings, Dataset<Row> chosen, int round) {
    Redactor redactor = settings.redaction().redactor(run);
    if (redactor.isOff()) {
      return new Gate(redactor, DocumentPlaceholders.NONE);
    }
    List<Dataset<Row>> mayGoOut = new ArrayList<>(List.of(chosen));
    if (settings.controls().areMixedIn()) {
      mayGoOut.addAll(run.published().selectionsBefore(round));
    }
    return new Gate(
        redactor,
        run.stage("documents", () -> DocumentPlaceholders.of(run.published(), round, mayGoOut)));
  }

  boolean isOff() {
    return redactor.isOff();
  }

  /**
   * Every text of a sentence passes here.
   *
   * @param sentence under its sentence id
   */
  Passage pass(OutboundSentence sentence) {
    try {
      Placeholders own = placeholders.of(sentence.recordId());
      texts(sentence.shown()).forEach(own::avoid);
      Redaction redaction = redactor.redact(sentence.text(), sentence.words(), own);
      Shown shown = shown(sentence.shown(), own);
      return new Passage(
          Optional.of(new Sent(sent(sentence, redaction, shown), redaction)),
          redactor.left(redaction).map("there still is %s in them"::formatted));
    } catch (UnboundedException e) {
      return new Passage(Optional.empty(), Optional.of(e.getMessage()));
    }
  }

  private static OutboundSentence sent(
      OutboundSentence sentence, Redaction redaction, Shown shown) {
    return new OutboundSentence(
        sentence.recordId(),
        redaction.text(),
        redaction.words(),
        redaction.sentSuggestions(sentence.suggestions()),
        sentence.versions().stream().map(redaction::sent).distinct().toList(),
        redaction.replacements().stream().map(Replacement::kind).toList(),
        shown);
  }

  private static Stream<String> texts(Shown shown) {
    return Stream.of(shown.before(), shown.after(), shown.metadata().values())
        .flatMap(Collection::stream)
        .filter(Objects::nonNull);
  }

  /**
   * What may be shown: context ends before the first sentence that may not go out, counted from the
   * one that it belongs to, and a value that may not is left out.
   */
  private Shown shown(Shown shown, Placeholders placeholders) {
    List<String> before = new ArrayList<>(shown.before());
    Collections.reverse(before);
    List<String> nearest = upToRefused(before, placeholders);
    Collections.reverse(nearest);
    Map<String, String> metadata = new LinkedHashMap<>(shown.metadata());
    metadata.replaceAll(
        (name, value) -> value == null ? null : passed(value, placeholders).orElse(null));
    return new Shown(nearest, upToRefused(shown.after(), placeholders), metadata);
  }

  private List<String> upToRefused(List<String> texts, Placeholders placeholders) {
    List<String> passed = new ArrayList<>();
    for (String text : texts) {
      Optional<String> one = passed(text, placeholders);
      if (one.isEmpty()) {
        break;
      }
      passed.add(one.get());
    }
    return passed;
  }

  /** Empty if it may not go out. */
  private Optional<String> passed(String text, Placeholders placeholders) {
    try {
      Redaction redaction = redactor.redact(text, List.of(), placeholders);
      return redactor.left(redaction).isPresent()
          ? Optional.empty()
          : Optional.of(redaction.text());
    } catch (UnboundedException e) {
      return Optional.empty();
    }
  }

  /** All of them are one document. */
  SortedMap<String, Guideline> guidelines(Map<String, Guideline> guidelines) {
    SortedMap<String, Guideline> passed = new TreeMap<>(guidelines);
    Placeholders placeholders = new Placeholders();
    passed.replaceAll(
        (type, guideline) ->
            new Guideline(
                text(guideline.description(), placeholders),
                guideline.examples().stream().map(it -> text(it, placeholders)).toList()));
    return passed;
  }

  private String text(String text, Placeholders placeholders) {
    try {
      return redactor.redact(text, placeholders).text();
    } catch (UnboundedException e) {
      throw new JobFailedException(
          "Cannot hand off the guideline '%s': %s".formatted(Excerpt.of(text), e.getMessage()));
    }
  }
}
