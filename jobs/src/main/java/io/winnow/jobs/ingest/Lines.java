package io.winnow.jobs.ingest;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;

/** The lines of one UTF-8 file in order, decompressed by what its name ends in. */
final class Lines implements Closeable {

  /** Where a line may take all the memory that a task has. */
  static final int ANY_LENGTH = Integer.MAX_VALUE;

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final BufferedReader reader;
  private final int longest;
  private long number;

  /**
   * @param longest characters that a line may have
   */
  Lines(InputStream in, int longest) {
    Reader characters = new InputStreamReader(in, StandardCharsets.UTF_8);
    this.reader = new BufferedReader(new LineLimit(characters, longest));
    this.longest = longest;
  }

  static Lines open(Configuration hadoop, String file, int longest) {
    try {
      Path path = new Path(file);
      InputStream stream = bytes(path.getFileSystem(hadoop), path);
      CompressionCodec codec = new CompressionCodecFactory(hadoop).getCodec(path);
      return new Lines(codec == null ? stream : decompressed(codec, stream), longest);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Hadoop's local files come in whole blocks, for their checksums; who writes into a pipe may wait
   * for an answer to less.
   */
  private static InputStream bytes(FileSystem fs, Path path) throws IOException {
    if (fs instanceof LocalFileSystem local && !local.pathToFile(path).isFile()) {
      return local.getRaw().open(path);
    }
    return fs.open(path);
  }

  /** Nothing is nothing, though a codec would look for its header there. */
  private static InputStream decompressed(CompressionCodec codec, InputStream stream)
      throws IOException {
    PushbackInputStream bytes = new PushbackInputStream(stream);
    int first = bytes.read();
    if (first < 0) {
      return bytes;
    }
    bytes.unread(first);
    return codec.createInputStream(bytes);
  }

  /**
   * The next line without its end, null after the last.
   *
   * @throws IllegalArgumentException if it is too long
   */
  String next() {
    try {
      String line = reader.readLine();
      if (line == null) {
        return null;
      }
      number++;
      return number == 1 ? withoutByteOrderMark(line) : line;
    } catch (LineLimit.ReachedException e) {
      number++;
      throw tooLong("line");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Checks what several lines make up.
   *
   * @param what it is, in a word
   * @throws IllegalArgumentException if it is longer than a line may be
   */
  void requireFits(long characters, String what) {
    if (characters > longest) {
      throw tooLong(what);
    }
  }

  private IllegalArgumentException tooLong(String what) {
    return new IllegalArgumentException(
        "the %s has more than %,d characters, the most that are held in memory; divide it"
            .formatted(what, longest));
  }

  /** The number of the line read last, counted from 1. */
  long number() {
    return number;
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String withoutByteOrderMark(String line) {
    return line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line;
  }

  /** Whether a line holds spaces and tabs alone. */
  static boolean isBlank(String line) {
    return line.chars().allMatch(c -> c == ' ' || c == '\t');
  }
}
