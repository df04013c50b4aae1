package io.winnow.jobs.ingest;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;

/** The lines of one UTF-8 file in order, decompressed by what its name ends in. */
final class Lines implements Closeable {

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final BufferedReader reader;
  private long number;

  Lines(BufferedReader reader) {
    this.reader = reader;
  }

  static Lines open(Configuration hadoop, String file) {
    try {
      Path path = new Path(file);
      InputStream stream = path.getFileSystem(hadoop).open(path);
      CompressionCodec codec = new CompressionCodecFactory(hadoop).getCodec(path);
      InputStream plain = codec == null ? stream : codec.createInputStream(stream);
      return new Lines(new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next line without its end, null after the last. */
  String next() {
    try {
      String line = reader.readLine();
      if (line == null) {
        return null;
      }
      number++;
      return number == 1 ? withoutByteOrderMark(line) : line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
