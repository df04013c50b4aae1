package io.winnow.jobs.ingest;

import io.winnow.jobs.ingest.InputFiles.InputFile;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** How a corpus is written down. Text formats are UTF-8 and may be compressed. */
public enum InputFormat {
  /** Told by what the files' names end in. */
  AUTO,
  /** One sentence a line. */
  TEXT(".txt", ".text"),
  /** One JSON object a line. */
  JSONL(".jsonl", ".json", ".ndjson"),
  /** One word a line with its tag in the last column; a blank line ends a sentence. */
  CONLL(".conll", ".iob", ".iob2", ".bio", ".tsv"),
  PARQUET(".parquet");

  private static final List<String> COMPRESSIONS = List.of(".gz", ".bz2");

  private final List<String> endings;

  InputFormat(String... endings) {
    this.endings = List.of(endings);
  }

  /**
   * This format, or the one that all files' names end in if this is {@link #AUTO}.
   *
   * @throws InputException if the names don't tell, or tell more than one format
   */
  InputFormat resolve(InputFiles files) {
    if (this != AUTO) {
      return this;
    }
    Set<InputFormat> seen = EnumSet.noneOf(InputFormat.class);
    for (InputFile file : files.files()) {
      seen.add(
          ofName(file.name())
              .orElseThrow(
                  () ->
                      new InputException(
                          "Cannot tell the format of %s: %s ends in none of %s; %s"
                              .formatted(files.uri(), file.name(), allEndings(), wayOut()))));
    }
    if (seen.size() > 1) {
      throw new InputException(
          "Cannot tell the format of %s: its files are %s by their names; %s"
              .formatted(files.uri(), lower(seen), wayOut()));
    }
    return seen.iterator().next();
  }

  /** The format a file's name tells, compression aside. */
  static Optional<InputFormat> ofName(String name) {
    String bare = withoutCompression(name.toLowerCase(Locale.ROOT));
    return Arrays.stream(values())
        .filter(format -> format.endings.stream().anyMatch(bare::endsWith))
        .findFirst();
  }

  /** A name without the endings that tell format and compression. */
  static String bareName(String name) {
    String bare = withoutCompression(name);
    return Arrays.stream(values())
        .flatMap(format -> format.endings.stream())
        .filter(ending -> endsWith(bare, ending) && bare.length() > ending.length())
        .findFirst()
        .map(ending -> bare.substring(0, bare.length() - ending.length()))
        .orElse(bare);
  }

  private static String withoutCompression(String name) {
    return COMPRESSIONS.stream()
        .filter(ending -> endsWith(name, ending))
        .findFirst()
        .map(ending -> name.substring(0, name.length() - ending.length()))
        .orElse(name);
  }

  private static boolean endsWith(String name, String ending) {
    int from = name.length() - ending.length();
    return from >= 0 && name.regionMatches(true, from, ending, 0, ending.length());
  }

  private static String allEndings() {
    return Arrays.stream(values())
        .flatMap(format -> format.endings.stream())
        .collect(Collectors.joining(" "));
  }

  private static String wayOut() {
    return "name the format: " + String.join(", ", lower(EnumSet.complementOf(EnumSet.of(AUTO))));
  }

  private static List<String> lower(Set<InputFormat> formats) {
    return formats.stream().map(format -> format.name().toLowerCase(Locale.ROOT)).toList();
  }
}
