package io.winnow.spark;

import ai.djl.Device;
import io.winnow.acquisition.Formulas;
import io.winnow.acquisition.WordDistributions;
import io.winnow.annotation.ConfidentSpan;
import io.winnow.decoding.IobDecoder;
import io.winnow.model.InferenceOptions;
import io.winnow.model.Prediction;
import io.winnow.spark.TextPrediction.TextEntity;
import io.winnow.text.Word;
import io.winnow.text.WordSplitter;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.spark.TaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Predicts on texts with a model that this JVM holds and shares. One predictor a thread. */
public final class TextPredictor implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TextPredictor.class);

  private final TextInference inference;
  private final ExecutorModels.Hold hold;
  private final IobDecoder decoder;

  private TextPredictor(TextInference inference, ExecutorModels.Hold hold) {
    this.inference = inference;
    this.hold = hold;
    this.decoder = new IobDecoder(hold.classifier().scheme());
  }

  /** On the task's device; closed when the task ends, so not by the caller. */
  public static TextPredictor in(TaskContext task, TextInference inference) {
    return new TextPredictor(
        inference, ExecutorModels.holdIn(task, inference.files(), inference.precision()));
  }

  /** Outside of any task: on the driver's processor. */
  public static TextPredictor onDriver(TextInference inference) {
    return new TextPredictor(
        inference, ExecutorModels.hold(inference.files(), inference.precision(), Device.cpu()));
  }

  /**
   * @return as many, in their order; null where the text is null, or where prediction failed, which
   *     the log tells of
   */
  public List<TextPrediction> predict(List<String> texts) {
    List<List<Word>> split =
        texts.stream()
            .map(text -> text == null ? List.<Word>of() : WordSplitter.split(text))
            .toList();
    List<List<String>> words =
        split.stream().map(found -> found.stream().map(Word::text).toList()).toList();
    List<Prediction> predictions =
        hold.classifier().predict(words, inference.layout(), InferenceOptions.PLAIN).sentences();
    List<TextPrediction> predicted = new ArrayList<>(texts.size());
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      predicted.add(text == null ? null : predicted(text, split.get(i), predictions.get(i)));
    }
    return predicted;
  }

  private TextPrediction predicted(String text, List<Word> words, Prediction prediction) {
    if (prediction instanceof Prediction.SetAside aside) {
      LOG.warn("A text of {} characters has no prediction: {}", text.length(), aside.message());
      return null;
    }
    return ((Prediction.Predicted) prediction)
        .distributions()
        .map(sentence -> predicted(text, words, sentence))
        .orElse(TextPrediction.EMPTY);
  }

  private TextPrediction predicted(String text, List<Word> words, WordDistributions sentence) {
    List<TextEntity> entities = new ArrayList<>();
    for (ConfidentSpan found : decoder.spans(sentence)) {
      int start = words.get(found.span().startWord()).start();
      int end = words.get(found.span().endWord() - 1).end();
      String type = found.span().type();
      entities.add(
          new TextEntity(start, end, text.substring(start, end), type, found.confidence()));
    }
    return new TextPrediction(entities, OptionalDouble.of(Formulas.MNLP.score(sentence)));
  }

  @Override
  public void close() {
    hold.close();
  }
}
