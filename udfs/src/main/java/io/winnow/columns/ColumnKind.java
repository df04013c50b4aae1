package io.winnow.columns;

/** What a column of a file holds, by its values at the file's beginning. */
enum ColumnKind {
  TEXT("text", 9),
  CODES("codes", 7),
  NUMBERS("numbers", 6),
  PARTS_OF_SPEECH("parts of speech", 5),
  SPARSE("mostly nothing", 4),
  FEATURES("features", 1),
  CONSTANT("the same throughout", 1),
  INDEX("counts", 1),
  OFFSETS("offsets", 1),
  /** Tags, but no entity yet. */
  OUTSIDE("only O", 1),
  ENTITIES("entity tags", 0),
  /** Chunks or semantic roles. */
  SYNTAX("chunks or roles", 0),
  /** B, I and O alone. */
  BARE("tags without a type", 0),
  /** O and names that are no tags. */
  TYPES("types without B- or I-", 0);

  private final String words;
  private final int wordlikeness;

  ColumnKind(String words, int wordlikeness) {
    this.words = words;
    this.wordlikeness = wordlikeness;
  }

  /** The higher, the rather it is the words; 0: it is not; 1: only in a file of a few lines. */
  int wordlikeness() {
    return wordlikeness;
  }

  @Override
  public String toString() {
    return words;
  }
}
