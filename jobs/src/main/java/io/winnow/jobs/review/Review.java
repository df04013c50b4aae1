package io.winnow.jobs.review;

import io.winnow.acquisition.WordDistributions;
import io.winnow.annotation.ConfidentSpan;
import io.winnow.decoding.IobDecoder;
import io.winnow.evaluation.ConfidentLearning;
import io.winnow.evaluation.ConfidentLearning.JudgedWord;
import io.winnow.evaluation.ConfidentLearning.UnseenSentence;
import io.winnow.evaluation.LabelQuality;
import io.winnow.jobs.train.Example;
import io.winnow.spark.Rows;
import io.winnow.text.LabelScheme;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;

/**
 * All labels, ranked.
 *
 * @param sentences the most doubtful first
 * @param errorShare the estimated share of words with a wrong tag
 */
record Review(List<ReviewedSentence> sentences, double errorShare) {

  /** Why a sentence is in a selection that was made from a review. */
  static final String REASON = "review";

  /**
   * @param rows of {@link io.winnow.spark.Schemas#LABELS}, all with words
   * @param examples the same
   * @param read their log-probabilities, by models that did not train on them
   */
  static Review of(
      List<Row> rows,
      List<Example> examples,
      List<float[]> read,
      LabelScheme scheme,
      LabelQuality quality) {
    List<UnseenSentence> unseen = new ArrayList<>();
    for (int i = 0; i < examples.size(); i++) {
      Example example = examples.get(i);
      int[] given = scheme.tagIds(example.words().size(), example.spans());
      unseen.add(new UnseenSentence(given, read.get(i)));
    }
    ConfidentLearning learnt = ConfidentLearning.of(unseen, scheme.tagCount());
    int[] doubted = new int[examples.size()];
    learnt.doubtedWords(quality).forEach(word -> doubted[word.sentence()]++);
    IobDecoder decoder = new IobDecoder(scheme);
    List<ReviewedSentence> ranked = new ArrayList<>();
    for (JudgedWord worst : learnt.worstWords(quality)) {
      int place = worst.sentence();
      var sentence = Rows.sentence(rows.get(place));
      List<ConfidentSpan> suggested =
          decoder.spans(
              new WordDistributions(read.get(place), sentence.words().size(), scheme.tagCount()));
      ranked.add(
          new ReviewedSentence(
              ranked.size() + 1,
              sentence,
              examples.get(place).spans(),
              suggested,
              worst,
              doubted[place],
              ReviewedSentence.reason(sentence, unseen.get(place), worst, scheme)));
    }
    return new Review(List.copyOf(ranked), learnt.errorShare());
  }

  /** Those with a word that the model is confident of another tag of, at most so many. */
  List<ReviewedSentence> doubted(long most) {
    return sentences.stream().filter(sentence -> sentence.doubtedWords() > 0).limit(most).toList();
  }
}
