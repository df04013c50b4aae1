package io.winnow.model.tags;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How the labels of a token classifier tell where an entity begins. */
public enum TagScheme {
  /**
   * {@code I-} on every word of an entity; {@code B-} only where one follows another of its type at
   * once (Ramshaw and Marcus 1995, W95-0107). CoNLL-2003 as released.
   */
  IOB1,
  /** {@code B-} on the first word, {@code I-} on the others. Winnow's own. */
  IOB2,
  /** One label a type, {@code I-PER} or {@code PER}: where an entity begins is not told. */
  IO,
  /**
   * The last word and the only word have labels of their own, too: BILOU (Ratinov and Roth 2009,
   * W09-1119), IOBES, BMES, BMEWO.
   */
  BILOU;

  /** As options and files have it, such as {@code iob1}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<TagScheme> ofCode(String code) {
    return Arrays.stream(values()).filter(it -> it.code().equals(code)).findFirst();
  }
}
