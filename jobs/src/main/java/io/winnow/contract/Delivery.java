package io.winnow.contract;

import io.winnow.contract.parquet.PlainFiles;
import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A return as it was taken in: a finished file of our own, the copy of one reading. Nobody else
 * writes to it, so that whoever reads it reads what was hashed.
 *
 * @param name of the file that was copied, below its inbox, with {@code /} between folders; orders
 *     deliveries. See {@link io.winnow.foreign.FileName}
 * @param path of the copy, on the workspace's file system
 * @param sha256 of its bytes, 64 hexadecimal digits
 * @param length in bytes
 */
public record Delivery(String name, Path path, String sha256, long length) {

  /** A file of our own, as it lies. */
  static Delivery of(FileSystem fs, String name, Path path) throws IOException {
    long length = PlainFiles.plain(fs).getFileStatus(path).getLen();
    return new Delivery(name, path, PlainFiles.sha256(fs, path), length);
  }
}
