package io.winnow.contract;

import io.winnow.contract.HandOff.Guideline;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The page in each outbox: all that a vendor needs to annotate the batches. Its front matter has
 * {@code datasets.load_dataset} read the batches of the folder, and not the manifest.
 */
final class VendorPage {

  private static final String PAGE =
      """
      ---
      configs:
      - config_name: default
        data_files: "*.parquet"
      ---

      # Annotation batches of round %d (contract %s)

      %d sentences, %d words, in %d Parquet files. Mark the entities of each sentence.
      Each sentence should come back from %d different annotator(s). [%s](%s) is the whole contract, with examples.

      ## Entity types
      | type | what it covers | examples |
      |---|---|---|
      %s
      %s
      ## What a batch holds
      | column | meaning |
      |---|---|
      | `record_id` | names the sentence; return it unchanged |
      | `batch_id` | names the batch; return it unchanged |
      | `position` | place in the batch, from 1 |
      | `text` | the sentence |
      | `words` | its words: `text`, `start`, `end`. Offsets count Unicode code points of `text`, from 0; `end` is one past the last |
      | `suggestions` | what a model found, with its confidence from 0 to 1; may be wrong or empty |
      %s
      `manifest.json` lists the files with rows, words and SHA-256; check it with `sha256sum -c manifest.sha256`. If there
      is a `manifest.sig`, it holds the HMAC-SHA256 of `manifest.json` under the key agreed on.

      ## What to return
      One or more files named `*.parquet`, one row for each sentence and annotator. Names that begin with `_` or `.` are
      not read, so write under such a name and rename when the file is whole.

      | column | meaning |
      |---|---|
      | `record_id`, `batch_id` | as in the batch |
      | `annotator_id` | who answered |
      | `status` | `done`, `unsure` or `skipped`; without it, `done`. The spans of a skipped sentence are not read |
      | `spans` | list of `start_word`, `end_word`, `type`. Words count from 0, `end_word` is one past the last; spans must not overlap; an empty list says that there is no entity |
      | | or list of `start`, `end`, `type`, `text`: code points of the sentence's `text`, from 0, beginning and ending where words do; `text` is optional and quotes what lies between, so that a wrong offset is detected |
      | `tags` | instead of `spans`: one tag for each word, IOB1, IOB2 or BILOU |
      | `seconds` | optional: time spent |
      | `comment` | optional |

      Column names are case-sensitive. Their order, further columns and the width of integers do not matter.
      To correct an answer, send it again in a file whose name sorts after the first. The same answer twice counts once.

      ## Why a row can come back
      Rows count from 0.

      | reason | meaning |
      |---|---|
      %s
      """;

  private static final String PLACEHOLDERS =
      """

      ## Placeholders
      Private matter is replaced by placeholders. Each is one word of its sentence, or part of one. In one record, the
      same placeholder stands for the same thing. Mark it as you would mark what it stands for, always as a whole.

      | such as | how many |
      |---|---|
      %s
      """;

  private static final String SHOWN =
      """
      | `context_before`, `context_after` | the sentences around it, only to understand it: mark nothing there; may be empty |
      | `metadata` | what is known of it: a list of `name` and `value`; may be empty |
      """;

  private VendorPage() {}

  static String of(BatchManifest manifest) {
    Stream<String> types =
        manifest.labels().stream()
            .map(type -> row(type, manifest.guidelines().getOrDefault(type, Guideline.NONE)));
    Stream<String> reasons =
        Stream.of(ReasonCode.values())
            .map(code -> "| `%s` | %s |".formatted(code, cell(code.meaning())));
    return PAGE.formatted(
        manifest.round(),
        manifest.contract(),
        manifest.rows(),
        manifest.words(),
        manifest.files().size(),
        manifest.annotatorsPerSentence(),
        Contract.PAGE,
        Contract.PAGE,
        types.collect(Collectors.joining("\n")),
        placeholders(manifest),
        shown(manifest),
        reasons.collect(Collectors.joining("\n")));
  }

  /** Empty where a batch has no such columns. */
  private static String shown(BatchManifest manifest) {
    return manifest.contract().equals(ContractVersion.V1_0.number()) ? "" : SHOWN;
  }

  /** Empty where nothing was replaced. */
  private static String placeholders(BatchManifest manifest) {
    return manifest.redacted().isEmpty()
        ? ""
        : PLACEHOLDERS.formatted(
            manifest.redacted().entrySet().stream()
                .map(kind -> "| `[%s-1]` | %,d |".formatted(kind.getKey(), kind.getValue()))
                .collect(Collectors.joining("\n")));
  }

  private static String row(String type, Guideline guideline) {
    String examples =
        guideline.examples().stream().map(VendorPage::cell).collect(Collectors.joining("; "));
    return "| %s | %s | %s |".formatted(cell(type), cell(guideline.description()), examples);
  }

  /** A bar or a line break in the guidelines must not break the table. */
  private static String cell(String text) {
    return text.replace("|", "\\|").replaceAll("\\R", " ");
  }
}
