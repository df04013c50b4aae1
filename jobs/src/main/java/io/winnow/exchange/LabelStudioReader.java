package io.winnow.exchange;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.contract.ReturnedAnnotation;
import io.winnow.exchange.AnnotationReader.NotThatFormatException;
import io.winnow.json.JsonFormat;
import java.io.BufferedInputStream;
import java.io.CharConversionException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Label Studio's JSON export (tasks that hold annotations) and its JSON-MIN (one object an
 * annotation), each an array that is read element by element. Who answered is {@code completed_by},
 * in JSON-MIN {@code annotator}.
 */
final class LabelStudioReader implements AnnotationReader {

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
        JsonNode element = parser.readValueAsTree();
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
}
