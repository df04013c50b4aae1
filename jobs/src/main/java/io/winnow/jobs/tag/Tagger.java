package io.winnow.jobs.tag;

import io.winnow.acquisition.WordDistributions;
import io.winnow.annotation.ConfidentSpan;
import io.winnow.decoding.IobDecoder;
import io.winnow.jobs.ingest.SentenceStream.Item;
import io.winnow.model.BatchLayout;
import io.winnow.model.InferenceOptions;
import io.winnow.model.Prediction;
import io.winnow.model.TokenClassifier;
import io.winnow.text.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the entities of sentences. One tagger a thread. */
final class Tagger {

  private final TokenClassifier classifier;
  private final BatchLayout layout;
  private final Wanted wanted;
  private final IobDecoder decoder;

  Tagger(TokenClassifier classifier, BatchLayout layout, Wanted wanted) {
    wanted.check(classifier.scheme());
    this.classifier = classifier;
    this.layout = layout;
    this.wanted = wanted;
    this.decoder = new IobDecoder(classifier.scheme());
  }

  /** As many as there are items, in their order. */
  List<TaggedSentence> tag(List<Item> items) {
    List<List<String>> words = items.stream().map(item -> item.sentence().wordTexts()).toList();
    List<Prediction> read = classifier.predict(words, layout, InferenceOptions.PLAIN).sentences();
    List<TaggedSentence> tagged = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      tagged.add(tagged(items.get(i), read.get(i)));
    }
    return tagged;
  }

  private TaggedSentence tagged(Item item, Prediction reading) {
    if (reading instanceof Prediction.SetAside aside) {
      return new TaggedSentence(item, List.of(), Optional.of(aside.message()));
    }
    int words = item.sentence().words().size();
    if (words == 0) {
      return new TaggedSentence(item, List.of(), Optional.empty());
    }
    float[] logProbabilities = ((Prediction.Predicted) reading).logProbabilities();
    List<ConfidentSpan> spans =
        decoder.spans(
            new WordDistributions(logProbabilities, words, classifier.scheme().tagCount()));
    return new TaggedSentence(item, wanted.of(spans), Optional.empty());
  }

  /**
   * A sentence and what the model found in it.
   *
   * @param spans in reading order; none overlap
   * @param problem why the model could not read it; then there are no spans
   */
  record TaggedSentence(Item item, List<ConfidentSpan> spans, Optional<String> problem) {

    Sentence sentence() {
      return item.sentence();
    }
  }
}
