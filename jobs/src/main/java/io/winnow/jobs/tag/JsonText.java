package io.winnow.jobs.tag;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.winnow.annotation.ConfidentSpan;
import io.winnow.text.Word;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
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

  private static final JsonFactory JSON = new JsonFactory();
  private static final double DECIMALS = 10_000;

  @Override
  public void append(StringBuilder lines, TaggedSentence tagged) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(line)) {
      write(json, tagged);
    } catch (IOException e) {
      throw new UncheckedIOException("A string can't be written", e);
    }
    lines.append(line.getBuffer()).append('\n');
  }

  private static void write(JsonGenerator json, TaggedSentence tagged) throws IOException {
    String text = tagged.sentence().text();
    List<Word> words = tagged.sentence().words();
    int[] starts = new int[words.size()];
    int[] ends = new int[words.size()];
    place(text, words, starts, ends);
    json.writeStartObject();
    if (tagged.item().sourceId().isPresent()) {
      json.writeStringField("id", tagged.item().sourceId().get());
    }
    json.writeStringField("text", text);
    json.writeArrayFieldStart("words");
    for (int i = 0; i < words.size(); i++) {
      json.writeStartObject();
      json.writeStringField("text", words.get(i).text());
      json.writeNumberField("start", starts[i]);
      json.writeNumberField("end", ends[i]);
      json.writeEndObject();
    }
    json.writeEndArray();
    if (tagged.problem().isPresent()) {
      json.writeStringField("problem", tagged.problem().get());
    } else {
      json.writeArrayFieldStart("spans");
      for (ConfidentSpan found : tagged.spans()) {
        int first = found.span().startWord();
        int last = found.span().endWord() - 1;
        json.writeStartObject();
        json.writeNumberField("start", starts[first]);
        json.writeNumberField("end", ends[last]);
        json.writeStringField("type", found.span().type());
        json.writeNumberField("confidence", Math.round(found.confidence() * DECIMALS) / DECIMALS);
        json.writeStringField(
            "text", text.substring(words.get(first).start(), words.get(last).end()));
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    json.writeEndObject();
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
