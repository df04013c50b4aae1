package io.winnow.contract.parquet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;

/** The pages of a row group, each validated before Parquet's own reader decodes its values. */
record GuardedPages(PageReadStore pages, ReadLimits limits) implements PageReadStore {

  @Override
  public PageReader getPageReader(ColumnDescriptor column) {
    return new Guarded(pages.getPageReader(column), column);
  }

  @Override
  public long getRowCount() {
    return pages.getRowCount();
  }

  private final class Guarded implements PageReader {

    private final PageReader reader;
    private final ColumnDescriptor column;
    private long values;

    Guarded(PageReader reader, ColumnDescriptor column) {
      this.reader = reader;
      this.column = column;
    }

    @Override
    public long getTotalValueCount() {
      return reader.getTotalValueCount();
    }

    @Override
    public DictionaryPage readDictionaryPage() {
      DictionaryPage page = reader.readDictionaryPage();
      if (page != null) {
        long bytes = page.getBytes().size();
        int claimed = page.getDictionarySize();
        if (claimed < 0 || claimed * leastBytes() > bytes) {
          throw broken("a dictionary of %d bytes claims %d values".formatted(bytes, claimed));
        }
      }
      return page;
    }

    private long leastBytes() {
      return switch (column.getPrimitiveType().getPrimitiveTypeName()) {
        case INT64, DOUBLE -> Long.BYTES;
        case INT96 -> 12;
        case FIXED_LEN_BYTE_ARRAY -> Math.max(1, column.getPrimitiveType().getTypeLength());
        case BOOLEAN -> 1;
        case INT32, FLOAT, BINARY -> Integer.BYTES;
      };
    }

    @Override
    public DataPage readPage() {
      DataPage page = reader.readPage();
      if (page != null) {
        values += page.getValueCount();
        if (page.getValueCount() < 0 || values > getTotalValueCount()) {
          throw broken(
              "its pages claim %d values, the footer %d".formatted(values, getTotalValueCount()));
        }
        try {
          if (page instanceof DataPageV1 v1) {
            check(v1);
          } else if (page instanceof DataPageV2 v2) {
            check(v2);
          }
        } catch (IOException e) {
          throw broken(e.getMessage());
        }
      }
      return page;
    }

    private void check(DataPageV1 page) throws IOException {
      ByteBuffer bytes = page.getBytes().toByteBuffer().slice();
      int count = page.getValueCount();
      checkLevels(bytes, page.getRlEncoding(), column.getMaxRepetitionLevel(), count);
      checkLevels(bytes, page.getDlEncoding(), column.getMaxDefinitionLevel(), count);
      checkValues(bytes, page.getValueEncoding(), count);
    }

    private void check(DataPageV2 page) throws IOException {
      int count = page.getValueCount();
      checkLevels(page.getRepetitionLevels(), column.getMaxRepetitionLevel(), count);
      checkLevels(page.getDefinitionLevels(), column.getMaxDefinitionLevel(), count);
      checkValues(page.getData().toByteBuffer().slice(), page.getDataEncoding(), count);
    }

    private static void checkLevels(BytesInput runs, int most, int count) throws IOException {
      int width = BytesUtils.getWidthFromMaxInt(most);
      PackedNumbers.checkRuns(runs.toByteBuffer().slice(), width, count);
    }

    @SuppressWarnings("deprecation") // Old writers pack levels so.
    private static void checkLevels(ByteBuffer in, Encoding encoding, int most, int count)
        throws IOException {
      if (most == 0) {
        return;
      }
      int width = BytesUtils.getWidthFromMaxInt(most);
      if (encoding == Encoding.RLE) {
        PackedNumbers.checkRuns(PackedNumbers.withLength(in), width, count);
      } else if (encoding == Encoding.BIT_PACKED) {
        PackedNumbers.skip(
            in, Math.toIntExact(Math.min(in.remaining(), ((long) count * width + 7) / 8)));
      } else {
        throw new IOException("a page has levels written as " + encoding);
      }
    }

    private void checkValues(ByteBuffer in, Encoding encoding, int count) throws IOException {
      if (!in.hasRemaining()) {
        return;
      }
      switch (encoding) {
        case PLAIN_DICTIONARY, RLE_DICTIONARY -> PackedNumbers.checkRuns(in, in.get(), count);
        case RLE -> PackedNumbers.checkRuns(PackedNumbers.withLength(in), 1, count);
        case DELTA_BINARY_PACKED, DELTA_LENGTH_BYTE_ARRAY -> PackedNumbers.checkBlocks(in, count);
        case DELTA_BYTE_ARRAY -> PackedNumbers.checkStrings(in, count, limits.unpacked());
        case PLAIN, BYTE_STREAM_SPLIT, BIT_PACKED -> {}
      }
    }

    private UncheckedIOException broken(String what) {
      String message = "column %s: %s".formatted(String.join(".", column.getPath()), what);
      return new UncheckedIOException(new IOException(message));
    }
  }
}
