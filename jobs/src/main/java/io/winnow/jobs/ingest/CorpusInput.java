package io.winnow.jobs.ingest;

import io.winnow.columns.ColumnChoice;
import io.winnow.columns.ColumnQuery;
import java.util.Set;
import org.apache.hadoop.fs.Path;

/**
 * What to read.
 *
 * @param uri a file, a folder or a glob on any Hadoop file system
 * @param source the name that goes into sentence ids; a data set's, not a path that may move.
 *     Empty: the file's or folder's, such as {@code news} for {@code data/news.txt.gz}
 * @param part what to read where a folder has several
 * @param types entity types that are known, by any of their names; only then a type alone is a tag
 * @param document the field of the metadata that names a sentence's document; empty: no field does,
 *     and the order of records does not matter
 */
public record CorpusInput(
    String uri,
    String source,
    InputSettings settings,
    Part part,
    Set<String> types,
    String document) {

  /** What sentences are for. */
  public enum Part {
    CORPUS("corpus"),
    HOLDOUT("hold-out"),
    /** Whatever it is for: files are not told apart. */
    ALL("input");

    private final String text;

    Part(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  public CorpusInput {
    types = Set.copyOf(types);
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
    return new CorpusInput(uri, settings.source(), settings, Part.CORPUS, Set.of(), "");
  }

  /** The same to measure on. */
  public CorpusInput asHoldout() {
    return new CorpusInput(uri, source, settings, Part.HOLDOUT, types, document);
  }

  /** All files of a folder alike. */
  public CorpusInput whole() {
    return new CorpusInput(uri, source, settings, Part.ALL, types, document);
  }

  /** The same, with entity types that are known. */
  public CorpusInput withTypes(Set<String> known) {
    return new CorpusInput(uri, source, settings, part, known, document);
  }

  /** The same, with documents that a field of the metadata names. */
  CorpusInput inDocuments(String field) {
    return new CorpusInput(uri, source, settings, part, types, field);
  }

  /** What is known of the columns of its files, if it has any. */
  ColumnQuery columns() {
    return new ColumnQuery(
        new ColumnChoice(settings.wordColumn()),
        new ColumnChoice(settings.tagColumn()),
        types,
        settings.tagNames(),
        "init.");
  }
}
