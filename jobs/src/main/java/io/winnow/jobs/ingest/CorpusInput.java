package io.winnow.jobs.ingest;

/**
 * What to read.
 *
 * @param uri a file, a folder or a glob on any Hadoop file system
 * @param source the name that goes into sentence ids; a data set's, not a path that may move
 * @param maxBadRecords so many records may be bad and are left out; one more is an error
 */
public record CorpusInput(String uri, InputFormat format, String source, long maxBadRecords) {

  public CorpusInput {
    if (uri.isBlank()) {
      throw new InputException("An input needs a path or URI; it is blank");
    }
    if (source.isBlank()) {
      throw new InputException("The input %s needs a source name; it is blank".formatted(uri));
    }
    if (maxBadRecords < 0) {
      throw new InputException(
          "At most %d bad records in %s make no sense; give 0 or more"
              .formatted(maxBadRecords, uri));
    }
  }

  /**
   * Named by the file or folder: {@code data/news.txt.gz} is {@code news}. No bad record allowed.
   */
  public static CorpusInput of(String uri, InputFormat format) {
    return new CorpusInput(uri, format, InputFiles.baseName(uri), 0);
  }

  public CorpusInput withSource(String name) {
    return new CorpusInput(uri, format, name, maxBadRecords);
  }

  public CorpusInput withMaxBadRecords(long most) {
    return new CorpusInput(uri, format, source, most);
  }
}
