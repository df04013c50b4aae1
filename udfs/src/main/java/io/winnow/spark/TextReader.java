package io.winnow.spark;

import ai.djl.Device;
import io.winnow.acquisition.Mnlp;
import io.winnow.acquisition.WordDistributions;
import io.winnow.annotation.ConfidentSpan;
import io.winnow.decoding.IobDecoder;
import io.winnow.model.SentenceReading;
import io.winnow.model.Survey;
import io.winnow.model.TokenClassifier;
import io.winnow.model.Torch;
import io.winnow.text.Word;
import io.winnow.text.WordSplitter;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.spark.TaskContext;
import org.apache.spark.util.TaskCompletionListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads texts with a model that this JVM holds and shares. One reader a thread. */
public final class TextReader implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TextReader.class);
  private static final Mnlp MNLP = new Mnlp();

  private final TextModel model;
  private final ExecutorModels.Hold hold;
  private final IobDecoder decoder;

  private TextReader(TextModel model, Device device) {
    this.model = model;
    this.hold = ExecutorModels.hold(model.files(), model.precision(), device);
    this.decoder = new IobDecoder(hold.classifier().scheme());
  }

  /** On the task's device; closed when the task ends, so not by the caller. */
  public static TextReader in(TaskContext task, TextModel model) {
    // Spark runs a task a core: more threads in one would only get in the others' way.
    Torch.threads(1);
    TextReader reader = new TextReader(model, TaskDevice.of(task));
    TaskCompletionListener release = context -> reader.close();
    task.addTaskCompletionListener(release);
    return reader;
  }

  /** Outside of any task, as Spark's planner computes a constant: on the driver's processor. */
  public static TextReader onDriver(TextModel model) {
    return new TextReader(model, Device.cpu());
  }

  /**
   * @param texts of any length, in any order; null where there is none
   * @return as many, in their order; null where the text is null, or could not be read, which the
   *     log tells of
   */
  public List<TextReading> read(List<String> texts) {
    List<List<Word>> split = new ArrayList<>(texts.size());
    List<List<String>> words = new ArrayList<>(texts.size());
    for (String text : texts) {
      List<Word> found = text == null ? List.of() : WordSplitter.split(text);
      split.add(found);
      words.add(found.stream().map(Word::text).toList());
    }
    List<SentenceReading> read =
        hold.classifier().read(words, model.layout(), Survey.PLAIN).sentences();
    List<TextReading> readings = new ArrayList<>(texts.size());
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      readings.add(text == null ? null : reading(text, split.get(i), read.get(i)));
    }
    return readings;
  }

  private TextReading reading(String text, List<Word> words, SentenceReading reading) {
    if (reading instanceof SentenceReading.SetAside aside) {
      LOG.warn("A text of {} characters was not read: {}", text.length(), aside.message());
      return null;
    }
    if (words.isEmpty()) {
      return TextReading.EMPTY;
    }
    float[] logProbabilities = ((SentenceReading.Read) reading).logProbabilities();
    TokenClassifier classifier = hold.classifier();
    WordDistributions read =
        new WordDistributions(logProbabilities, words.size(), classifier.scheme().tagCount());
    List<TextEntity> entities = new ArrayList<>();
    for (ConfidentSpan found : decoder.spans(read)) {
      int start = words.get(found.span().startWord()).start();
      int end = words.get(found.span().endWord() - 1).end();
      String type = found.span().type();
      entities.add(
          new TextEntity(start, end, text.substring(start, end), type, found.confidence()));
    }
    return new TextReading(entities, OptionalDouble.of(MNLP.score(read)));
  }

  @Override
  public void close() {
    hold.close();
  }
}
