package io.winnow.bench;

import io.winnow.bench.contender.Contender;
import io.winnow.bench.contender.Pass;
import io.winnow.bench.contender.Protocol;
import io.winnow.bench.contender.Slice;
import io.winnow.bench.contender.TwoCores;
import io.winnow.config.ConfigReader;
import io.winnow.jobs.ModelOnShelf;
import io.winnow.jobs.Tables;
import io.winnow.jobs.score.ScoreSettings;
import io.winnow.jobs.score.Scorer;
import io.winnow.jobs.score.Tally;
import io.winnow.model.Checkpoint;
import io.winnow.model.Precision;
import io.winnow.model.Torch;
import io.winnow.spark.Schemas;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Winnow end to end: what {@code winnow score} does between reading the corpus and publishing, with
 * its default settings. The one class of the benchmarks that knows how scoring is called.
 */
public final class WinnowContender implements Contender {

  private final SparkSession spark;
  private final Scorer scorer;

  private WinnowContender(SparkSession spark, Path folder, Precision asked) throws Exception {
    this.spark = spark;
    ModelOnShelf model =
        new ModelOnShelf(
            "models/bench",
            new org.apache.hadoop.fs.Path(folder.toUri()),
            Checkpoint.open(folder).sha256(),
            null);
    ScoreSettings settings = ConfigReader.read(List.of(), List.of()).jobs().score();
    this.scorer =
        new Scorer(
            spark, settings, settings.columns(1), model, asked.on(Torch.defaultDevice()));
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
        Dataset<Row> table =
            Tables.read(
                spark,
                new org.apache.hadoop.fs.Path(sentences.table().toUri()),
                Schemas.CORPUS);
        Tally tally =
            scorer.score(
                table,
                Tables.fingerprint(table),
                TwoCores.CORES,
                new org.apache.hadoop.fs.Path(output.toUri()));
        return Map.of("padding", tally.padding(), "tokens", (double) tally.tokens());
      }

      @Override
      public Map<String, Double> mnlp() {
        return TwoCores.mnlp(spark, output);
      }
    };
  }
}
