package io.winnow.jobs.ingest;

import io.winnow.columns.ColumnChoice;
import io.winnow.settings.Section;
import io.winnow.settings.Validation;
import java.util.List;

/**
 * The keys {@code init.*} that say how files are read.
 *
 * @param wordColumn of CoNLL: {@code auto}, a number from 1 or from -1 backwards, or a name
 * @param tagColumn the same, or {@code none}
 * @param tagNames what tags mean that are numbers, from 0
 * @param metadata names of fields that are kept, see {@link KeptFields}
 */
@Section("init")
public record InputSettings(
    String source,
    InputFormat format,
    TextSettings text,
    String wordColumn,
    String tagColumn,
    List<String> tagNames,
    List<String> metadata,
    long maxBadRecords) {

  static final String AUTO = "auto";

  public InputSettings {
    tagNames = List.copyOf(tagNames);
    metadata = List.copyOf(metadata);
    Validation validation =
        Validation.of(InputSettings.class).atLeast("max-bad-records", 0, maxBadRecords);
    check(validation, "word-column", () -> new ColumnChoice(wordColumn));
    check(validation, "tag-column", () -> new ColumnChoice(tagColumn));
    validation.require(
        !wordColumn.strip().equals(ColumnChoice.NONE.asked()),
        "word-column",
        "can't be none: there is no sentence without words");
    validation.done();
  }

  /** As the defaults are. */
  static InputSettings of(InputFormat format) {
    return new InputSettings(
        "", format, TextSettings.AUTOMATIC, AUTO, AUTO, List.of(), List.of(KeptFields.ALL), 0);
  }

  KeptFields kept() {
    return new KeptFields(metadata);
  }

  static void check(Validation validation, String key, Runnable parse) {
    try {
      parse.run();
    } catch (IllegalArgumentException e) {
      validation.require(false, key, ": " + e.getMessage());
    }
  }
}
