package io.winnow.foreign;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Names of files as messages and tables have them. A backslash is doubled; bytes that are no UTF-8
 * and signs that command a terminal, end a line or can't be seen are escaped, such as {@code \x1B}
 * or {@code \u202E}. No two names look alike, and most are as they are.
 */
public final class FileName {

  private FileName() {}

  /**
   * @param bytes as the file system has them, in any encoding
   */
  static String shown(byte[] bytes) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer text = CharBuffer.allocate(bytes.length);
    StringBuilder shown = new StringBuilder(bytes.length);
    while (true) {
      CoderResult result = decoder.decode(in, text, true);
      shown.append(shown(text.flip().toString()));
      if (!result.isError()) {
        return shown.toString();
      }
      for (int i = 0; i < result.length(); i++) {
        shown.append(String.format(Locale.ROOT, "\\x%02X", in.get()));
      }
      text.clear();
      decoder.reset();
    }
  }

  /** A name that is a text already. */
  public static String shown(String name) {
    StringBuilder shown = new StringBuilder(name.length());
    name.codePoints()
        .forEach(
            point -> {
              if (point == '\\') {
                shown.append("\\\\");
              } else if (!isUnseen(point)) {
                shown.appendCodePoint(point);
              } else {
                shown.append(String.format(Locale.ROOT, escape(point), point));
              }
            });
    return shown.toString();
  }

  /** Half of a pair is what Java makes of broken names. */
  private static boolean isUnseen(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }

  /** Control characters beyond ASCII are no single bytes. */
  private static String escape(int point) {
    return point < 0x80 ? "\\x%02X" : point > 0xFFFF ? "\\u{%X}" : "\\u%04X";
  }
}
