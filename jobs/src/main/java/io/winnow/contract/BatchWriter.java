package io.winnow.contract;

import io.winnow.contract.parquet.ParquetOut;
import io.winnow.contract.parquet.PlainFiles;
import io.winnow.files.Resources;
import io.winnow.files.Sha256;
import io.winnow.json.JsonFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Writes a selection set as annotation batches: {@code batch-0001.parquet} and so on, a page for
 * the vendor, the contract, the manifest with its schema and, given a key, its signature, and last
 * of all the manifest's checksum. A folder without the checksum is not finished.
 *
 * @param key signs the manifest; without one it stays unsigned
 */
public record BatchWriter(FileSystem fs, HandOff handOff, Optional<VendorKey> key) {

  public BatchWriter {
    fs = PlainFiles.plain(fs);
  }

  /**
   * Streams: holds no more than Parquet buffers of one batch.
   *
   * @param folder the outbox; absent or empty
   * @param sentences each record once, in the order in which the vendor should see them
   * @return the manifest as written
   * @throws IllegalArgumentException if there is no sentence, if the folder holds something, or if
   *     a sentence's words or suggestions do not fit it
   */
  public BatchManifest write(Path folder, Iterator<OutboundSentence> sentences) throws IOException {
    if (fs.exists(folder) && fs.listStatus(folder).length > 0) {
      throw new IllegalArgumentException(
          "Cannot hand off round %d: %s is not empty; batches go to a folder of their own"
              .formatted(handOff.round(), folder));
    }
    if (!sentences.hasNext()) {
      throw new IllegalArgumentException(
          "Cannot hand off round %d: no sentence was selected; raise the budget or add to the pool"
              .formatted(handOff.round()));
    }
    fs.mkdirs(folder);
    List<BatchManifest.BatchFile> files = new ArrayList<>();
    SortedMap<String, Long> redacted = new TreeMap<>();
    while (sentences.hasNext()) {
      files.add(writeBatch(folder, files.size() + 1, sentences, redacted));
    }
    BatchManifest manifest =
        new BatchManifest(
            handOff.version().number(),
            handOff.round(),
            Contract.CODE_POINTS,
            handOff.annotatorsPerSentence(),
            handOff.labels().types(),
            handOff.guidelines(),
            files,
            redacted);
    write(folder, Contract.README, VendorPage.of(manifest));
    for (String page : List.of(Contract.PAGE, Contract.MANIFEST_SCHEMA)) {
      write(folder, page, Resources.text(Contract.class, page));
    }
    byte[] json = page(manifest);
    PlainFiles.write(fs, new Path(folder, Contract.MANIFEST), json);
    if (key.isPresent()) {
      write(folder, Contract.MANIFEST_SIGNATURE, key.get().sign(json) + "\n");
    }
    String checksum = "%s  %s\n".formatted(Sha256.of(json), Contract.MANIFEST);
    write(folder, Contract.MANIFEST_CHECKSUM, checksum);
    return manifest;
  }

  /** A manifest as its file has it. */
  static byte[] page(BatchManifest manifest) throws IOException {
    String json = JsonFormat.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(manifest);
    return (json + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private void write(Path folder, String name, String text) throws IOException {
    PlainFiles.write(fs, new Path(folder, name), text.getBytes(StandardCharsets.UTF_8));
  }

  private BatchManifest.BatchFile writeBatch(
      Path folder,
      int batch,
      Iterator<OutboundSentence> sentences,
      SortedMap<String, Long> redacted)
      throws IOException {
    String name = Contract.batchFile(batch);
    String batchId = Contract.batchId(handOff.round(), batch);
    ParquetOut file =
        new ParquetOut(fs, new Path(folder, name), handOff.version().batch(), footer(batchId));
    int rows = 0;
    long words = 0;
    try (file) {
      while (rows < handOff.sentencesPerBatch() && sentences.hasNext()) {
        OutboundSentence sentence = sentences.next();
        rows++;
        words += sentence.words().size();
        sentence.replaced().forEach(kind -> redacted.merge(kind, 1L, Long::sum));
        file.write(JsonFormat.MAPPER.valueToTree(BatchRow.of(sentence, batchId, rows)));
      }
    }
    return new BatchManifest.BatchFile(name, batchId, rows, words, file.sha256());
  }

  private Map<String, String> footer(String batchId) throws IOException {
    Map<String, String> footer = new LinkedHashMap<>();
    footer.put(Contract.KEY_CONTRACT, handOff.version().number());
    footer.put(Contract.KEY_BATCH, batchId);
    footer.put(Contract.KEY_ROUND, String.valueOf(handOff.round()));
    footer.put(Contract.KEY_LABELS, JsonFormat.MAPPER.writeValueAsString(handOff.labels().types()));
    footer.put(Contract.KEY_GUIDELINES, JsonFormat.MAPPER.writeValueAsString(handOff.guidelines()));
    footer.put(Contract.KEY_ANNOTATORS, String.valueOf(handOff.annotatorsPerSentence()));
    footer.put(Contract.KEY_OFFSETS, Contract.CODE_POINTS);
    return footer;
  }
}
