package io.winnow.spark.sql;

import io.winnow.model.Precision;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.internal.SQLConf;

/**
 * The session's settings, as {@code SET key=value} or {@code --conf key=value} make them.
 *
 * @param model empty where it is not set
 */
record NerSettings(
    String model, Precision precision, int batchTokens, int overlapTokens, int windowSentences) {

  static final String MODEL = "spark.winnow.model";
  static final String PRECISION = "spark.winnow.precision";
  static final String BATCH_TOKENS = "spark.winnow.batch-tokens";
  static final String OVERLAP_TOKENS = "spark.winnow.overlap-tokens";
  static final String WINDOW_SENTENCES = "spark.winnow.window-sentences";

  /**
   * @throws IllegalArgumentException naming the key, its value and the way out
   */
  static NerSettings of(SQLConf conf) {
    return new NerSettings(
        conf.getConfString(MODEL, ""),
        precision(conf.getConfString(PRECISION, "auto")),
        number(conf, BATCH_TOKENS, 1024, 1),
        number(conf, OVERLAP_TOKENS, 64, 0),
        number(conf, WINDOW_SENTENCES, 4096, 1));
  }

  private static Precision precision(String value) {
    List<String> names =
        Arrays.stream(Precision.values()).map(it -> it.name().toLowerCase(Locale.ROOT)).toList();
    if (!names.contains(value)) {
      throw new IllegalArgumentException(
          "%s is '%s'; use %s".formatted(PRECISION, value, String.join(", ", names)));
    }
    return Precision.valueOf(value.toUpperCase(Locale.ROOT));
  }

  private static int number(SQLConf conf, String key, int byDefault, int least) {
    String value = conf.getConfString(key, Integer.toString(byDefault));
    try {
      int number = Integer.parseInt(value);
      if (number >= least) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number that is too small.
    }
    throw new IllegalArgumentException(
        "%s is '%s'; give a whole number from %d on".formatted(key, value, least));
  }
}
