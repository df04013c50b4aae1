package io.winnow.bench.sparknlp;

import com.johnsnowlabs.nlp.DocumentAssembler;
import com.johnsnowlabs.nlp.annotators.Tokenizer;
import com.johnsnowlabs.nlp.annotators.classifier.dl.BertForTokenClassification;
import io.winnow.bench.contender.Contender;
import io.winnow.bench.contender.Pass;
import io.winnow.bench.contender.Protocol;
import io.winnow.bench.contender.Slice;
import io.winnow.bench.contender.TwoCores;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Spark NLP's BertForTokenClassification from Parquet to Parquet, behind its own tokenizer. It gets
 * Winnow's words with spaces between them, so that both find nearly the same ones. A row is a
 * sentence: it runs the model row by row whatever its batch size says, which pads nothing; many
 * sentences in a row, sorted, which do make a batch, took it seven times as long.
 */
public final class SparkNlpContender implements Contender {

  private static final int LONGEST = 512;

  private final SparkSession spark;
  private final PipelineModel pipeline;

  private SparkNlpContender(SparkSession spark, String model) {
    this.spark = spark;
    DocumentAssembler documents = new DocumentAssembler();
    documents.setInputCol("spaced");
    documents.setOutputCol("document");
    Tokenizer tokenizer = new Tokenizer();
    tokenizer.setInputCols(new String[] {"document"});
    tokenizer.setOutputCol("token");
    BertForTokenClassification classifier = BertForTokenClassification.loadSavedModel(model, spark);
    classifier.setInputCols(new String[] {"document", "token"});
    classifier.setOutputCol("label");
    classifier.setCaseSensitive(false);
    classifier.setMaxSentenceLength(LONGEST);
    Dataset<Row> nothing = spark.emptyDataFrame().selectExpr("'' as spaced");
    this.pipeline =
        new Pipeline()
            .setStages(new PipelineStage[] {documents, tokenizer, classifier})
            .fit(nothing);
  }

  /**
   * @param arguments the exported model's folder
   */
  public static void main(String[] arguments) throws Exception {
    SparkSession spark =
        TwoCores.spark().config("spark.jsl.settings.onnx.intraOpNumThreads", "1").getOrCreate();
    Protocol.serve(new SparkNlpContender(spark, arguments[0]));
  }

  @Override
  public Pass over(Slice sentences, Path output) {
    return new Pass() {
      @Override
      public Map<String, Double> run() {
        Dataset<Row> documents =
            spark
                .read()
                .parquet(sentences.table().toString())
                .selectExpr("id", "concat_ws(' ', words.text) as spaced")
                .repartition(TwoCores.CORES);
        Dataset<Row> read =
            pipeline
                .transform(documents)
                .selectExpr(
                    "id",
                    "label.result as tags",
                    "aggregate(label, 0D, (sum, word) -> sum"
                        + " + ln(double(word.metadata[word.result]))) / size(label) as mnlp");
        TwoCores.write(read, output);
        return Map.of();
      }

      @Override
      public Map<String, Double> mnlp() {
        return TwoCores.mnlp(spark, output);
      }
    };
  }
}
