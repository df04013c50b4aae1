package io.winnow.json;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Cuts a JSON array in UTF-8 into its elements without reading them, so that a broken one spoils no
 * other. None takes more memory than a limit.
 */
public final class ArrayElements {

  private final InputStream in;
  private final int mostBytes;
  private final String noun;
  private long number;
  private long line = 1;
  private long firstLine = 1;
  private boolean isOver;
  private int depth;
  private boolean isText;
  private boolean isEscaped;

  /** A file is no whole array. The message is the rest of a sentence. */
  public static final class BrokenArrayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokenArrayException(String message) {
      super(message, null, false, false);
    }
  }

  /**
   * @param in from the array's bracket on, or behind it
   * @param noun what messages call an element, such as {@code task}
   */
  public ArrayElements(InputStream in, int mostBytes, String noun) {
    this.in = in;
    this.mostBytes = mostBytes;
    this.noun = noun;
  }

  /** Which element was last, from 1. */
  public long number() {
    return number;
  }

  /** The line in which it begins, counted from where the input does, from 1. */
  public long line() {
    return firstLine;
  }

  /** Passes over the blanks before the array and its bracket. */
  public void open() throws IOException {
    for (int next = in.read(); next != '['; next = in.read()) {
      if (!isSpace(next)) {
        throw new BrokenArrayException("it is no array");
      }
      line += next == '\n' ? 1 : 0;
    }
  }

  /**
   * @param element gets the bytes of the next; no more than one beyond the limit
   * @return whether there is one
   * @throws BrokenArrayException if the file ends before the array, or goes on behind it
   */
  public boolean next(ByteArrayOutputStream element) throws IOException {
    if (isOver) {
      return false;
    }
    number++;
    element.reset();
    boolean isBlank = true;
    for (int next = in.read(); !isEnd(next); next = in.read()) {
      if (next < 0) {
        isOver = true;
        throw new BrokenArrayException(
            "it is no whole JSON: it ends in the middle of %s %d".formatted(noun, number));
      }
      if (isBlank) {
        firstLine = line;
      }
      line += next == '\n' ? 1 : 0;
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
        throw new BrokenArrayException(
            "it has more content after its array of %ss".formatted(noun));
      }
    }
  }

  public static boolean isSpace(int next) {
    return next == ' ' || next == '\n' || next == '\r' || next == '\t';
  }
}
