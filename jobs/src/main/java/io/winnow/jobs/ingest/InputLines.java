package io.winnow.jobs.ingest;

import io.winnow.files.Conll;
import io.winnow.files.Lines;
import io.winnow.jobs.ingest.InputFiles.InputFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;

/** The lines of one input in order; failures of reading come out unchecked. */
final class InputLines implements Closeable {

  /** Where a line may take all the memory that a task has. */
  static final int ANY_LENGTH = Integer.MAX_VALUE;

  /** A character of Java's takes three bytes of UTF-8 at most. */
  private static final long BYTES_PER_CHARACTER = 3;

  private final Lines lines;
  private final Conll sentences;
  private final int longest;

  /**
   * @param longest characters that a line or a sentence may have
   */
  InputLines(InputStream in, int longest) {
    this.lines = new Lines(in, BYTES_PER_CHARACTER * longest);
    this.sentences = new Conll(lines, longest);
    this.longest = longest;
  }

  /** Opens a file, decompressed by what its name ends in. */
  static InputLines open(Configuration hadoop, InputFile file, int longest) {
    try {
      Path path = new Path(file.path());
      InputStream stream = bytes(path.getFileSystem(hadoop), path);
      CompressionCodec codec = new CompressionCodecFactory(hadoop).getCodec(path);
      return new InputLines(codec == null ? stream : decompressed(codec, stream), longest);
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

  /** An empty file stays empty, though a codec would look for its header there. */
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
    return read(
        () -> {
          String line = lines.next();
          if (line != null && line.length() > longest) {
            throw tooLong("line");
          }
          return line;
        });
  }

  /**
   * The next lines as a sentence of CoNLL columns, null after the last.
   *
   * @throws IllegalArgumentException if it is too long
   */
  Conll.Block nextSentence() {
    return read(sentences::next);
  }

  /** The number of the line read last, counted from 1. */
  long number() {
    return lines.number();
  }

  @Override
  public void close() {
    read(() -> null);
  }

  private interface Reading<T> {
    T read() throws IOException;
  }

  /** Closes the input behind its end, where what is read is null. */
  private <T> T read(Reading<T> reading) {
    try {
      T read = reading.read();
      if (read == null) {
        lines.close();
      }
      return read;
    } catch (Lines.TooLongException e) {
      throw tooLong(e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private IllegalArgumentException tooLong(String what) {
    return new IllegalArgumentException(
        "the %s has more than %,d characters, the most that are held in memory; divide it"
            .formatted(what, longest));
  }
}
