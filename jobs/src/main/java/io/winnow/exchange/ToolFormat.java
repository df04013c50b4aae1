package io.winnow.exchange;

import io.winnow.contract.OutboundSentence;
import io.winnow.contract.SentSentences;
import io.winnow.text.LabelScheme;
import java.util.Arrays;
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
      "label-studio",
      "json",
      NamesAnnotators.YES,
      new Frame("[\n", ",\n", "\n]\n"),
      LabelStudio::task,
      labels -> Map.of("labeling-config.xml", LabelStudio.config(labels)),
      (offsets, sent) -> new LabelStudio(offsets)),
  DOCCANO(
      "doccano",
      "jsonl",
      NamesAnnotators.NO,
      Frame.NONE,
      Doccano::task,
      labels -> Map.of("labels.json", Doccano.labels(labels)),
      (offsets, sent) -> new Doccano(offsets.orElse(OffsetUnit.UTF_16))),
  PRODIGY(
      "prodigy",
      "jsonl",
      NamesAnnotators.YES,
      Frame.NONE,
      Prodigy::task,
      labels -> Map.of("labels.txt", String.join("\n", labels.types()) + "\n"),
      (offsets, sent) -> new Prodigy(offsets.orElse(OffsetUnit.CODE_POINTS))),
  CONLL(
      "conll",
      "conll",
      NamesAnnotators.NO,
      Frame.NONE,
      ConllColumns::task,
      labels -> Map.of(),
      (offsets, sent) -> new ConllColumns(sent));

  /** Whether a tool's export says who answered. */
  public enum NamesAnnotators {
    YES,
    NO
  }

  /**
   * What stands around the tasks of a file.
   *
   * @param head what it begins with
   * @param separator what stands between two tasks
   * @param tail what it ends with
   */
  record Frame(String head, String separator, String tail) {

    static final Frame NONE = new Frame("", "", "");
  }

  private interface Reading {
    AnnotationReader reader(Optional<OffsetUnit> offsets, SentSentences sent);
  }

  private final String label;
  private final String extension;
  private final NamesAnnotators annotators;
  private final Frame frame;
  private final BiFunction<String, OutboundSentence, String> task;
  private final Function<LabelScheme, Map<String, String>> companions;
  private final Reading reading;

  ToolFormat(
      String label,
      String extension,
      NamesAnnotators annotators,
      Frame frame,
      BiFunction<String, OutboundSentence, String> task,
      Function<LabelScheme, Map<String, String>> companions,
      Reading reading) {
    this.label = label;
    this.extension = extension;
    this.annotators = annotators;
    this.frame = frame;
    this.task = task;
    this.companions = companions;
    this.reading = reading;
  }

  /**
   * @throws IllegalArgumentException if there is none of the name; lists those there are
   */
  public static ToolFormat named(String name) {
    return Arrays.stream(values())
        .filter(format -> format.label.equals(name))
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

  public NamesAnnotators annotators() {
    return annotators;
  }

  /** Of a file's name, without the dot. */
  String extension() {
    return extension;
  }

  Frame frame() {
    return frame;
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
   * @param offsets empty: the tool's own
   * @param sent the sentences that may come back
   */
  AnnotationReader reader(Optional<OffsetUnit> offsets, SentSentences sent) {
    return reading.reader(offsets, sent);
  }

  /** Such as {@code label-studio}. */
  @Override
  public String toString() {
    return label;
  }
}
