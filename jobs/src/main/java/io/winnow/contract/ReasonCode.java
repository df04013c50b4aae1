package io.winnow.contract;

import io.winnow.contract.RowValidator.InvalidRowException;

/** Why a row of a return was not accepted. */
public enum ReasonCode {
  UNREADABLE_RECORD(
      "A record of another tool's export, which the row was made from, can't be read."),
  MISSING_VALUE("A value that every row needs is null or blank."),
  UNKNOWN_RECORD("No batch that went out holds a sentence with this record_id."),
  WRONG_BATCH("The sentence went out in another batch than the row says."),
  TEXT_DIFFERS(
      "The row has a text or words beside its answer, and they are not those that were sent."),
  UNKNOWN_STATUS("The status is none of done, unsure and skipped."),
  VALUE_TOO_LONG("The annotator_id or the comment is longer than 10,000 characters."),
  NOT_A_WHOLE_NUMBER("An offset of a span is not a whole number."),
  SPAN_EMPTY("A span ends at or before its start, or starts before the sentence."),
  SPAN_OUT_OF_RANGE("A span reaches beyond the end of the sentence."),
  SPAN_OFF_WORDS("A span of characters does not begin and end where words do."),
  QUOTE_DIFFERS("A span quotes other text than the sentence has between its offsets."),
  OFFSETS_DIFFER("A span has word and character offsets, and they do not say the same."),
  SPAN_OVERLAP("Two spans of the row share a word."),
  UNKNOWN_TYPE("An entity type is none of those in the batch's manifest."),
  TAG_COUNT("There are more or fewer tags than words."),
  BAD_TAG("A tag is neither O nor a prefix B- I- M- L- E- U- S- W- with a type."),
  SPANS_AND_TAGS_DIFFER("The row has both spans and tags, and they do not say the same."),
  BAD_SECONDS("The time spent is negative or not finite."),
  TOO_MANY_ANNOTATORS(
      "More annotators answered the sentence than were asked for. It is not known who was asked, so"
          + " none of their answers counts."),
  CONFLICTING_ANSWER(
      "The same annotator has a different annotation of the same sentence further down the same"
          + " file; the last row counts.");

  private final String meaning;

  ReasonCode(String meaning) {
    this.meaning = meaning;
  }

  /** One sentence for people. */
  public String meaning() {
    return meaning;
  }

  /**
   * @param message the rest of a sentence that begins with the row, such as "has no record_id"
   */
  InvalidRowException because(String message, Object... values) {
    return new InvalidRowException(this, message.formatted(values));
  }
}
