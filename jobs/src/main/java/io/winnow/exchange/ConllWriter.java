package io.winnow.exchange;

import io.winnow.annotation.ConfidentSpan;
import io.winnow.contract.OutboundSentence;
import io.winnow.text.TagFormat;
import io.winnow.text.Word;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Two columns, word and IOB2 tag, parted by a tab; comments before each sentence name it, as in
 * CoNLL-U, and an empty line ends it.
 */
final class ConllWriter implements TaskWriter {

  static final String RECORD = "# record_id = ";
  static final String BATCH = "# batch_id = ";

  private final OutputStream out;

  ConllWriter(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(String batchId, OutboundSentence sentence) throws IOException {
    StringBuilder lines = new StringBuilder();
    lines.append(RECORD).append(sentence.recordId()).append('\n');
    lines.append(BATCH).append(batchId).append('\n');
    List<Word> words = sentence.words();
    List<String> tags =
        TagFormat.IOB2.tags(
            words.size(), sentence.suggestions().stream().map(ConfidentSpan::span).toList());
    for (int i = 0; i < words.size(); i++) {
      String word = sentence.text().substring(words.get(i).start(), words.get(i).end());
      lines.append(column(word)).append('\t').append(tags.get(i)).append('\n');
    }
    out.write(lines.append('\n').toString().getBytes(StandardCharsets.UTF_8));
  }

  /** A word as a column: a blank within it would be the column's end. */
  static String column(String word) {
    String column = word.replaceAll("[\\s\\p{Z}\\p{Cc}]", "_");
    return column.isEmpty() ? "_" : column;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
