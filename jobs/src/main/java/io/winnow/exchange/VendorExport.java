package io.winnow.exchange;

import io.winnow.contract.BatchManifest;
import io.winnow.contract.OutboundSentence;
import io.winnow.contract.OutboxReader;
import io.winnow.contract.parquet.PlainFiles;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Writes an outbox for another tool: a file a batch, and what the tool needs beside them.
 *
 * @param folder absent or empty
 */
public record VendorExport(FileSystem fs, Path folder, ToolFormat format) {

  public VendorExport {
    fs = PlainFiles.plain(fs);
  }

  /**
   * Streams: holds one row group of a batch.
   *
   * @param outbox as it was handed off
   * @return its manifest
   * @throws IllegalArgumentException if the folder holds something
   * @throws io.winnow.contract.ContractBreachException if the outbox is not as it was handed off
   */
  public BatchManifest write(FileSystem outboxFs, Path outbox) throws IOException {
    if (fs.exists(folder) && fs.listStatus(folder).length > 0) {
      throw new IllegalArgumentException(
          "Cannot export to %s: it is not empty; name a folder of its own".formatted(folder));
    }
    fs.mkdirs(folder);
    BatchManifest manifest;
    try (Batches batches = new Batches()) {
      manifest = OutboxReader.visit(outboxFs, outbox, batches);
    }
    for (Map.Entry<String, String> file : format.companions(manifest).entrySet()) {
      byte[] text = file.getValue().getBytes(StandardCharsets.UTF_8);
      PlainFiles.write(fs, new Path(folder, file.getKey()), text);
    }
    return manifest;
  }

  /** Begins a new file where a new batch begins. */
  private final class Batches implements OutboxReader.Visitor, AutoCloseable {

    private String batch;
    private OutputStream out;

    @Override
    public void sentence(String batchId, OutboundSentence sentence) throws IOException {
      if (batchId.equals(batch)) {
        write(format.layout().separator());
      } else {
        close();
        batch = batchId;
        Path file = new Path(folder, batchId + "." + format.layout().extension());
        out = new BufferedOutputStream(fs.create(file, false));
        write(format.layout().head());
      }
      write(format.task(batchId, sentence));
    }

    private void write(String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
      if (out != null) {
        write(format.layout().tail());
        out.close();
        out = null;
      }
    }
  }
}
