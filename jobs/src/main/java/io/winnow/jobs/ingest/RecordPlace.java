package io.winnow.jobs.ingest;

import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Where a record stands among all of an input: places sort as files and records do.
 *
 * @param file its name
 * @param block where the part of the file begins that one task reads, in bytes; 0 if rows of a file
 *     are counted as a whole
 * @param row greater for later rows of the same block, with gaps
 * @param item among the records of one row, from 0
 * @param piece among the sentences of one record, from 0
 */
record RecordPlace(String file, long block, long row, int item, int piece) {

  /** Its column beside the record. */
  static final String COLUMN = "place";

  static final StructType SCHEMA =
      new StructType()
          .add("file", StringType, false)
          .add("block", LongType, false)
          .add("row", LongType, false)
          .add("item", IntegerType, false)
          .add("piece", IntegerType, false);

  RecordPlace row(long row) {
    return new RecordPlace(file, block, row, item, piece);
  }

  RecordPlace item(int item) {
    return new RecordPlace(file, block, row, item, piece);
  }

  RecordPlace piece(int piece) {
    return new RecordPlace(file, block, row, item, piece);
  }

  Row asRow() {
    return RowFactory.create(file, block, row, item, piece);
  }
}
