package io.winnow.foreign;

import io.winnow.display.Excerpt;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import org.apache.hadoop.security.AccessControlException;

/** Why a file can't be read, in a few words. */
public final class Reasons {

  private Reasons() {}

  public static String of(IOException e) {
    if (e instanceof AccessDeniedException || e instanceof AccessControlException) {
      return "permission denied";
    }
    if (e instanceof NoSuchFileException || e instanceof FileNotFoundException) {
      return "it is gone";
    }
    if (e instanceof FileSystemLoopException) {
      return "its links go in a circle";
    }
    String reason = e instanceof FileSystemException it ? it.getReason() : e.getMessage();
    return reason == null ? e.getClass().getSimpleName() : Excerpt.of(reason);
  }
}
