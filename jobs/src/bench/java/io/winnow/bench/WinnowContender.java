package io.winnow.bench;

import io.winnow.bench.contender.Contender;
import io.winnow.bench.contender.Pass;
import io.winnow.bench.contender.Protocol;
import io.winnow.bench.contender.Slice;
import io.winnow.bench.contender.TwoCores;
import io.winnow.jobs.Console;
import io.winnow.jobs.ModelOnShelf;
import io.winnow.jobs.Tables;
import io.winnow.jobs.score.ScoreSettings;
import io.winnow.jobs.score.Scorer;
import io.winnow.model.Checkpoint;
import io.winnow.model.Precision;
import io.winnow.model.Torch;
import io.winnow.spark.Schemas;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * Winnow end to end: what {@code winnow score} does between reading the corpus and publishing, with
 * its default settings. The one class of the benchmarks that knows how scoring is called.
 */
public final class WinnowContender implements Contender {

  private final SparkSession spark;
  private final ModelOnShelf model;
  private final Precision precision;
  private final ScoreSettings settings;

  private WinnowContender(SparkSession spark, Path model, Precision asked) throws Exception {
    this.spark = spark;
    this.model =
        new ModelOnShelf(
            "models/bench",
            new org.apache.hadoop.fs.Path(model.toUri()),
            Checkpoint.open(model).sha256(),
            null);
    this.precision = asked.on(Torch.defaultDevice());
    this.settings = new ScoreSettings(List.of("mnlp"), 1024, 4096, 64, precision);
  }

  /**
   * @param arguments the checkpoint's folder, the precision
   */
  public static void main(String[] arguments) throws Exception {
    Precision precision = Precision.valueOf(arguments[1]);
    SparkSession spark = TwoCores.spark().getOrCreate();
    Protocol.serve(new WinnowContender(spark, Path.of(arguments[0]), precision));
  }

  @Override
  public Pass over(Slice sentences, Path output) {
    return new Pass() {
      @Override
      public Map<String, Double> run() {
        Scorer.Scored scored =
            new Scorer(spark, settings, new Silent())
                .score(
                    Tables.read(
                        spark,
                        new org.apache.hadoop.fs.Path(sentences.table().toUri()),
                        Schemas.CORPUS),
                    model,
                    precision,
                    new org.apache.hadoop.fs.Path(output.toUri()));
        return Map.of("padding", scored.padding(), "tokens", (double) scored.tokens());
      }

      @Override
      public Map<String, Double> mnlp() {
        return TwoCores.mnlp(spark, output);
      }
    };
  }

  private static final class Silent implements Console {
    @Override
    public void say(String line) {}

    @Override
    public Progress progress(String task, long total, String unit) {
      return new Progress() {
        @Override
        public void at(long done, String note) {}

        @Override
        public void close() {}
      };
    }
  }
}
