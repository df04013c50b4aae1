package io.winnow.contract.parquet;

/**
 * What a file of a given length may claim to hold. Honest returns stay far below: every answer
 * needs its own id, which takes bytes in any encoding. Without limits, a few forged bytes, or a
 * long run of nulls, could use any amount of memory and time.
 *
 * @param fileLength in bytes
 */
record ReadLimits(long fileLength) {

  private static final long MIB = 1 << 20;

  /** Rows of all row groups. */
  long rows() {
    return Math.max(100_000, 64 * fileLength);
  }

  /** Values of one column, nulls among them. */
  long values() {
    return Math.max(MIB, 256 * fileLength);
  }

  /** Values of one row. */
  int valuesPerRow() {
    return 200_000;
  }

  /** Bytes of all pages, unpacked. */
  long unpacked() {
    return 16 * MIB + 1000 * fileLength;
  }

  /** Bytes of one page, unpacked; DuckDB's have 100 MB at most. */
  long page() {
    return Math.min(128 * MIB, unpacked());
  }
}
