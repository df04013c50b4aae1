package io.winnow.exchange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.contract.parquet.ParquetOut;
import io.winnow.contract.parquet.PlainFiles;
import io.winnow.exchange.HubFeature.Struct;
import io.winnow.exchange.ToolFormat.FileLayout;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.schema.MessageType;

/** One split of a data set in the making. */
public interface DataSetFile extends Closeable {

  /** How a format begins such a file. */
  interface Opening {
    DataSetFile open(FileSystem fs, Path file, DataSetColumns columns) throws IOException;
  }

  void write(ExportedSentence sentence) throws IOException;

  /** What the sentences so far take in memory, by {@link HubFeature#bytes}; 0 if nobody asks. */
  long bytes();

  /** Of texts, one after the other. */
  static Opening texts(FileLayout layout, Function<ExportedSentence, String> writing) {
    return (fs, file, columns) -> new Texts(layout, writing, PlainFiles.create(fs, file));
  }

  /** Parquet with the footer key by which the library {@code datasets} knows its columns. */
  static DataSetFile parquet(FileSystem fs, Path file, DataSetColumns columns) throws IOException {
    Struct features = columns.features();
    ObjectNode info = Fields.object();
    info.putObject("info").set("features", features.json());
    ParquetOut out =
        new ParquetOut(
            fs,
            file,
            new MessageType("schema", features.columns()),
            Map.of("huggingface", info.toString()));
    return new DataSetFile() {

      private long bytes;

      @Override
      public void write(ExportedSentence sentence) throws IOException {
        ObjectNode row = columns.row(sentence);
        out.write(row);
        bytes += features.bytes(row);
      }

      @Override
      public long bytes() {
        return bytes;
      }

      @Override
      public void close() throws IOException {
        out.close();
      }
    };
  }

  /** See {@link #texts}. */
  final class Texts implements DataSetFile {

    private final FileLayout layout;
    private final Function<ExportedSentence, String> writing;
    private final OutputStream out;
    private String before;

    Texts(FileLayout layout, Function<ExportedSentence, String> writing, OutputStream out) {
      this.layout = layout;
      this.writing = writing;
      this.out = new BufferedOutputStream(out);
      this.before = layout.head();
    }

    @Override
    public void write(ExportedSentence sentence) throws IOException {
      text(before);
      text(writing.apply(sentence));
      before = layout.separator();
    }

    @Override
    public long bytes() {
      return 0;
    }

    private void text(String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
      try (out) {
        text(layout.tail());
      }
    }
  }
}
