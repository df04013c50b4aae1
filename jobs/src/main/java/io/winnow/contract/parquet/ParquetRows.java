package io.winnow.contract.parquet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.util.Set;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.schema.MessageType;

/** The rows of one Parquet file. */
public interface ParquetRows extends Closeable {

  /** How files are opened: here, or in a process of their own. */
  interface Source {

    /**
     * @param budget what reading the file may take; it is spent on the way
     * @throws IOException if it is no whole Parquet file; other exceptions may say so, too
     */
    ParquetRows open(FileSystem fs, Path path, ReadBudget budget) throws IOException;
  }

  /** What becomes of bytes in a column of texts that are no UTF-8. */
  enum Undecodable {
    REFUSED,
    /** By U+FFFD: for columns of which nobody knows whether they are texts. */
    REPLACED
  }

  MessageType schema();

  /** Rows of the file, as its footer counts them. */
  long rows();

  /**
   * Call before the first row.
   *
   * @param columns names of those to read
   * @param characters of a longer text the beginning is read, and one character more
   */
  void want(Set<String> columns, int characters, Undecodable rule) throws IOException;

  /**
   * The next row in the file's order; null at the end. Its lists are arrays, however the file nests
   * them; what is null is absent, or null within a list.
   *
   * @throws BeyondBudgetException if it takes more than it may
   */
  ObjectNode next() throws IOException;
}
