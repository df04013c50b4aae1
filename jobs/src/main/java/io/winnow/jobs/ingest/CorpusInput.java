package io.winnow.jobs.ingest;

import org.apache.hadoop.fs.Path;

/**
 * What to read.
 *
 * @param uri a file, a folder or a glob on any Hadoop file system
 * @param source the name that goes into sentence ids; a data set's, not a path that may move.
 *     Empty: the file's or folder's, such as {@code news} for {@code data/news.txt.gz}
 * @param part what to read where a folder has several
 */
public record CorpusInput(String uri, String source, InputSettings settings, Part part) {

  /** What sentences are for. */
  public enum Part {
    CORPUS("corpus"),
    HOLDOUT("hold-out");

    private final String text;

    Part(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  public CorpusInput {
    if (uri.isBlank()) {
      throw new InputException("An input needs a path or URI; it is blank");
    }
    if (source.isEmpty()) {
      String name = new Path(uri).getName();
      source = InputFormat.bareName(name.isEmpty() ? "corpus" : name);
    }
    if (source.isBlank()) {
      throw new InputException("The input %s needs a source name; it is blank".formatted(uri));
    }
  }

  /** Named by the file or folder. No bad record allowed. */
  public static CorpusInput of(String uri, InputFormat format) {
    return of(uri, InputSettings.of(format));
  }

  /** Named by the settings, or else by the file or folder. */
  public static CorpusInput of(String uri, InputSettings settings) {
    return new CorpusInput(uri, settings.source(), settings, Part.CORPUS);
  }

  /** The same to measure on. */
  public CorpusInput asHoldout() {
    return new CorpusInput(uri, source, settings, Part.HOLDOUT);
  }
}
