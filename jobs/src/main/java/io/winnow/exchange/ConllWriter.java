package io.winnow.exchange;

import io.winnow.annotation.ConfidentSpan;
import io.winnow.contract.OutboundSentence;
import io.winnow.files.Conll;
import io.winnow.text.TagFormat;
import io.winnow.text.Word;
import java.util.List;

/**
 * Two columns, word and IOB2 tag, parted by a tab; comments before each sentence name it, as in
 * CoNLL-U, and an empty line ends it.
 */
final class ConllWriter {

  static final String RECORD = "# record_id = ";
  static final String BATCH = "# batch_id = ";

  private ConllWriter() {}

  static String task(String batchId, OutboundSentence sentence) {
    StringBuilder lines = new StringBuilder();
    lines.append(RECORD).append(sentence.recordId()).append('\n');
    lines.append(BATCH).append(batchId).append('\n');
    String text = sentence.text();
    List<Word> words = sentence.words();
    Conll.append(
        lines,
        words.stream().map(word -> text.substring(word.start(), word.end())).toList(),
        TagFormat.IOB2.tags(
            words.size(), sentence.suggestions().stream().map(ConfidentSpan::span).toList()));
    return lines.toString();
  }
}
