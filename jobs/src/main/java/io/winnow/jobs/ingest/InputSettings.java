package io.winnow.jobs.ingest;

import io.winnow.columns.ColumnChoice;
import io.winnow.files.TextEncoding;
import io.winnow.settings.Section;
import io.winnow.settings.Validation;
import io.winnow.text.OffsetUnit;
import java.util.List;
import java.util.Optional;

/**
 * The keys {@code init.*} that say how files are read.
 *
 * @param encoding a charset's name, or {@code auto}
 * @param offsets a unit's name, or {@code auto}
 * @param wordColumn of CoNLL: {@code auto}, a number from 1 or from -1 backwards, or a name
 * @param tagColumn the same, or {@code none}
 * @param tagNames what tags mean that are numbers, from 0
 */
@Section("init")
public record InputSettings(
    String source,
    InputFormat format,
    String encoding,
    String offsets,
    String wordColumn,
    String tagColumn,
    List<String> tagNames,
    long maxBadRecords) {

  static final String AUTO = "auto";

  public InputSettings {
    tagNames = List.copyOf(tagNames);
    Validation validation =
        Validation.of(InputSettings.class).atLeast("max-bad-records", 0, maxBadRecords);
    check(validation, "encoding", () -> TextEncoding.named(encoding));
    check(validation, "offsets", () -> unit(offsets));
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
    return new InputSettings("", format, AUTO, AUTO, AUTO, AUTO, List.of(), 0);
  }

  TextEncoding textEncoding() {
    return TextEncoding.named(encoding);
  }

  /** Empty: it is to be found. */
  Optional<OffsetUnit> offsetUnit() {
    return unit(offsets);
  }

  private static Optional<OffsetUnit> unit(String name) {
    return name.equals(AUTO) ? Optional.empty() : Optional.of(OffsetUnit.named(name));
  }

  private static void check(Validation validation, String key, Runnable parse) {
    try {
      parse.run();
    } catch (IllegalArgumentException e) {
      validation.require(false, key, ": " + e.getMessage());
    }
  }
}
