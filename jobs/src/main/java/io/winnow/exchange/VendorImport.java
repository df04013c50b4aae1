package io.winnow.exchange;

import io.winnow.contract.ContractBreachException;
import io.winnow.contract.ReturnWriter;
import io.winnow.contract.SentSentences;
import io.winnow.contract.parquet.PlainFiles;
import io.winnow.exchange.RecordTally.NotThatFormatException;
import io.winnow.files.TextEncoding;
import io.winnow.text.OffsetUnit;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Turns exports of another tool into one return in the inbox, where it is validated like any other.
 *
 * @param offsets what the exports count; empty: what the tool does by itself
 * @param annotator who answered where an export does not say; empty: such an answer is rejected
 */
public record VendorImport(
    ToolFormat format, Optional<OffsetUnit> offsets, Optional<String> annotator) {

  /**
   * @param file the return; one of an earlier import if that had the same answers
   * @param unreadable records that the merge rejects with the reason
   */
  public record Imported(Path file, long answers, long unreadable) {}

  /**
   * Streams: holds one record.
   *
   * @param files exports, on any Hadoop file system
   * @param sent the sentences that may come back
   * @throws ContractBreachException if a file is no such export; then nothing is delivered
   */
  public Imported run(List<Path> files, SentSentences sent, FileSystem fs, Path inbox)
      throws IOException {
    try (ReturnWriter writer = new ReturnWriter(fs, inbox)) {
      AtomicLong answers = new AtomicLong();
      AtomicLong unreadable = new AtomicLong();
      RecordTally.Sink sink =
          annotation -> {
            (annotation.error() == null ? answers : unreadable).incrementAndGet();
            writer.write(annotator.map(annotation::by).orElse(annotation));
          };
      for (Path file : files) {
        FileSystem source = PlainFiles.plain(file.getFileSystem(fs.getConf()));
        try (InputStream in = TextEncoding.AUTO.utf8(source.open(file))) {
          format.read(in, offsets, sent, sink);
        } catch (NotThatFormatException e) {
          throw ContractBreachException.foreign(file.getName(), format.toString(), e.getMessage());
        }
      }
      return new Imported(writer.deliver(), answers.get(), unreadable.get());
    }
  }
}
