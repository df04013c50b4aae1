package io.winnow.jobs.ingest;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A part of a data set, told by the names of its files as the HuggingFace hub does ({@code
 * datasets/data_files.py}): a keyword between separators, which are {@code - . _}, blanks and
 * digits. Beyond that, names like {@code testset}, {@code split=test} and those of CoNLL-2003.
 */
enum Split {
  TRAIN("train", "training"),
  VALIDATION("validation", "valid", "dev", "val", "testa"),
  TEST("test", "testing", "eval", "evaluation", "testb", "holdout", "heldout");

  private final Pattern keyword;
  private final String first;

  Split(String... keywords) {
    this.keyword =
        Pattern.compile(
            "(?<![^-._ =0-9])(%s)(set)?(?![^-._ =0-9])".formatted(String.join("|", keywords)),
            Pattern.CASE_INSENSITIVE);
    this.first = keywords[0];
  }

  /**
   * @param name of a file or folder
   * @throws InputException if it names two
   */
  static Optional<Split> ofName(String name) {
    Set<Split> named =
        Arrays.stream(values())
            .filter(split -> split.keyword.matcher(name).find())
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Split.class)));
    if (named.size() > 1) {
      throw new InputException(
          "Cannot tell which part of a data set %s is: its name has %s; rename it, give each file by its own path, or --set init.splits=none to read all files of the folder alike"
              .formatted(
                  name, named.stream().map(Split::toString).collect(Collectors.joining(" and "))));
    }
    return named.stream().findFirst();
  }

  /** Those whose plainest keyword is in a name, maybe as a part of another word. */
  static Stream<Split> hinted(String name) {
    return Arrays.stream(values())
        .filter(split -> name.toLowerCase(Locale.ROOT).contains(split.first));
  }

  /** Which to measure on, the first one there is. */
  static List<Split> measuredOn() {
    return List.of(TEST, VALIDATION);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
