package io.winnow.exchange;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.annotation.ConfidentSpan;
import io.winnow.contract.Contract;
import io.winnow.contract.OutboundSentence;
import io.winnow.contract.ReturnedAnnotation;
import io.winnow.exchange.AnnotationReader.NotThatFormatException;
import io.winnow.json.JsonFormat;
import io.winnow.text.LabelScheme;
import java.io.BufferedInputStream;
import java.io.CharConversionException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Label Studio's JSON. Exported are tasks in an array, suggestions as predictions. What comes back
 * is its JSON export (tasks that hold annotations) or its JSON-MIN (one object an annotation), each
 * an array that is read element by element. Who answered is {@code completed_by}, in JSON-MIN
 * {@code annotator}.
 */
final class LabelStudio implements AnnotationReader {

  private static final String CONFIG =
      """
      <View>
        <Labels name="label" toName="text">
      %s
        </Labels>
        <Text name="text" value="$text" granularity="word"/>
      </View>
      """;

  private final LabelStudioTask task;

  /**
   * @param offsets empty: code points, unless the quoted texts fit UTF-16 units only
   */
  LabelStudio(Optional<OffsetUnit> offsets) {
    this.task = new LabelStudioTask(offsets);
  }

  @Override
  public void read(InputStream in, Sink sink) throws IOException {
    RationedInput input = new RationedInput(new BufferedInputStream(in, 1 << 16));
    try (JsonParser parser = JsonFormat.LENIENT.createParser(input)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        throw new NotThatFormatException("it is no JSON array of tasks");
      }
      RecordTally tally = new RecordTally(sink, "task");
      long number = 0;
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        if (parser.currentToken() == null) {
          throw new NotThatFormatException("it ends in the middle of its tasks");
        }
        number++;
        JsonNode element = JsonFormat.LENIENT.readTree(parser);
        tally.add(
            "task " + number,
            to -> {
              for (ReturnedAnnotation annotation : task.annotations(element)) {
                to.annotation(annotation);
              }
            });
        input.renew();
      }
      if (parser.nextToken() != null) {
        throw new NotThatFormatException("it goes on after its array of tasks");
      }
      tally.requireOne();
    } catch (JsonProcessingException | CharConversionException e) {
      throw new NotThatFormatException(
          "it is no whole JSON (%s)".formatted(JsonLines.firstLine(e.getMessage())), e);
    }
  }

  /** Stops a file whose one record would fill the memory: so many bytes a record, then no more. */
  static final class RationedInput extends FilterInputStream {

    /** Far more than one task needs, plus what the parser reads ahead. */
    private static final int RATION = 32 << 20;

    private long left = RATION;

    RationedInput(InputStream in) {
      super(in);
    }

    /** A record is read; the next one may have as much. */
    void renew() {
      left = RATION;
    }

    @Override
    public int read() throws IOException {
      int next = super.read();
      spend(1);
      return next;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      spend(read);
      return read;
    }

    private void spend(int bytes) {
      left -= bytes;
      if (left < 0) {
        throw new NotThatFormatException(
            "one of its tasks is longer than %d MiB".formatted(RATION >> 20));
      }
    }
  }

  static String task(String batchId, OutboundSentence sentence) {
    ObjectNode task = JsonNodeFactory.instance.objectNode();
    task.putObject("data")
        .put(Contract.TEXT, sentence.text())
        .put(Contract.RECORD_ID, sentence.recordId())
        .put(Contract.BATCH_ID, batchId);
    if (!sentence.suggestions().isEmpty()) {
      ArrayNode result =
          task.putArray("predictions")
              .addObject()
              .put("model_version", "suggestions")
              .putArray("result");
      for (ConfidentSpan suggestion : sentence.suggestions()) {
        addSuggestion(result, sentence, suggestion);
      }
    }
    return Fields.json(task);
  }

  private static void addSuggestion(
      ArrayNode result, OutboundSentence sentence, ConfidentSpan suggestion) {
    String text = sentence.text();
    int start = sentence.words().get(suggestion.span().startWord()).start();
    int end = sentence.words().get(suggestion.span().endWord() - 1).end();
    ObjectNode region =
        result
            .addObject()
            .put("id", "s" + result.size())
            .put("from_name", "label")
            .put("to_name", "text")
            .put("type", "labels")
            .put("score", suggestion.confidence());
    region
        .putObject("value")
        .put("start", text.codePointCount(0, start))
        .put("end", text.codePointCount(0, end))
        .put("text", text.substring(start, end))
        .putArray("labels")
        .add(suggestion.span().type());
  }

  /** The labelling interface of the project, for its settings. */
  static String config(LabelScheme labels) {
    return CONFIG.formatted(
        labels.types().stream()
            .map(type -> "    <Label value=\"%s\"/>".formatted(escaped(type)))
            .collect(Collectors.joining("\n")));
  }

  private static String escaped(String value) {
    return value
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
