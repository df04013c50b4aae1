package io.winnow.jobs.ingest;

import io.winnow.files.Conll;
import io.winnow.files.Lines;
import io.winnow.text.Tags;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The records of a file of CoNLL columns, see {@link Conll}. A file whose first line has one column
 * has no gold. A sentence with a bad line is bad as a whole; reading goes on after it.
 */
final class ConllRecords implements Records {

  private final Conll sentences;
  private long firstWordLine;
  private boolean isTagged;

  /**
   * @param longest characters that a sentence may have
   */
  ConllRecords(Lines lines, long longest) {
    this.sentences = new Conll(lines, longest);
  }

  @Override
  public Found next() throws IOException {
    Conll.Block sentence = sentences.next();
    while (sentence != null && sentence.words().isEmpty()) {
      sentence = sentences.next();
    }
    if (sentence == null) {
      return null;
    }
    if (firstWordLine == 0) {
      firstWordLine = sentence.firstWord();
      isTagged = Conll.columns(sentence.words().get(0)).length > 1;
    }
    List<String> words = new ArrayList<>();
    List<String> tags = new ArrayList<>();
    for (String line : sentence.words()) {
      String[] columns = Conll.columns(line);
      String problem = problem(columns);
      if (problem != null) {
        return new Found(
            sentence.firstWord() + words.size(),
            () -> {
              throw new IllegalArgumentException(problem);
            });
      }
      words.add(columns[0]);
      tags.add(columns[columns.length - 1]);
    }
    RecordGold gold = isTagged ? it -> RecordGold.ofTags(tags, it) : null;
    return new Found(sentence.firstWord(), () -> RawRecord.ofWords(words, gold));
  }

  private String problem(String[] columns) {
    if (columns[0].isEmpty()) {
      return "the word is empty";
    }
    if (isTagged && columns.length == 1) {
      return "only the word '%s' and no tag, where line %d has both"
          .formatted(columns[0], firstWordLine);
    }
    if (!isTagged && columns.length > 1) {
      return "%d columns, where line %d has one".formatted(columns.length, firstWordLine);
    }
    String tag = columns[columns.length - 1];
    return isTagged && !isTag(tag)
        ? "'%s' is no tag: O or one of B- I- L- E- U- S- and a type".formatted(tag)
        : null;
  }

  private static boolean isTag(String tag) {
    try {
      Tags.spans(List.of(tag));
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
