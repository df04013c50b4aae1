package io.winnow.jobs.tag;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.annotation.ConfidentSpan;
import io.winnow.jobs.tag.TagForm.TaggedText;
import io.winnow.jobs.tag.Tagger.TaggedSentence;
import io.winnow.text.Word;
import java.util.List;

/**
 * An object a line, with the fields that {@code init} reads:
 *
 * <pre>
 * {"id": "7",                                              as in the input; absent if absent there
 *  "text": "In Paris",
 *  "words": [{"text": "In", "start": 0, "end": 2}, {"text": "Paris", "start": 3, "end": 8}],
 *  "spans": [{"start": 3, "end": 8, "type": "LOC", "confidence": 0.9312, "text": "Paris"}]}
 * </pre>
 *
 * Starts and ends count Unicode code points. A sentence that could not be read has {@code problem}
 * instead of {@code spans}.
 */
final class JsonText implements TaggedText {

  private static final double DECIMALS = 10_000;

  @Override
  public void append(StringBuilder lines, TaggedSentence tagged) {
    String text = tagged.sentence().text();
    List<Word> words = tagged.sentence().words();
    int[] starts = new int[words.size()];
    int[] ends = new int[words.size()];
    place(text, words, starts, ends);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    tagged.item().sourceId().ifPresent(id -> json.put("id", id));
    json.put("text", text);
    ArrayNode placed = json.putArray("words");
    for (int i = 0; i < words.size(); i++) {
      placed
          .addObject()
          .put("text", words.get(i).text())
          .put("start", starts[i])
          .put("end", ends[i]);
    }
    if (tagged.problem().isPresent()) {
      json.put("problem", tagged.problem().get());
    } else {
      ArrayNode spans = json.putArray("spans");
      for (ConfidentSpan found : tagged.spans()) {
        int first = found.span().startWord();
        int last = found.span().endWord() - 1;
        spans
            .addObject()
            .put("start", starts[first])
            .put("end", ends[last])
            .put("type", found.span().type())
            .put("confidence", Math.round(found.confidence() * DECIMALS) / DECIMALS)
            .put("text", text.substring(words.get(first).start(), words.get(last).end()));
      }
    }
    lines.append(json).append('\n');
  }

  /** From UTF-16 to code points, in one pass. */
  private static void place(String text, List<Word> words, int[] starts, int[] ends) {
    int units = 0;
    int points = 0;
    for (int i = 0; i < words.size(); i++) {
      Word word = words.get(i);
      starts[i] = points + text.codePointCount(units, word.start());
      ends[i] = starts[i] + text.codePointCount(word.start(), word.end());
      units = word.end();
      points = ends[i];
    }
  }
}
