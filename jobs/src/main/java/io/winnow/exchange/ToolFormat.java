package io.winnow.exchange;

import io.winnow.contract.OutboundSentence;
import io.winnow.contract.SentSentences;
import io.winnow.text.LabelScheme;
import io.winnow.text.OffsetUnit;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

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
 */
public enum ToolFormat {
  LABEL_STUDIO(
      new FileLayout("json", "[\n", ",\n", "\n]\n"),
      LabelStudio::task,
      labels -> Map.of("labeling-config.xml", LabelStudio.config(labels)),
      (in, offsets, sent, sink) ->
          JsonRecords.array(in, new LabelStudio(offsets)::annotations, sink)),
  DOCCANO(
      FileLayout.lines("jsonl"),
      Doccano::task,
      labels -> Map.of("labels.json", Doccano.labels(labels)),
      (in, offsets, sent, sink) ->
          JsonRecords.lines(in, new Doccano(offsets.orElse(OffsetUnit.UTF_16))::annotation, sink)),
  PRODIGY(
      FileLayout.lines("jsonl"),
      Prodigy::task,
      labels -> Map.of("labels.txt", String.join("\n", labels.types()) + "\n"),
      (in, offsets, sent, sink) ->
          JsonRecords.lines(
              in, new Prodigy(offsets.orElse(OffsetUnit.CODE_POINTS))::annotation, sink)),
  CONLL(
      FileLayout.lines("conll"),
      ConllColumns::task,
      labels -> Map.of(),
      (in, offsets, sent, sink) -> new ConllColumns(sent).read(in, sink));

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

  private interface Reading {
    void read(
        InputStream in, Optional<OffsetUnit> offsets, SentSentences sent, RecordTally.Sink sink)
        throws IOException;
  }

  private final FileLayout layout;
  private final BiFunction<String, OutboundSentence, String> task;
  private final Function<LabelScheme, Map<String, String>> companions;
  private final Reading reading;

  ToolFormat(
      FileLayout layout,
      BiFunction<String, OutboundSentence, String> task,
      Function<LabelScheme, Map<String, String>> companions,
      Reading reading) {
    this.layout = layout;
    this.task = task;
    this.companions = companions;
    this.reading = reading;
  }

  /**
   * @throws IllegalArgumentException if there is none of the name; lists those there are
   */
  public static ToolFormat named(String name) {
    return Arrays.stream(values())
        .filter(format -> format.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is no format; there are %s"
                        .formatted(
                            name,
                            Arrays.stream(values())
                                .map(ToolFormat::toString)
                                .collect(Collectors.joining(", ")))));
  }

  /** Whether its exports say who answered. */
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
  Map<String, String> companions(LabelScheme labels) {
    return companions.apply(labels);
  }

  /**
   * Reads an export, record by record; holds one. A record that can't be read becomes an answer
   * with an error.
   *
   * @param offsets empty: the tool's own
   * @param sent the sentences that may come back
   * @throws RecordTally.NotThatFormatException if the file as a whole is no such export
   */
  void read(InputStream in, Optional<OffsetUnit> offsets, SentSentences sent, RecordTally.Sink sink)
      throws IOException {
    reading.read(in, offsets, sent, sink);
  }

  /** Such as {@code label-studio}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
