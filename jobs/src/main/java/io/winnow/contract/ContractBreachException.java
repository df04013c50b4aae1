package io.winnow.contract;

import io.winnow.display.Excerpt;
import io.winnow.offsets.OffsetDecision;
import io.winnow.text.OffsetUnit;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Collectors;

/**
 * A whole file, not one of its rows, breaks the contract; nothing of it is merged.
 *
 * @since 0.1.0
 */
public final class ContractBreachException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final String AS_WE_COUNT =
      "Send offsets in Unicode code points from 0, the end behind the last one, as Python counts";

  private static final int MOST_SHOWN = 5;

  private final String file;

  ContractBreachException(String file, String message, Throwable cause) {
    super(Excerpt.message(message), cause);
    this.file = file;
  }

  /** What a library says of a file may repeat what the file says. */
  static String reason(Exception e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : Excerpt.of(e.getMessage());
  }

  /** A returned file that can't be read as Parquet. */
  static ContractBreachException unreadable(String file, String what, Throwable cause) {
    return new ContractBreachException(
        file,
        "Cannot read return %s: %s; nothing of it was merged. Request the file again, or remove it from the inbox"
            .formatted(file, what),
        cause);
  }

  /**
   * A returned file that takes more than it may.
   *
   * @param key the setting that says how much that is
   */
  static ContractBreachException beyond(String file, String what, String key) {
    return new ContractBreachException(
        file,
        "Cannot read return %s: %s; nothing of it was merged. Take it out of the inbox, or raise %s"
            .formatted(file, what, key),
        null);
  }

  /** Every file of a delivery, each for its own reason. */
  public static ContractBreachException all(List<ContractBreachException> refused) {
    return several(refused, "Nothing was merged");
  }

  /** Some files of a delivery. */
  public static ContractBreachException others(List<ContractBreachException> refused) {
    return several(refused, "The other files are merged");
  }

  private static ContractBreachException several(
      List<ContractBreachException> refused, String rest) {
    String more =
        refused.size() <= MOST_SHOWN
            ? ""
            : "\n%,d more files are refused, the last one is %s"
                .formatted(refused.size() - MOST_SHOWN, refused.get(refused.size() - 1).file());
    return new ContractBreachException(
        refused.get(0).file(),
        "%s%s\n%s"
            .formatted(
                refused.stream()
                    .limit(MOST_SHOWN)
                    .map(Throwable::getMessage)
                    .collect(Collectors.joining("\n")),
                more,
                rest),
        refused.get(0));
  }

  /** A returned file whose columns are missing or of the wrong type. */
  static ContractBreachException columns(String file, String what, Collection<String> found) {
    return new ContractBreachException(
        file,
        ("Cannot read return %s: %s; its columns are [%s]; nothing of it was merged. A return needs"
                + " record_id, batch_id, annotator_id and spans or tags, see the batch's README.md")
            .formatted(file, what, Excerpt.list(found)),
        null);
  }

  /** A returned file that says what it says in columns of other names. */
  static ContractBreachException misplaced(String file, String what) {
    return new ContractBreachException(
        file,
        ("Cannot merge return %s: %s; nothing of it was merged. Entities belong into 'spans', a"
                + " list of start_word, end_word and type, or of start, end, type and text; columns"
                + " that are something else are best left out")
            .formatted(file, what),
        null);
  }

  /** A returned file whose spans by word, or whose rows, are not those of the contract. */
  static ContractBreachException spans(String file, String what) {
    return new ContractBreachException(
        file,
        ("Cannot merge return %s: %s; nothing of it was merged. Words count from 0, and end_word"
                + " lies behind the last one; a row has all spans that an annotator gives a sentence")
            .formatted(file, what),
        null);
  }

  /** A returned file whose offsets do not count code points. */
  static ContractBreachException offsets(String file, OffsetDecision decision) {
    return new ContractBreachException(
        file,
        ("Cannot merge return %s: its offsets count %s, not %s: %s; nothing of it was merged. %s;"
                + " import another tool's export by 'winnow vendor import --offsets %s'")
            .formatted(
                file,
                decision.meant().stream()
                    .map(OffsetUnit::toString)
                    .collect(Collectors.joining(" or ")),
                decision.usual(),
                decision.counts(),
                AS_WE_COUNT,
                decision.meant().get(0)),
        null);
  }

  /** A returned file whose offsets do not go from 0 to one past the last. */
  static ContractBreachException shifted(String file, OffsetDecision.Shifted shifted) {
    return new ContractBreachException(
        file,
        "Cannot merge return %s: its offsets seem to be shifted: %s; nothing of it was merged. %s"
            .formatted(file, shifted, AS_WE_COUNT),
        null);
  }

  /** A return that is not what its manifest says. */
  static ContractBreachException manifest(String file, String what, Throwable cause) {
    return new ContractBreachException(
        file,
        "Cannot accept return %s: %s; nothing was merged. Request the return again, or remove it from the inbox"
            .formatted(file, what),
        cause);
  }

  /** Returns that no signed manifest names. */
  static ContractBreachException unsigned(String home, SortedSet<String> names) {
    return new ContractBreachException(
        home + names.first(),
        "Cannot accept return %s%s: no signed manifest names it, and WINNOW_VENDOR_KEY is set, so vendor.signatures asks for one; nothing was merged. Request manifest.json, which names it with its SHA-256, and manifest.sig; or remove it from the inbox; or set vendor.signatures = verified-if-present"
            .formatted(
                home + names.first(),
                names.size() == 1 ? "" : ", and %,d more".formatted(names.size() - 1)),
        null);
  }

  /** An export of another tool that can't be imported. */
  public static ContractBreachException foreign(String file, String format, String what) {
    return new ContractBreachException(
        file,
        "Cannot import %s as %s: %s; nothing was imported. Export it again, or use another --format"
            .formatted(file, format, what),
        null);
  }

  /**
   * An export that takes more than it may.
   *
   * @param key the setting that says how much that is
   */
  static ContractBreachException tooLargeImport(String file, String what, String key) {
    return new ContractBreachException(
        file,
        "Cannot import %s: %s; nothing was imported. Export only these sentences, or raise %s"
            .formatted(file, what, key),
        null);
  }

  /** An export that is hardly anybody's work. */
  public static ContractBreachException untouched(String files, String what) {
    return new ContractBreachException(
        files,
        "Cannot import %s: %s. Nothing was imported. Export only what annotators have approved (doccano: Export only approved documents), or, if they have looked at all of it, set vendor.max-unchanged-share=1"
            .formatted(files, what),
        null);
  }

  /** A batch of our own that is not as it was written. */
  static ContractBreachException outbox(String file, String what) {
    return new ContractBreachException(
        file,
        "Cannot read batch file %s: %s; restore the outbox to its original state"
            .formatted(file, what),
        null);
  }

  /** The file, as named within its inbox or outbox. */
  public String file() {
    return file;
  }
}
