package io.winnow.spark;

import static org.apache.spark.sql.types.DataTypes.FloatType;

import io.winnow.acquisition.AcquisitionFunction;
import io.winnow.acquisition.AcquisitionFunctions;
import io.winnow.acquisition.Committee;
import io.winnow.acquisition.CommitteeFunction;
import io.winnow.acquisition.OnePassFunction;
import io.winnow.acquisition.WordDistributions;
import io.winnow.extension.Named;
import io.winnow.model.InferenceOptions;
import io.winnow.model.Prediction;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.StructType;

/**
 * What is made of one prediction for a sentence, each a column of the scores: first the functions
 * of the one pass, then those of the passes with dropout, then the embedding.
 *
 * @param options of inference, so that they can be made
 */
public record ScoreColumns(
    List<OnePassFunction> functions, List<CommitteeFunction> committee, InferenceOptions options)
    implements Serializable {

  /** Holds the mean of the last layer's states, if asked for. */
  public static final String EMBEDDING = "embedding";

  /** Only what the model suggests. */
  public static final ScoreColumns NONE =
      new ScoreColumns(List.of(), List.of(), InferenceOptions.PLAIN);

  /**
   * @param names some of {@link AcquisitionFunctions#names}
   * @throws IllegalArgumentException if there is no function of a name; the message lists them
   */
  public static ScoreColumns named(List<String> names, InferenceOptions options) {
    return new ScoreColumns(
        named(names, OnePassFunction.class), named(names, CommitteeFunction.class), options);
  }

  private static <T> List<T> named(List<String> names, Class<T> kind) {
    return names.stream()
        .map(AcquisitionFunctions::named)
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  public StructType schema() {
    StructType scores =
        Schemas.scores(
            Stream.concat(functions.stream(), committee.stream()).map(Named::name).toList());
    return options.pooling() == InferenceOptions.Pooling.NONE
        ? scores
        : scores.add(EMBEDDING, new ArrayType(FloatType, false), true);
  }

  /** The columns' values for a sentence with words that the model saw, as in {@link #schema}. */
  List<Object> values(Prediction.Predicted predicted, WordDistributions sentence) {
    List<Object> values = new ArrayList<>();
    functions.forEach(function -> values.add(finite(function.score(sentence), function)));
    if (!committee.isEmpty()) {
      Committee passes = predicted.passes();
      committee.forEach(function -> values.add(finite(function.score(passes), function)));
    }
    if (options.pooling() != InferenceOptions.Pooling.NONE) {
      values.add(predicted.embedding());
    }
    return values;
  }

  private static double finite(double score, AcquisitionFunction function) {
    if (!Double.isFinite(score)) {
      throw new IllegalStateException(
          "The acquisition function '%s' (%s) gave a sentence the score %s; it must give a finite number"
              .formatted(function.name(), function.getClass().getName(), score));
    }
    return score;
  }
}
