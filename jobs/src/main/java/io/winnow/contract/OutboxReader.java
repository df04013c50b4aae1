package io.winnow.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.contract.SentSentences.SentSentence;
import io.winnow.contract.parquet.ParquetIn;
import io.winnow.contract.parquet.PlainFiles;
import io.winnow.files.Sha256;
import io.winnow.json.JsonFormat;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Reads batches back from an outbox and checks that every byte is as it was handed off. */
public final class OutboxReader {

  private OutboxReader() {}

  /** Takes what went out, sentence by sentence. */
  public interface Visitor {

    void sentence(String batchId, OutboundSentence sentence) throws IOException;
  }

  /**
   * @param folder as {@link BatchWriter} wrote it
   * @throws ContractBreachException if a file is missing or its SHA-256 or row count is another;
   *     names the file and both numbers
   */
  public static Outbox read(FileSystem fs, Path folder) throws IOException {
    List<SentSentence> sentences = new ArrayList<>();
    int asked = manifest(fs, folder).annotatorsPerSentence();
    BatchManifest manifest =
        visit(
            fs,
            folder,
            (batchId, sentence) -> sentences.add(SentSentence.of(batchId, sentence, asked)));
    return new Outbox(manifest, sentences);
  }

  /**
   * Streams: holds one row group of a batch.
   *
   * @param visitor gets the sentences in the order of the batches
   * @throws ContractBreachException as {@link #read} does; the visitor may have got some by then
   */
  public static BatchManifest visit(FileSystem fs, Path folder, Visitor visitor)
      throws IOException {
    BatchManifest manifest = manifest(fs, folder);
    for (BatchManifest.BatchFile file : manifest.files()) {
      String name = plainName(file.name());
      requireSha256(name, file.sha256(), present(fs, folder, name, PlainFiles::sha256));
      long rows = 0;
      try (ParquetIn batch = ParquetIn.open(fs, new Path(folder, name))) {
        for (JsonNode row = batch.next(); row != null; row = batch.next()) {
          // One string for all rows of a batch: there may be many.
          visitor.sentence(
              file.batchId(),
              JsonFormat.LENIENT.<BatchRow>readValue(row, BatchRow.class).sentence());
          rows++;
        }
      }
      if (rows != file.rows()) {
        throw ContractBreachException.outbox(
            name, "it has %d rows, the manifest says %d".formatted(rows, file.rows()));
      }
    }
    return manifest;
  }

  /** The manifest alone, checked against its checksum. */
  public static BatchManifest manifest(FileSystem fs, Path folder) throws IOException {
    byte[] line = present(fs, folder, Contract.MANIFEST_CHECKSUM, PlainFiles::bytes);
    byte[] json = present(fs, folder, Contract.MANIFEST, PlainFiles::bytes);
    String expected = new String(line, StandardCharsets.UTF_8).strip().split("\\s+")[0];
    requireSha256(Contract.MANIFEST, expected, Sha256.of(json));
    try {
      return JsonFormat.LENIENT.readValue(json, BatchManifest.class);
    } catch (IOException e) {
      throw ContractBreachException.outbox(Contract.MANIFEST, e.getMessage());
    }
  }

  private interface Reading<T> {
    T of(FileSystem fs, Path path) throws IOException;
  }

  private static <T> T present(FileSystem fs, Path folder, String name, Reading<T> reading)
      throws IOException {
    try {
      return reading.of(fs, new Path(folder, name));
    } catch (FileNotFoundException e) {
      throw ContractBreachException.outbox(name, "it is missing from %s".formatted(folder));
    }
  }

  private static String plainName(String name) {
    if (name.isEmpty() || name.contains("/") || name.contains("\\") || name.startsWith(".")) {
      throw ContractBreachException.outbox(
          Contract.MANIFEST, "'%s' is no file name within the outbox".formatted(name));
    }
    return name;
  }

  private static void requireSha256(String name, String expected, String found) {
    if (!expected.equals(found)) {
      throw ContractBreachException.outbox(
          name, "its SHA-256 is %s, it was handed off with %s".formatted(found, expected));
    }
  }

  /**
   * A round's hand-off, read back and found whole.
   *
   * @param sentences in the order of the batches
   */
  public record Outbox(BatchManifest manifest, List<SentSentence> sentences) {

    public SentSentences lookup() {
      return new SentSentences(sentences);
    }
  }
}
