package io.winnow.contract;

import io.winnow.files.Resources;
import java.util.Locale;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/**
 * What Winnow and a vendor agreed on, in one place: names of files, footer keys and columns, and
 * the Parquet schemas. Offsets that cross to the vendor count Unicode code points; inside Winnow
 * they count UTF-16 units.
 */
public final class Contract {

  public static final String MANIFEST = "manifest.json";
  public static final String MANIFEST_CHECKSUM = "manifest.sha256";

  /** HMAC-SHA256 of the manifest's bytes, in hexadecimal; see {@link VendorKey}. */
  public static final String MANIFEST_SIGNATURE = "manifest.sig";

  public static final String README = "README.md";

  /** This contract, written for vendors; and what a manifest looks like, as a JSON Schema. */
  public static final String PAGE = "CONTRACT.md";

  public static final String MANIFEST_SCHEMA = "manifest.schema.json";

  /** Footer keys of a batch. Labels are a JSON array, guidelines a JSON object by type. */
  public static final String KEY_CONTRACT = "winnow.contract";

  public static final String KEY_BATCH = "winnow.batch";
  public static final String KEY_ROUND = "winnow.round";
  public static final String KEY_LABELS = "winnow.labels";
  public static final String KEY_GUIDELINES = "winnow.guidelines";
  public static final String KEY_ANNOTATORS = "winnow.annotators-per-sentence";
  public static final String KEY_OFFSETS = "winnow.offsets";
  public static final String CODE_POINTS = "code-points";

  public static final String RECORD_ID = "record_id";
  public static final String BATCH_ID = "batch_id";
  public static final String TEXT = "text";
  public static final String ANNOTATOR_ID = "annotator_id";
  public static final String STATUS = "status";
  public static final String SPANS = "spans";
  public static final String TAGS = "tags";
  public static final String SECONDS = "seconds";
  public static final String COMMENT = "comment";

  /** Columns of a batch that are there since 1.1, see {@link Shown}. */
  public static final String CONTEXT_BEFORE = "context_before";

  public static final String CONTEXT_AFTER = "context_after";
  public static final String METADATA = "metadata";

  /** Why another tool's record could not be imported; such a row is no answer. */
  public static final String IMPORT_ERROR = "import_error";

  /** Fields of a word; of a span by character, beside {@link #TEXT}. */
  public static final String START = "start";

  public static final String END = "end";

  /** Fields of a span by word. */
  public static final String START_WORD = "start_word";

  public static final String END_WORD = "end_word";
  public static final String TYPE = "type";

  /**
   * A batch of the newest version as the vendor gets it; {@code position} counts from 1 within the
   * batch.
   */
  public static final MessageType BATCH = schema("winnow_batch");

  /** A return as Winnow would write it itself. {@link ReturnReader} takes much more than this. */
  public static final MessageType RETURN = schema("winnow_return");

  private Contract() {}

  /** The page that vendors get is what defines the schemas. */
  private static MessageType schema(String name) {
    String page = Resources.text(Contract.class, PAGE);
    int start = page.indexOf("message " + name);
    return MessageTypeParser.parseMessageType(page.substring(start, page.indexOf("```", start)));
  }

  /** The id of a batch, such as {@code r0003-b0001}; batches count from 1. */
  public static String batchId(int round, int batch) {
    return String.format(Locale.ROOT, "r%04d-b%04d", round, batch);
  }

  /** The file name of a batch, such as {@code batch-0001.parquet}. */
  public static String batchFile(int batch) {
    return String.format(Locale.ROOT, "batch-%04d.parquet", batch);
  }
}
