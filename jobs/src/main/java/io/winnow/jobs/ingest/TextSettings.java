package io.winnow.jobs.ingest;

import io.winnow.files.TextEncoding;
import io.winnow.settings.Section;
import io.winnow.settings.Validation;
import io.winnow.text.OffsetUnit;
import java.util.Optional;

/**
 * The keys {@code init.*} that say how bytes are text, how places in it are counted, whether it is
 * cut, and what entities in it may share.
 *
 * @param encoding a charset's name, or {@code auto}
 * @param offsets a unit's name, or {@code auto}
 * @param segment whether a record is a sentence
 * @param overlaps what becomes of entities that share words
 */
@Section("init")
public record TextSettings(String encoding, String offsets, TextSplit segment, Overlaps overlaps) {

  static final TextSettings AUTOMATIC =
      new TextSettings(InputSettings.AUTO, InputSettings.AUTO, TextSplit.NONE, Overlaps.REFUSE);

  /** What a record's text is. */
  public enum TextSplit {
    /** A sentence. */
    NONE,
    /** Running text, which is cut into its sentences. */
    SENTENCES
  }

  public TextSettings {
    Validation validation = Validation.of(TextSettings.class);
    InputSettings.check(validation, "encoding", () -> TextEncoding.named(encoding));
    InputSettings.check(validation, "offsets", () -> unit(offsets));
    validation.done();
  }

  TextEncoding textEncoding() {
    return TextEncoding.named(encoding);
  }

  /** Empty: it is to be found. */
  Optional<OffsetUnit> offsetUnit() {
    return unit(offsets);
  }

  private static Optional<OffsetUnit> unit(String name) {
    return name.equals(InputSettings.AUTO) ? Optional.empty() : Optional.of(OffsetUnit.named(name));
  }
}
