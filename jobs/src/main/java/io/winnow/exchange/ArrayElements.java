package io.winnow.exchange;

import io.winnow.exchange.RecordTally.NotThatFormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Cuts a JSON array in UTF-8 into its elements without reading them, so that a broken one spoils no
 * other. None takes more memory than a limit.
 */
final class ArrayElements {

  private final InputStream in;
  private final int mostBytes;
  private long number;
  private boolean isOver;
  private int depth;
  private boolean isText;
  private boolean isEscaped;

  /**
   * @param in behind the array's bracket
   */
  ArrayElements(InputStream in, int mostBytes) {
    this.in = in;
    this.mostBytes = mostBytes;
  }

  /** Which element was last, from 1. */
  long number() {
    return number;
  }

  /**
   * @param element gets the bytes of the next; no more than one beyond the limit
   * @return whether there is one
   * @throws NotThatFormatException if the file ends before the array, or goes on behind it
   */
  boolean next(ByteArrayOutputStream element) throws IOException {
    if (isOver) {
      return false;
    }
    number++;
    element.reset();
    boolean isBlank = true;
    for (int next = in.read(); !isEnd(next); next = in.read()) {
      if (next < 0) {
        throw new NotThatFormatException(
            "it is no whole JSON: it ends in the middle of task %d".formatted(number), null);
      }
      isBlank &= isSpace(next);
      if (element.size() <= mostBytes) {
        element.write(next);
      }
    }
    return !isBlank || !isOver;
  }

  /** Follows texts and brackets; whether the element ends before this byte. */
  private boolean isEnd(int next) throws IOException {
    if (isText) {
      isText = isEscaped || next != '"';
      isEscaped = !isEscaped && next == '\\';
      return false;
    }
    switch (next) {
      case '"' -> isText = true;
      case '[', '{' -> depth++;
      case ']', '}' -> {
        if (depth == 0 && next == ']') {
          isOver = true;
          requireEnd();
          return true;
        }
        depth = Math.max(0, depth - 1);
      }
      case ',' -> {
        return depth == 0;
      }
      default -> {
        // Part of the element.
      }
    }
    return false;
  }

  private void requireEnd() throws IOException {
    for (int next = in.read(); next >= 0; next = in.read()) {
      if (!isSpace(next)) {
        throw new NotThatFormatException("it has more content after its array of tasks", null);
      }
    }
  }

  static boolean isSpace(int next) {
    return next == ' ' || next == '\n' || next == '\r' || next == '\t';
  }
}
