package io.winnow.columns;

import java.util.List;
import java.util.regex.Pattern;

/** The counts of words in a sentence or a file, as CoNLL-U and others have them. */
final class WordIndex {

  /** {@code 1-2} and {@code 8.1}: what has no place of its own among the words. */
  private static final Pattern NO_WORD = Pattern.compile("\\d+[-.]\\d+");

  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

  private WordIndex() {}

  static boolean isNoWord(String value) {
    return NO_WORD.matcher(value).matches();
  }

  /** Whether all values count words, from 0 or 1 in each sentence or on through the file. */
  static boolean counts(List<List<String>> sentences) {
    int before = -1;
    for (List<String> sentence : sentences) {
      boolean isFirst = true;
      for (String value : sentence) {
        if (isNoWord(value)) {
          continue;
        }
        if (!NUMBER.matcher(value).matches()) {
          return false;
        }
        int number = Integer.parseInt(value);
        boolean begins = number <= 1 && (isFirst || before > 1 && number < before);
        if (!begins && number != before + 1 || before < 0 && number > 1) {
          return false;
        }
        before = number;
        isFirst = false;
      }
    }
    return before >= 0;
  }

  /** Where a count begins again within a sentence, from 0; -1 if it does not. */
  static int restart(List<String> sentence) {
    int before = -1;
    for (int word = 0; word < sentence.size(); word++) {
      String value = sentence.get(word);
      if (NUMBER.matcher(value).matches()) {
        int number = Integer.parseInt(value);
        if (number <= before) {
          return word;
        }
        before = number;
      }
    }
    return -1;
  }
}
