package io.winnow.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A file of settings, already read.
 *
 * @param origin what messages call it, such as its path
 * @param text HOCON
 */
public record Layer(String origin, String text) {

  /**
   * @throws ConfigurationException if the file can't be read
   */
  public static Layer of(Path file) {
    try {
      return new Layer(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new ConfigurationException(
          List.of("--conf %s: no file that can be read (%s)".formatted(file, e.getMessage())));
    }
  }
}
