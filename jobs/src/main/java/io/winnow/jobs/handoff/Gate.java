package io.winnow.jobs.handoff;

import io.winnow.contract.HandOff.Guideline;
import io.winnow.contract.OutboundSentence;
import io.winnow.display.Excerpt;
import io.winnow.jobs.JobFailedException;
import io.winnow.redaction.Detector.UnboundedException;
import io.winnow.redaction.Placeholders;
import io.winnow.redaction.Redaction;
import io.winnow.redaction.Redactor;
import io.winnow.redaction.Replacement;
import io.winnow.text.Word;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where all that goes to the vendor passes: sentences with what is suggested for them, and
 * guidelines. Each record is a document of its own, so its placeholders count from 1.
 */
record Gate(Redactor redactor) {

  /**
   * A sentence that came to the gate.
   *
   * @param redaction as it may go out; nothing is replaced where nothing was found
   * @param refused why it may not; empty if it may
   */
  record Passage(Optional<Redaction> redaction, Optional<String> refused) {

    boolean isOpen() {
      return refused.isEmpty();
    }
  }

  boolean isOff() {
    return redactor.isOff();
  }

  /** A sentence that is a document of its own. */
  Passage pass(String text, List<Word> words) {
    return pass(text, words, new Placeholders());
  }

  /**
   * @param document the placeholders of the document that the text is of, which it may add to
   */
  private Passage pass(String text, List<Word> words, Placeholders document) {
    try {
      Redaction redaction = redactor.redact(text, words, document);
      return new Passage(
          Optional.of(redaction),
          redactor.left(redaction).map("there still is %s in them"::formatted));
    } catch (UnboundedException e) {
      return new Passage(Optional.empty(), Optional.of(e.getMessage()));
    }
  }

  /**
   * A sentence as it goes out.
   *
   * @param sentence that may pass
   * @param redaction of its text
   */
  static OutboundSentence sent(OutboundSentence sentence, Redaction redaction) {
    if (redaction.replacements().isEmpty()) {
      return sentence;
    }
    return new OutboundSentence(
        sentence.recordId(),
        redaction.text(),
        redaction.words(),
        redaction.sentSuggestions(sentence.suggestions()),
        sentence.versions().stream().map(redaction::sent).distinct().toList(),
        redaction.replacements().stream().map(Replacement::kind).toList());
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
