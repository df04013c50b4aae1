package io.winnow.contract.parquet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.contract.parquet.ReadBudget.Amounts;
import io.winnow.contract.parquet.ReadBudget.Resource;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.FileSystem;
import org.apache.parquet.schema.MessageType;

/**
 * Reads Parquet files of others in a process with a heap and a clock of its own. Whatever a file
 * does to the Parquet library, it does it there: this process gets rows, or the reason why there
 * are none, and the next file gets a new process. One file is read at a time.
 */
public final class ReadingProcess implements ParquetRows.Source, Closeable {

  private final int heapMegabytes;
  private ReaderChild child;

  /**
   * @param heapMegabytes that reading a file may take
   */
  public ReadingProcess(int heapMegabytes) {
    this.heapMegabytes = heapMegabytes;
  }

  @Override
  public ParquetRows open(FileSystem fs, org.apache.hadoop.fs.Path path, ReadBudget budget)
      throws IOException {
    if (child == null || !child.isAlive()) {
      close();
      child = ReaderChild.start(heapMegabytes);
    }
    Rows rows = new Rows(child, budget);
    rows.open(here(fs, path));
    return rows;
  }

  /** The file on this machine. */
  private Path here(FileSystem fs, org.apache.hadoop.fs.Path path) throws IOException {
    Optional<Path> local = PlainFiles.local(fs, path);
    if (local.isPresent()) {
      return local.get();
    }
    Path copy = child.folder().resolve("copy.parquet");
    try (var in = PlainFiles.plain(fs).open(path)) {
      Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
    }
    return copy;
  }

  @Override
  public void close() {
    if (child != null) {
      child.close();
      child = null;
    }
  }

  private static final class Rows implements ParquetRows {

    private final ReaderChild child;
    private final DataInputStream in;
    private final DataOutputStream out;
    private final ReadBudget budget;
    private final RowsIn rows = new RowsIn();
    private MessageType schema;
    private long count;
    private boolean isOver;

    Rows(ReaderChild child, ReadBudget budget) {
      this.child = child;
      this.in = child.answers();
      this.out = child.requests();
      this.budget = budget;
      child.watch(budget.left().millis());
    }

    void open(Path path) throws IOException {
      try {
        out.writeByte(Talk.OPEN);
        Talk.writeText(out, path.toString());
        Talk.writeAmounts(out, budget.left());
        out.flush();
        schema = SchemaBytes.read(answer(Talk.SCHEMA));
        count = in.readLong();
      } catch (IOException e) {
        throw died(e);
      }
    }

    @Override
    public MessageType schema() {
      return schema;
    }

    @Override
    public long rows() {
      return count;
    }

    @Override
    public void want(Set<String> columns, int characters, Undecodable rule) throws IOException {
      try {
        out.writeByte(Talk.WANT);
        out.writeInt(columns.size());
        for (String column : columns) {
          Talk.writeText(out, column);
        }
        out.writeInt(characters);
        out.writeByte(rule.ordinal());
        out.flush();
      } catch (IOException e) {
        throw died(e);
      }
    }

    @Override
    public ObjectNode next() throws IOException {
      if (!rows.hasNext() && !isOver) {
        try {
          byte[] block = answer(Talk.ROWS);
          if (block != null) {
            rows.feed(block);
            out.writeByte(Talk.MORE);
            out.flush();
          }
        } catch (IOException e) {
          throw died(e);
        }
      }
      return rows.hasNext() ? rows.row() : null;
    }

    /**
     * @return null at the end of the file
     */
    private byte[] answer(byte expected) throws IOException {
      child.heard();
      byte kind = in.readByte();
      if (kind == expected) {
        return Talk.readBytes(in);
      }
      switch (kind) {
        case Talk.END -> end();
        case Talk.BEYOND -> {
          BeyondBudgetException beyond = new BeyondBudgetException(Resource.values()[in.readInt()]);
          end();
          throw beyond;
        }
        case Talk.BROKEN -> {
          String reason = Talk.readText(in);
          end();
          throw new BrokenFileException(reason);
        }
        case Talk.LAST_WORDS -> throw new EOFException("it ends");
        default -> throw new StreamCorruptedException("an answer of unknown kind " + kind);
      }
      return null;
    }

    private void end() throws IOException {
      Amounts spent = Talk.readAmounts(in);
      isOver = true;
      budget.spend(spent);
      budget.spend(new Amounts(0, 0, 0, child.unwatch()));
    }

    private IOException died(IOException e) {
      if (e instanceof BeyondBudgetException || e instanceof BrokenFileException) {
        return e;
      }
      isOver = true;
      return child.died(e);
    }

    @Override
    public void close() throws IOException {
      try {
        if (!isOver) {
          out.writeByte(Talk.ENOUGH);
          out.flush();
          while (!isOver) {
            answer(Talk.ROWS);
          }
        }
      } catch (BeyondBudgetException | BrokenFileException e) {
        // Of rows that nobody wants any more.
        isOver = true;
      } catch (IOException e) {
        isOver = true;
        child.close();
      }
    }
  }

  /** The file is damaged, the process that said so is not. */
  private static final class BrokenFileException extends IOException {

    private static final long serialVersionUID = 1L;

    BrokenFileException(String message) {
      super(message);
    }
  }
}
