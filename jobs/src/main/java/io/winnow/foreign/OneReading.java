package io.winnow.foreign;

import io.winnow.files.Sha256;
import io.winnow.foreign.ForeignFile.Stamp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;

/**
 * Reads a foreign file once, from its beginning to its end, while nobody changes it. What is hashed
 * is what is handed on, byte for byte; never more than the file had when it was found.
 */
public final class OneReading {

  private OneReading() {}

  /** A file that is not as it was a moment ago: its writer may not be done with it. */
  public static final class ChangingException extends IOException {

    private static final long serialVersionUID = 1L;

    private ChangingException(String message) {
      super(message);
    }
  }

  /**
   * @param to gets the bytes; what is wrong with it is no fault of the file
   * @return SHA-256 of these
   * @throws ChangingException if the file has changed since it was found
   * @throws IOException if it can't be read
   * @throws UncheckedIOException if nothing can be written
   */
  public static String copy(ForeignFile file, OutputStream to) throws IOException {
    Stamp before = file.found();
    requireSame(before, file.look());
    MessageDigest digest = Sha256.digest();
    byte[] buffer = new byte[1 << 16];
    long copied = 0;
    try (InputStream in = file.open()) {
      int count = in.read(buffer);
      while (count >= 0 && copied <= before.length()) {
        digest.update(buffer, 0, count);
        write(to, buffer, count, file);
        copied += count;
        count = in.read(buffer);
      }
    }
    Stamp after = file.look();
    requireSame(
        before,
        new Stamp(
            copied == before.length() ? after.length() : copied, after.modified(), after.key()));
    return Sha256.hex(digest.digest());
  }

  /**
   * @throws ChangingException if the file is not as it was found
   * @throws IOException if it can't be looked at, or is gone
   */
  public static void requireUnchanged(ForeignFile file) throws IOException {
    requireSame(file.found(), file.look());
  }

  /** SHA-256 of a file where it lies. */
  public static String sha256(ForeignFile file) throws IOException {
    return copy(file, OutputStream.nullOutputStream());
  }

  /** A small file. */
  public static byte[] bytes(ForeignFile file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    copy(file, bytes);
    return bytes.toByteArray();
  }

  private static void write(OutputStream to, byte[] bytes, int count, ForeignFile file) {
    try {
      to.write(bytes, 0, count);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot copy " + file.name(), e);
    }
  }

  private static void requireSame(Stamp before, Stamp now) throws ChangingException {
    if (now.length() != before.length()) {
      throw new ChangingException(
          "had %,d bytes a moment ago and has %,d now".formatted(before.length(), now.length()));
    }
    if (!now.equals(before)) {
      throw new ChangingException("was written to a moment ago");
    }
  }
}
