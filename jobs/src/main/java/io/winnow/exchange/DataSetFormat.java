package io.winnow.exchange;

import io.winnow.exchange.ToolFormat.FileLayout;
import io.winnow.files.Conll;
import io.winnow.text.LabelScheme;
import io.winnow.text.OffsetUnit;
import io.winnow.text.TagFormat;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The ways in which a labelled data set leaves Winnow, a file a split. Offsets are code points. */
public enum DataSetFormat {
  /** Without comments: readers of CoNLL-2003's kind take any line for a word. */
  CONLL(
      "%s.conll",
      DataSetFile.texts(FileLayout.lines("conll"), DataSetFormat::columns), labels -> Map.of()),
  JSONL(
      "%s.jsonl",
      DataSetFile.texts(FileLayout.lines("jsonl"), DataSetColumns::line), labels -> Map.of()),
  HUGGINGFACE("data/%s-00000-of-00001.parquet", DataSetFile::parquet, labels -> Map.of()),
  LABEL_STUDIO(
      "%s.json",
      DataSetFile.texts(ToolFormat.LABEL_STUDIO.layout(), LabelStudio::labelled),
      labels -> Map.of(LabelStudio.CONFIG_FILE, LabelStudio.config(labels))),
  SPACY(
      "%s.jsonl",
      DataSetFile.texts(FileLayout.lines("jsonl"), DataSetColumns::ofSpacy), labels -> Map.of());

  private final String file;
  private final DataSetFile.Opening opening;
  private final Function<LabelScheme, Map<String, String>> companions;

  DataSetFormat(
      String file,
      DataSetFile.Opening opening,
      Function<LabelScheme, Map<String, String>> companions) {
    this.file = file;
    this.opening = opening;
    this.companions = companions;
  }

  /**
   * @throws IllegalArgumentException if there is none of the name; lists those there are
   */
  public static DataSetFormat named(String name) {
    return OffsetUnit.named(values(), name, "format");
  }

  /** Where a split lies in the data set's folder, such as {@code train.conll}. */
  public String file(String split) {
    return file.formatted(split);
  }

  public DataSetFile.Opening opening() {
    return opening;
  }

  /** What a tool needs beside the data: file name to content. */
  public Map<String, String> companions(LabelScheme labels) {
    return companions.apply(labels);
  }

  private static String columns(ExportedSentence exported) {
    StringBuilder lines = new StringBuilder();
    int words = exported.sentence().words().size();
    Conll.append(
        lines, exported.sentence().wordTexts(), TagFormat.IOB2.tags(words, exported.spans()));
    return lines.toString();
  }

  /** Such as {@code label-studio}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
