package io.winnow.jobs.ingest;

import io.winnow.jobs.ingest.InputFiles.InputFile;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How a corpus is written down. Text formats are UTF-8 and may be compressed. */
public enum InputFormat {
  /** Told by what the files' names end in. */
  AUTO,
  /** One sentence a line. */
  TEXT(".txt", ".text"),
  /** A JSON object a line, an array of objects, or an object that holds such an array. */
  JSONL(".jsonl", ".json", ".ndjson"),
  /** One word a line, its tag in another column; a blank line ends a sentence. */
  CONLL(".conll", ".conllu", ".conllup", ".iob", ".iob2", ".bio", ".tsv"),
  PARQUET(".parquet"),
  /** A table with a header: a row a sentence, or a row a word. Names of .tsv are CoNLL's. */
  CSV(".csv"),
  /** A text in a file, its annotations in another. */
  BRAT(BratDocument.ANNOTATIONS),
  PUBTATOR(".pubtator"),
  /** XML. Its JSON is {@link #JSONL}. */
  BIOC(".xml", ".bioc");

  private static final Pattern COMPRESSION =
      Pattern.compile("\\.(gz|bz2)\\z", Pattern.CASE_INSENSITIVE);

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
      seen.add(ofName(file.name()).orElseThrow(() -> unknown(files.uri(), file.name())));
    }
    if (seen.equals(EnumSet.of(TEXT, BRAT))) {
      return BRAT;
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
    return ofBareName(withoutCompression(name));
  }

  /** A name without the endings that tell format and compression. */
  static String bareName(String name) {
    String bare = withoutCompression(name);
    int dot = bare.lastIndexOf('.');
    return dot > 0 && ofBareName(bare).isPresent() ? bare.substring(0, dot) : bare;
  }

  private static Optional<InputFormat> ofBareName(String name) {
    String ending = name.substring(Math.max(0, name.lastIndexOf('.'))).toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(it -> it.endings.contains(ending)).findFirst();
  }

  private static String withoutCompression(String name) {
    return COMPRESSION.matcher(name).replaceFirst("");
  }

  private static InputException unknown(String uri, String name) {
    if (name.endsWith(".arrow")) {
      return new InputException(
          "Cannot read %s: %s is Arrow, as save_to_disk of the library datasets writes it; write Parquet instead, such as load_from_disk(FOLDER)['train'].to_parquet('train.parquet')"
              .formatted(uri, name));
    }
    if (name.endsWith(".spacy")) {
      return new InputException(
          "Cannot read %s: %s is a DocBin, which spaCy alone reads; write JSON lines instead: for doc in DocBin().from_disk('%s').get_docs(spacy.blank('en').vocab): print(json.dumps(doc.to_json()))"
              .formatted(uri, name, name.substring(name.lastIndexOf('/') + 1)));
    }
    String endings =
        Arrays.stream(values())
            .flatMap(format -> format.endings.stream())
            .collect(Collectors.joining(" "));
    return new InputException(
        "Cannot tell the format of %s: %s ends in none of %s; %s"
            .formatted(uri, name, endings, wayOut()));
  }

  private static String wayOut() {
    return "name the format: " + String.join(", ", lower(EnumSet.complementOf(EnumSet.of(AUTO))));
  }

  private static List<String> lower(Set<InputFormat> formats) {
    return formats.stream().map(format -> format.name().toLowerCase(Locale.ROOT)).toList();
  }
}
