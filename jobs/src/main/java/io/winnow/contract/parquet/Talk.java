package io.winnow.contract.parquet;

import io.winnow.contract.parquet.ReadBudget.Amounts;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.charset.StandardCharsets;

/** What {@link ReadingProcess} and {@link ReadingWork} say to each other. */
final class Talk {

  /** Requests. Open: a path and amounts. Want: columns, characters, a rule. */
  static final byte OPEN = 1;

  static final byte WANT = 2;

  /** One more block of rows may come. */
  static final byte MORE = 3;

  /** No more is wanted. */
  static final byte ENOUGH = 4;

  /** The process has started. */
  static final byte READY = 10;

  /**
   * Answers. Schema: bytes, and how many rows. Rows: bytes. The others end a file, with what it
   * took.
   */
  static final byte SCHEMA = 11;

  static final byte ROWS = 12;
  static final byte END = 13;

  /** With the ordinal of a resource. */
  static final byte BEYOND = 14;

  /** With what is wrong. */
  static final byte BROKEN = 15;

  /** Java says "Terminating due to ..." when its heap is full, and ends. */
  static final byte LAST_WORDS = 'T';

  /** Blocks that may be on their way, so that both sides have work. */
  static final int AHEAD = 3;

  /** Bytes of a block; its last row may be longer. */
  static final int BLOCK = 1 << 16;

  /** No row and no schema is longer. */
  static final int LONGEST = 128 << 20;

  private Talk() {}

  static void writeText(DataOutputStream out, String text) throws IOException {
    writeBytes(out, text.getBytes(StandardCharsets.UTF_8));
  }

  static String readText(DataInputStream in) throws IOException {
    return new String(readBytes(in), StandardCharsets.UTF_8);
  }

  static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static byte[] readBytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > LONGEST) {
      throw new StreamCorruptedException("a message of %d bytes".formatted(length));
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }

  static void writeAmounts(DataOutputStream out, Amounts amounts) throws IOException {
    out.writeLong(amounts.rows());
    out.writeLong(amounts.values());
    out.writeLong(amounts.bytes());
    out.writeLong(amounts.millis());
  }

  static Amounts readAmounts(DataInputStream in) throws IOException {
    return new Amounts(in.readLong(), in.readLong(), in.readLong(), in.readLong());
  }
}
