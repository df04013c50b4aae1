package io.winnow.contract.parquet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.contract.parquet.ParquetRows.Undecodable;
import io.winnow.process.ChildWork;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;

/** Reads files, one after the other, for the process that asks for them. */
public final class ReadingWork implements ChildWork {

  /** Reasons of libraries have no bound. */
  private static final int LONGEST_REASON = 2000;

  private final DataInputStream in = new DataInputStream(System.in);
  private DataOutputStream out;
  private int allowed;

  @Override
  public void run(List<String> arguments, PrintStream answers) throws IOException {
    out = new DataOutputStream(new BufferedOutputStream(answers, 2 * Talk.BLOCK));
    out.writeByte(Talk.READY);
    out.flush();
    while (true) {
      // What else comes was on its way when the file before had ended.
      if (in.readByte() == Talk.OPEN) {
        Path path = Path.of(Talk.readText(in));
        ReadBudget budget = new ReadBudget(Talk.readAmounts(in));
        try {
          read(path, budget);
          out.writeByte(Talk.END);
        } catch (BeyondBudgetException e) {
          out.writeByte(Talk.BEYOND);
          out.writeInt(e.resource().ordinal());
        } catch (IOException | RuntimeException e) {
          out.writeByte(Talk.BROKEN);
          Talk.writeText(out, reason(e));
        } catch (StackOverflowError e) {
          out.writeByte(Talk.BROKEN);
          Talk.writeText(out, "something in it is nested too deep");
        }
        Talk.writeAmounts(out, budget.spent());
        out.flush();
      }
    }
  }

  private void read(Path path, ReadBudget budget) throws IOException {
    try (ParquetIn parquet =
        ParquetIn.open(new LocalFile(path), new Configuration(false), budget)) {
      byte[] schema = SchemaBytes.of(parquet.schema());
      out.writeByte(Talk.SCHEMA);
      Talk.writeBytes(out, schema);
      out.writeLong(parquet.rows());
      out.flush();
      if (in.readByte() == Talk.WANT) {
        Set<String> columns = new HashSet<>();
        for (int left = in.readInt(); left > 0; left--) {
          columns.add(Talk.readText(in));
        }
        parquet.want(columns, in.readInt(), Undecodable.values()[in.readByte()]);
        rows(parquet);
      }
    }
  }

  private void rows(ParquetIn parquet) throws IOException {
    allowed = Talk.AHEAD;
    RowsOut rows = new RowsOut();
    boolean isWanted = true;
    for (ObjectNode row = parquet.next(); row != null && isWanted; row = parquet.next()) {
      rows.row(row);
      if (rows.size() >= Talk.BLOCK) {
        isWanted = send(rows);
      }
    }
    if (isWanted && rows.size() > 0) {
      send(rows);
    }
  }

  /** Waits until the other side has room. */
  private boolean send(RowsOut rows) throws IOException {
    while (allowed == 0) {
      if (in.readByte() != Talk.MORE) {
        return false;
      }
      allowed++;
    }
    allowed--;
    out.writeByte(Talk.ROWS);
    Talk.writeBytes(out, rows.take());
    out.flush();
    return true;
  }

  private static String reason(Throwable failure) {
    String reason =
        failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "...";
  }
}
