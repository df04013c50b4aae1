package io.winnow.vendor;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;

/** Reads batches back from an outbox and checks that every byte is as it was handed off. */
public final class OutboxReader {

  /** What is needed to judge an answer; the text stays in the file. */
  private static final MessageType PROJECTION =
      new MessageType(
          Contract.BATCH.getName(),
          Contract.BATCH.getType(Contract.RECORD_ID),
          Contract.BATCH.getType(Contract.BATCH_ID),
          Contract.BATCH.getType(Contract.WORDS));

  private OutboxReader() {}

  /**
   * @param folder as {@link BatchWriter} wrote it
   * @throws ContractBreachException if a file is missing or its SHA-256 or row count is another;
   *     names the file and both numbers
   */
  public static Outbox read(FileSystem fs, Path folder) throws IOException {
    BatchManifest manifest = manifest(fs, folder);
    List<SentSentence> sentences = new ArrayList<>();
    for (BatchManifest.BatchFile file : manifest.files()) {
      Path path = new Path(folder, plainName(file.name()));
      requireSha256(file.name(), file.sha256(), sha256(fs, path));
      long rows = 0;
      try (ParquetIn batch = ParquetIn.open(fs, path)) {
        batch.want(PROJECTION);
        for (Group row = batch.next(); row != null; row = batch.next()) {
          sentences.add(sent(row));
          rows++;
        }
      }
      if (rows != file.rows()) {
        throw ContractBreachException.outbox(
            file.name(), "it has %d rows, the manifest says %d".formatted(rows, file.rows()));
      }
    }
    return new Outbox(manifest, sentences);
  }

  /** The manifest alone, checked against its checksum. */
  public static BatchManifest manifest(FileSystem fs, Path folder) throws IOException {
    String line = new String(bytes(fs, folder, Contract.MANIFEST_CHECKSUM), StandardCharsets.UTF_8);
    byte[] json = bytes(fs, folder, Contract.MANIFEST);
    requireSha256(Contract.MANIFEST, line.strip().split("\\s+")[0], PlainFiles.sha256(json));
    try {
      return Json.read(json, BatchManifest.class);
    } catch (IOException e) {
      throw ContractBreachException.outbox(Contract.MANIFEST, e.getMessage());
    }
  }

  private static SentSentence sent(Group row) {
    GroupType words = PROJECTION.getType(Contract.WORDS).asGroupType();
    int count = row.getGroup(Contract.WORDS, 0).getFieldRepetitionCount(words.getFieldName(0));
    return new SentSentence(
        row.getString(Contract.RECORD_ID, 0), row.getString(Contract.BATCH_ID, 0), count);
  }

  private static String sha256(FileSystem fs, Path path) throws IOException {
    try {
      return PlainFiles.sha256(fs, path);
    } catch (FileNotFoundException e) {
      throw missing(path);
    }
  }

  private static byte[] bytes(FileSystem fs, Path folder, String name) throws IOException {
    Path path = new Path(folder, name);
    try {
      return PlainFiles.bytes(fs, path);
    } catch (FileNotFoundException e) {
      throw missing(path);
    }
  }

  private static ContractBreachException missing(Path path) {
    return ContractBreachException.outbox(
        path.getName(), "it is missing from %s".formatted(path.getParent()));
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
}
