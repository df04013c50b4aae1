package io.winnow.model;

import io.winnow.text.EntitySpan;
import java.util.ArrayList;
import java.util.List;

/**
 * What HuggingFace's {@code TokenClassificationPipeline} does with {@code
 * aggregation_strategy="first"}, by its documentation: the most probable label of a word's first
 * sub-word is the word's; a word goes with the one before if both labels are of one type and its
 * own does not begin with {@code B-}; a label without {@code B-} or {@code I-} is a type; a group's
 * score is the mean of its words' scores; groups of {@code O} are left out.
 */
final class PipelineAggregation {

  record Group(EntitySpan span, double score) {}

  private PipelineAggregation() {}

  /**
   * @param id2label labels by id
   * @param logProbabilities [words, labels]
   */
  static List<Group> first(List<String> id2label, float[] logProbabilities) {
    int size = id2label.size();
    List<Group> groups = new ArrayList<>();
    int start = 0;
    String type = null;
    double sum = 0;
    int words = logProbabilities.length / size;
    for (int word = 0; word <= words; word++) {
      int best = 0;
      for (int id = 1; word < words && id < size; id++) {
        best =
            logProbabilities[word * size + id] > logProbabilities[word * size + best] ? id : best;
      }
      String label = id2label.get(best);
      boolean isTagged = label.startsWith("B-") || label.startsWith("I-");
      String its = isTagged ? label.substring(2) : label;
      boolean isEnd = word == words || !its.equals(type) || label.startsWith("B-");
      if (isEnd) {
        if (type != null && !type.equals("O")) {
          groups.add(new Group(new EntitySpan(start, word, type), sum / (word - start)));
        }
        start = word;
        sum = 0;
        type = its;
      }
      if (word < words) {
        sum += Math.exp(logProbabilities[word * size + best]);
      }
    }
    return groups;
  }
}
