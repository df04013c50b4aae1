package io.winnow.jobs.ingest;

/** What a corpus comes as. */
public enum InputFormat {
  /** Told by the file name's ending and a look inside. */
  AUTO,
  /** A sentence a line, in UTF-8. */
  TEXT,
  /** A JSON object a line. */
  JSONL,
  /** A word and its tags a line, an empty line after each sentence. */
  CONLL,
  PARQUET
}
