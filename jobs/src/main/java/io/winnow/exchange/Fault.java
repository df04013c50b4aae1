package io.winnow.exchange;

/** Why a record of another tool is no answer, in the few words of a summary. */
enum Fault {
  NO_JSON("not JSON"),
  ENCODING("not text in the encoding"),
  TOO_LONG("too long"),
  NOT_THE_TOOLS("not of this tool"),
  FIELD("a field missing or of another kind"),
  STATE("an unknown state"),
  REGION("a region not understood"),
  TWO_LISTS("two different lists of regions"),
  OTHER_TEXT("another text than was sent"),
  OUTSIDE("a region outside of the text"),
  PARTS("answers that do not add up"),
  OTHER("unreadable");

  private final String words;

  Fault(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
