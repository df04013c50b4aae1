package io.winnow.jobs.tag;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.annotation.ConfidentSpan;
import io.winnow.display.HighlightedText;
import io.winnow.display.TerminalView;
import io.winnow.files.Conll;
import io.winnow.jobs.ingest.SentenceStream.Item;
import io.winnow.json.JsonFormat;
import io.winnow.text.EntitySpan;
import io.winnow.text.TagFormat;
import io.winnow.text.Word;
import java.util.List;
import java.util.Optional;

/** How what was found is written: each sentence is a line, or lines, of its own. */
public enum TagForm {
  /** The text with its entities marked. */
  HIGHLIGHT,
  /**
   * An object a line, with the fields that {@code init} reads:
   *
   * <pre>
   * {"id": "7",                                            as in the input; absent if absent there
   *  "metadata": {"lang": "en"},                            its other fields with one value each
   *  "text": "In Paris",
   *  "words": [{"text": "In", "start": 0, "end": 2}, {"text": "Paris", "start": 3, "end": 8}],
   *  "spans": [{"start": 3, "end": 8, "type": "LOC", "confidence": 0.9312, "text": "Paris"}]}
   * </pre>
   *
   * Starts and ends count Unicode code points. A sentence that could not be read has {@code
   * problem} instead of {@code spans}.
   */
  JSONL,
  /** A word and its tag a line. */
  CONLL;

  private static final double DECIMALS = 10_000;

  /**
   * A sentence and what the model found in it.
   *
   * @param spans in reading order; none overlap
   * @param problem why the model could not read it; then there are no spans
   */
  record Tagged(Item item, List<ConfidentSpan> spans, Optional<String> problem) {}

  /** Appends a sentence with the end of its last line. */
  void append(StringBuilder lines, Tagged tagged, TerminalView view) {
    switch (this) {
      case HIGHLIGHT -> {
        HighlightedText text = HighlightedText.of(tagged.item().sentence(), tagged.spans());
        lines.append(view.text(text)).append('\n');
      }
      case JSONL -> lines.append(json(tagged)).append('\n');
      case CONLL -> {
        List<EntitySpan> spans = tagged.spans().stream().map(ConfidentSpan::span).toList();
        List<String> words = tagged.item().sentence().wordTexts();
        Conll.append(lines, words, TagFormat.IOB2.tags(words.size(), spans));
      }
    }
  }

  private static JsonNode tree(String json) {
    try {
      return JsonFormat.MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Metadata were written as JSON", e);
    }
  }

  private static ObjectNode json(Tagged tagged) {
    String text = tagged.item().sentence().text();
    List<Word> words = tagged.item().sentence().words();
    int[] starts = new int[words.size()];
    int[] ends = new int[words.size()];
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    tagged.item().sourceId().ifPresent(id -> json.put("id", id));
    tagged.item().metadata().ifPresent(fields -> json.set("metadata", tree(fields)));
    json.put("text", text);
    ArrayNode placed = json.putArray("words");
    // From UTF-16 to code points, in one pass.
    int units = 0;
    int points = 0;
    for (int i = 0; i < words.size(); i++) {
      Word word = words.get(i);
      starts[i] = points + text.codePointCount(units, word.start());
      ends[i] = starts[i] + text.codePointCount(word.start(), word.end());
      units = word.end();
      points = ends[i];
      placed.addObject().put("text", word.text()).put("start", starts[i]).put("end", ends[i]);
    }
    if (tagged.problem().isPresent()) {
      return json.put("problem", tagged.problem().get());
    }
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
    return json;
  }
}
