package io.winnow.contract.parquet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** Validates a file's footer before Parquet's own reader trusts it. */
final class FooterGuard {

  /** {@code PAR1} at either end, and the footer's length before the last. */
  private static final int AROUND = 12;

  private static final int TAIL = 8;
  private static final byte[] MAGIC = {'P', 'A', 'R', '1'};

  /** A return has some twenty columns; a table of thousands is something else. */
  private static final int MOST_COLUMNS = 10_000;

  private static final int MOST_LEVELS = 50;

  /** Ids of fields in parquet.thrift: FileMetaData.schema, SchemaElement.num_children. */
  private static final int SCHEMA = 2;

  private static final int CHILDREN = 5;

  private FooterGuard() {}

  /**
   * @throws IOException if the file has no whole footer, or one with impossible values
   */
  static void check(InputFile file) throws IOException {
    long length = file.getLength();
    if (length < AROUND) {
      throw new IOException("it has %d bytes, a Parquet file has more".formatted(length));
    }
    try (SeekableInputStream in = file.newStream()) {
      in.seek(length - TAIL);
      long footer = Integer.toUnsignedLong(BytesUtils.readIntLittleEndian(in));
      byte[] magic = new byte[MAGIC.length];
      in.readFully(magic);
      if (!Arrays.equals(magic, MAGIC)) {
        throw new IOException("it does not end in PAR1");
      }
      if (footer > length - AROUND) {
        throw new IOException("its footer has %d bytes, the file has %d".formatted(footer, length));
      }
      in.seek(length - TAIL - footer);
      byte[] bytes = new byte[(int) footer];
      in.readFully(bytes);
      Schema schema = new Schema();
      new CompactThrift(new ByteArrayInputStream(bytes), footer, schema).walk();
      schema.check();
    }
  }

  /** The children of each element of the schema, which is a tree written from the root down. */
  private static final class Schema implements CompactThrift.Visitor {

    private final List<Long> children = new ArrayList<>();

    @Override
    public void element(int[] path, int levels) {
      if (levels == 1 && path[0] == SCHEMA) {
        children.add(0L);
      }
    }

    @Override
    public void integer(int[] path, int levels, long value) {
      if (levels == 2 && path[0] == SCHEMA && path[1] == CHILDREN && !children.isEmpty()) {
        children.set(children.size() - 1, value);
      }
    }

    void check() throws IOException {
      if (children.size() > MOST_COLUMNS) {
        throw new IOException(
            "it has %d columns, a return has fewer than %d"
                .formatted(children.size(), MOST_COLUMNS));
      }
      Deque<Long> open = new ArrayDeque<>();
      for (long count : children) {
        while (!open.isEmpty() && open.peek() == 0) {
          open.pop();
        }
        if (!open.isEmpty()) {
          open.push(open.pop() - 1);
        }
        open.push(Math.max(0, count));
        if (open.size() > MOST_LEVELS) {
          throw new IOException(
              "its columns are nested more than %d levels deep".formatted(MOST_LEVELS));
        }
      }
    }
  }
}
