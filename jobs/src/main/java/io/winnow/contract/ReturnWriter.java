package io.winnow.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.contract.parquet.ParquetOut;
import io.winnow.contract.parquet.PlainFiles;
import io.winnow.files.Sha256;
import io.winnow.json.JsonFormat;
import java.io.Closeable;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/**
 * Writes answers as one return into an inbox. It lies there under a name that begins with {@code _}
 * until {@link #deliver}, then under {@code import-NNNN-HASH.parquet}: the number makes a later
 * import sort after an earlier one, which marks a correction; the hash is that of the answers, not
 * of the bytes, which differ from JVM to JVM in the order of a footer's encodings, so that the same
 * answers are delivered once.
 */
public final class ReturnWriter implements Closeable {

  private static final Pattern DELIVERED =
      Pattern.compile("import-(\\d{4,9})-([0-9a-f]{16})(\\.parquet)?");

  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message winnow_import {
            optional binary record_id (STRING); optional binary batch_id (STRING);
            optional binary annotator_id (STRING); optional binary status (STRING);
            optional group spans (LIST) {
              repeated group list {
                required group element {
                  required int64 start; required int64 end;
                  optional binary type (STRING); optional binary text (STRING);
                }
              }
            }
            optional group tags (LIST) {
              repeated group list { optional binary element (STRING); }
            }
            optional double seconds; optional binary comment (STRING);
            optional binary import_error (STRING);
          }
          """);

  private final FileSystem fs;
  private final Path inbox;
  private final OwnDelivery delivery;
  private final Path unfinished;
  private final MessageDigest answers = Sha256.digest();
  private final ParquetOut writer;

  /**
   * @param inbox made if it is not there
   * @param key signs the return
   */
  public ReturnWriter(FileSystem fs, Path inbox, Optional<VendorKey> key) throws IOException {
    this.fs = PlainFiles.plain(fs);
    this.delivery = new OwnDelivery(this.fs, key);
    this.inbox = inbox;
    // No name that somebody could foresee, and lay a link to a file of ours there.
    this.unfinished = new Path(inbox, "_import-%s.parquet".formatted(UUID.randomUUID()));
    this.fs.mkdirs(inbox);
    this.writer = new ParquetOut(this.fs, unfinished, SCHEMA, Map.of());
  }

  public void write(ReturnedAnnotation answer) throws IOException {
    ObjectNode row = JsonFormat.MAPPER.valueToTree(answer);
    answers.update(JsonFormat.MAPPER.writeValueAsBytes(row));
    row.set(Contract.IMPORT_ERROR, row.get("error"));
    writer.write(row);
  }

  /**
   * Ends the return, which nobody sees yet, and validates it as a merge will.
   *
   * @param name of the return in messages
   * @throws ContractBreachException if a merge would refuse the file as a whole
   */
  public void validate(String name, ReturnValidator validator, ReturnSink sink) throws IOException {
    writer.close();
    validator.validate(fs, List.of(Delivery.of(fs, name, unfinished)), sink);
  }

  /**
   * Makes the return visible, whole.
   *
   * @return where it lies; an earlier file if that holds the very same answers
   */
  public Path deliver() throws IOException {
    writer.close();
    String hash = Sha256.hex(answers.digest()).substring(0, 16);
    int last = 0;
    for (FileStatus status : fs.listStatus(inbox)) {
      Matcher name = DELIVERED.matcher(status.getPath().getName());
      if (name.matches()) {
        Path there =
            status.isDirectory()
                ? new Path(status.getPath(), status.getPath().getName() + ".parquet")
                : status.getPath();
        if (name.group(2).equals(hash) && delivery.isDelivered(there)) {
          fs.delete(unfinished, false);
          return there;
        }
        last = Math.max(last, Integer.parseInt(name.group(1)));
      }
    }
    Path target =
        delivery.place(inbox, String.format(Locale.ROOT, "import-%04d-%s.parquet", last + 1, hash));
    delivery.deliver(unfinished, target);
    return target;
  }

  /** Leaves nothing behind unless it was delivered. */
  @Override
  public void close() throws IOException {
    writer.close();
    fs.delete(unfinished, false);
  }
}
