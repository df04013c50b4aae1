package io.winnow.contract.parquet;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.MessageType;

/**
 * Looks at what a footer says of row groups and column chunks, and at the headers of pages.
 *
 * @param wanted the columns that will be read
 */
record ChunkGuard(InputFile file, ReadLimits limits, MessageType wanted) {

  /** Ids of fields in parquet.thrift: PageHeader.compressed_page_size. */
  private static final int PACKED_SIZE = 3;

  /** A header has statistics with the least and the greatest value of the page. */
  private static final int LONGEST_HEADER = 1 << 20;

  /**
   * @throws IOException if chunks lie outside of the file or over each other, or if rows or values
   *     are more than the file can hold
   */
  void check(List<BlockMetaData> rowGroups) throws IOException {
    long rows = 0;
    long bytes = 0;
    Map<ColumnPath, Long> values = new HashMap<>();
    for (BlockMetaData rowGroup : rowGroups) {
      rows = plus(rows, rowGroup.getRowCount(), limits.rows(), "rows");
      for (ColumnChunkMetaData chunk : rowGroup.getColumns()) {
        if (wanted.containsPath(chunk.getPath().toArray())) {
          requireInside(chunk);
          bytes = plus(bytes, chunk.getTotalSize(), limits.fileLength(), "bytes of columns");
          long before = values.getOrDefault(chunk.getPath(), 0L);
          String what = "values of " + chunk.getPath();
          values.put(chunk.getPath(), plus(before, chunk.getValueCount(), limits.values(), what));
        }
      }
    }
  }

  /**
   * @throws IOException if a page's header is none that Parquet's own reader may be given
   */
  void checkPages(BlockMetaData rowGroup) throws IOException {
    try (SeekableInputStream in = file.newStream()) {
      for (ColumnChunkMetaData chunk : rowGroup.getColumns()) {
        if (wanted.containsPath(chunk.getPath().toArray())) {
          checkPages(in, chunk);
        }
      }
    }
  }

  private static void checkPages(SeekableInputStream in, ColumnChunkMetaData chunk)
      throws IOException {
    long end = chunk.getStartingPos() + chunk.getTotalSize();
    long at = chunk.getStartingPos();
    while (at < end) {
      in.seek(at);
      long[] packed = {-1};
      at +=
          new CompactThrift(
                  new BufferedInputStream(in, 512),
                  Math.min(LONGEST_HEADER, end - at),
                  (path, levels, value) -> {
                    if (levels == 1 && path[0] == PACKED_SIZE) {
                      packed[0] = value;
                    }
                  })
              .walk();
      if (packed[0] < 0 || packed[0] > end - at) {
        throw new IOException(
            "a page of %s has %d bytes, its column has %d left"
                .formatted(chunk.getPath(), packed[0], end - at));
      }
      at += packed[0];
    }
  }

  private void requireInside(ColumnChunkMetaData chunk) throws IOException {
    long start = chunk.getStartingPos();
    if (start < 0
        || chunk.getTotalSize() < 0
        || start > limits.fileLength()
        || chunk.getTotalSize() > limits.fileLength() - start) {
      throw new IOException(
          "column %s begins at byte %d and has %d bytes, the file has %d"
              .formatted(chunk.getPath(), start, chunk.getTotalSize(), limits.fileLength()));
    }
  }

  private static long plus(long sum, long more, long limit, String what) throws IOException {
    if (more < 0 || more > limit - sum) {
      throw new IOException(
          "it claims %d and %d %s, its length allows for %d".formatted(sum, more, what, limit));
    }
    return sum + more;
  }
}
