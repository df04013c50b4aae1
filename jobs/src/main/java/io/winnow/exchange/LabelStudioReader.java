package io.winnow.exchange;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.contract.ReturnedAnswer;
import java.io.BufferedInputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Label Studio's JSON export (tasks that hold annotations) and its JSON-MIN (one object an
 * annotation), each an array that is read element by element. Who answered is {@code completed_by},
 * in JSON-MIN {@code annotator}.
 */
final class LabelStudioReader implements AnswerReader {

  private final LabelStudioTask task;

  /**
   * @param offsets empty: code points, unless the quoted texts fit UTF-16 units only
   */
  LabelStudioReader(Optional<OffsetUnit> offsets) {
    this.task = new LabelStudioTask(offsets);
  }

  @Override
  public void read(InputStream in, Sink sink) throws IOException {
    RationedInput input = new RationedInput(new BufferedInputStream(in, 1 << 16));
    try (JsonParser parser = Fields.JSON.createParser(input)) {
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
        JsonNode element = parser.readValueAsTree();
        tally.add(
            "task " + number,
            to -> {
              for (ReturnedAnswer answer : task.answers(element)) {
                to.answer(answer);
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
}
