package io.winnow.spark;

import io.winnow.acquisition.AcquisitionFunction;
import io.winnow.acquisition.AcquisitionFunctions;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.types.StructType;

/**
 * What is made of one reading of a sentence, each a column of the scores.
 *
 * @param functions of the one pass
 */
public record ScoreColumns(List<AcquisitionFunction> functions) implements Serializable {

  public ScoreColumns {
    functions = List.copyOf(functions);
  }

  /** {@link Schemas#READINGS} and these columns. */
  public StructType schema() {
    return Schemas.scores(functions.stream().map(AcquisitionFunction::name).toList());
  }

  /**
   * @param names as configuration has them
   * @throws IllegalArgumentException if there is no function of a name; the message lists them
   */
  public static ScoreColumns named(List<String> names) {
    return new ScoreColumns(names.stream().map(AcquisitionFunctions::named).toList());
  }
}
