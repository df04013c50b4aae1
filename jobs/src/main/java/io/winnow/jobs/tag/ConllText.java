package io.winnow.jobs.tag;

import io.winnow.annotation.ConfidentSpan;
import io.winnow.text.TagFormat;
import io.winnow.text.Word;
import java.util.List;
import java.util.regex.Pattern;

/** A word and its IOB2 tag a line, parted by a tab; an empty line after each sentence. */
final class ConllText implements TaggedText {

  private static final Pattern BLANK = Pattern.compile("[\\s\\p{Z}\\p{Cc}]");

  @Override
  public void append(StringBuilder lines, TaggedSentence tagged) {
    List<Word> words = tagged.sentence().words();
    List<String> tags =
        TagFormat.IOB2.tags(
            words.size(), tagged.spans().stream().map(ConfidentSpan::span).toList());
    for (int i = 0; i < words.size(); i++) {
      // Many readers take any blank for the end of a column.
      lines.append(BLANK.matcher(words.get(i).text()).replaceAll("_"));
      lines.append('\t').append(tags.get(i)).append('\n');
    }
    lines.append('\n');
  }
}
