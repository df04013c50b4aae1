package io.winnow.jobs.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The metadata of the sentences that a record was cut into: the record's own, its document where it
 * names none, and the place of each sentence in the record.
 *
 * @param line null: not known
 * @param textId stands for the text where neither an id nor a line is known
 */
record PieceFields(KeptFields kept, RawRecord record, String file, Long line, String textId) {

  static final String DOCUMENT = "document";

  /** From 1. */
  static final String POSITION = "position";

  static final String NOT_CUT =
      "records of words without a text, which init.segment leaves as they are";

  static final String ACROSS =
      "entities that go over the end of a paragraph, which is not cut there";

  /**
   * @param position from 1
   * @return empty if nothing is kept
   */
  ObjectNode ofPiece(int position) {
    ObjectNode fields = record.metadata().deepCopy();
    if (kept.keeps(DOCUMENT) && !fields.has(DOCUMENT)) {
      fields.put(DOCUMENT, document());
    }
    if (kept.keeps(POSITION)) {
      fields.put(POSITION, position);
    }
    return fields;
  }

  private String document() {
    if (record.sourceId() != null) {
      return record.sourceId();
    }
    return line == null ? textId : file + ":" + line;
  }
}
