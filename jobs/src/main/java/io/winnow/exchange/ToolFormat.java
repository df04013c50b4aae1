package io.winnow.exchange;

import io.winnow.contract.SentSentences;
import io.winnow.text.LabelScheme;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The tools whose files are written and read beside Parquet. In what unit each counts offsets:
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
  LABEL_STUDIO("label-studio", "json", NamesAnnotators.YES) {
    @Override
    TaskWriter writer(OutputStream out) throws IOException {
      return new LabelStudioWriter(out);
    }

    @Override
    Map<String, String> companions(LabelScheme labels) {
      return Map.of("labeling-config.xml", LabelStudioWriter.config(labels));
    }

    @Override
    AnswerReader reader(Optional<OffsetUnit> offsets, SentSentences sent) {
      return new LabelStudioReader(offsets);
    }
  },
  DOCCANO("doccano", "jsonl", NamesAnnotators.NO) {
    @Override
    TaskWriter writer(OutputStream out) {
      return new DoccanoWriter(out);
    }

    @Override
    Map<String, String> companions(LabelScheme labels) {
      return Map.of("labels.json", DoccanoWriter.labels(labels));
    }

    @Override
    AnswerReader reader(Optional<OffsetUnit> offsets, SentSentences sent) {
      return new DoccanoReader(offsets.orElse(OffsetUnit.UTF_16));
    }
  },
  PRODIGY("prodigy", "jsonl", NamesAnnotators.YES) {
    @Override
    TaskWriter writer(OutputStream out) {
      return new ProdigyWriter(out);
    }

    @Override
    Map<String, String> companions(LabelScheme labels) {
      return Map.of("labels.txt", String.join("\n", labels.types()) + "\n");
    }

    @Override
    AnswerReader reader(Optional<OffsetUnit> offsets, SentSentences sent) {
      return new ProdigyReader(offsets.orElse(OffsetUnit.CODE_POINTS));
    }
  },
  CONLL("conll", "conll", NamesAnnotators.NO) {
    @Override
    TaskWriter writer(OutputStream out) {
      return new ConllWriter(out);
    }

    @Override
    Map<String, String> companions(LabelScheme labels) {
      return Map.of();
    }

    @Override
    AnswerReader reader(Optional<OffsetUnit> offsets, SentSentences sent) {
      return new ConllReader(sent);
    }
  };

  /** Whether a tool's export says who answered. */
  public enum NamesAnnotators {
    YES,
    NO
  }

  private final String label;
  private final String extension;
  private final NamesAnnotators annotators;

  ToolFormat(String label, String extension, NamesAnnotators annotators) {
    this.label = label;
    this.extension = extension;
    this.annotators = annotators;
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

  /** Writes the sentences of one batch. */
  abstract TaskWriter writer(OutputStream out) throws IOException;

  /** What a tool needs beside the sentences: file name to content. */
  abstract Map<String, String> companions(LabelScheme labels);

  /**
   * @param offsets empty: the tool's own
   * @param sent the sentences that may come back
   */
  abstract AnswerReader reader(Optional<OffsetUnit> offsets, SentSentences sent);

  /** Such as {@code label-studio}. */
  @Override
  public String toString() {
    return label;
  }
}
