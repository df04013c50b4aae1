package io.winnow.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.contract.BatchManifest;
import io.winnow.contract.OutboundSentence;
import io.winnow.text.OffsetUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The tools whose files are written and read besides Parquet. The unit of offsets in each:
 *
 * <ul>
 *   <li>Label Studio: code points; its editor turns the browser's UTF-16 offsets into them ({@code
 *       fixCodePointsInRange}), but versions of 2021 and before did not (issue 1347). Its exports
 *       quote the text, which tells the two apart.
 *   <li>doccano: UTF-16 units, or graphemes in projects that "count grapheme clusters as one
 *       character" (issue 2290).
 *   <li>Prodigy: code points; its offsets are those of spaCy, that is Python.
 *   <li>CoNLL columns have no offsets.
 * </ul>
 *
 * <p>A file whose spans fit another unit better is read in that one.
 */
public enum ToolFormat {
  LABEL_STUDIO(
      new FileLayout("json", "[\n", ",\n", "\n]\n"),
      LabelStudio::task,
      sent -> Map.of(LabelStudio.CONFIG_FILE, LabelStudio.config(sent)),
      new JsonTool(OffsetUnit.CODE_POINTS, LabelStudio::parse)),
  DOCCANO(
      FileLayout.lines("jsonl"),
      Doccano::task,
      sent -> Map.of("labels.json", Doccano.labels(sent.labelScheme())),
      new JsonTool(OffsetUnit.UTF_16, Doccano::parse)),
  PRODIGY(
      FileLayout.lines("jsonl"),
      Prodigy::task,
      sent -> Map.of("labels.txt", String.join("\n", sent.labels()) + "\n"),
      new JsonTool(OffsetUnit.CODE_POINTS, Prodigy::parse)),
  CONLL(FileLayout.lines("conll"), ConllColumns::task, sent -> Map.of(), null);

  /**
   * What stands around and between the tasks of a file.
   *
   * @param extension of its name, without the dot
   */
  record FileLayout(String extension, String head, String separator, String tail) {

    static FileLayout lines(String extension) {
      return new FileLayout(extension, "", "", "");
    }
  }

  /**
   * A tool that writes JSON.
   *
   * @param usual what its offsets count, unless a file says otherwise
   */
  record JsonTool(OffsetUnit usual, Function<JsonNode, Parsed> parser) {

    /**
     * @param record an object
     * @throws RecordTally.BadRecordException if it is no record of the tool
     */
    Parsed parse(JsonNode record) {
      return parser.apply(record);
    }
  }

  private final FileLayout layout;
  private final BiFunction<String, OutboundSentence, String> task;
  private final Function<BatchManifest, Map<String, String>> companions;
  private final JsonTool json;

  ToolFormat(
      FileLayout layout,
      BiFunction<String, OutboundSentence, String> task,
      Function<BatchManifest, Map<String, String>> companions,
      JsonTool json) {
    this.layout = layout;
    this.task = task;
    this.companions = companions;
    this.json = json;
  }

  /**
   * @throws IllegalArgumentException if there is none of the name; lists those there are
   */
  public static ToolFormat named(String name) {
    return OffsetUnit.named(values(), name, "format");
  }

  /**
   * Whether its exports say who answered. The others hold all sentences alike, also those that
   * nobody opened.
   */
  public boolean namesAnnotators() {
    return this == LABEL_STUDIO || this == PRODIGY;
  }

  FileLayout layout() {
    return layout;
  }

  /** A sentence as the tool imports it. */
  String task(String batchId, OutboundSentence sentence) {
    return task.apply(batchId, sentence);
  }

  /** What a tool needs beside the sentences: file name to content. */
  Map<String, String> companions(BatchManifest sent) {
    return companions.apply(sent);
  }

  /** How its exports are read if they are JSON. */
  Optional<JsonTool> json() {
    return Optional.ofNullable(json);
  }

  /** Such as {@code label-studio}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
