package io.winnow.bench.synapseml;

import com.microsoft.azure.synapse.ml.onnx.ONNXModel;
import com.microsoft.azure.synapse.ml.stages.FixedMiniBatchTransformer;
import io.winnow.bench.contender.Contender;
import io.winnow.bench.contender.Pass;
import io.winnow.bench.contender.Protocol;
import io.winnow.bench.contender.Slice;
import io.winnow.bench.contender.Speller;
import io.winnow.bench.contender.Speller.Spelled;
import io.winnow.bench.contender.BestTags;
import io.winnow.bench.contender.TwoCores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * SynapseML's ONNXModel from Parquet to Parquet. It takes rows of numbers, and all rows of a batch
 * must be of one length: tokens, the order by length and the padding come from here, as they would
 * have to come from its user; so do the tags and MNLP behind it.
 */
public final class SynapseMlContender implements Contender {

  private static final int BATCH = 64;

  /** What ONNXModel is fed. */
  private static final StructType FED =
      new StructType()
          .add("id", DataTypes.StringType)
          .add("firsts", DataTypes.createArrayType(DataTypes.IntegerType, false))
          .add("ids", DataTypes.createArrayType(DataTypes.LongType, false))
          .add("mask", DataTypes.createArrayType(DataTypes.LongType, false))
          .add("types", DataTypes.createArrayType(DataTypes.LongType, false));

  private static final StructType OUT =
      new StructType()
          .add("id", DataTypes.StringType)
          .add("tags", DataTypes.createArrayType(DataTypes.IntegerType, false))
          .add("mnlp", DataTypes.DoubleType);

  private final SparkSession spark;
  private final ONNXModel model;
  private final Feed feed;

  private SynapseMlContender(SparkSession spark, byte[] onnx, Feed feed) {
    this.spark = spark;
    this.feed = feed;
    HashMap<String, String> inputs = new HashMap<>();
    inputs.put("input_ids", "ids");
    inputs.put("attention_mask", "mask");
    inputs.put("token_type_ids", "types");
    HashMap<String, String> outputs = new HashMap<>();
    outputs.put("logits", "logits");
    FixedMiniBatchTransformer batches = new FixedMiniBatchTransformer();
    batches.setBatchSize(BATCH);
    this.model = new ONNXModel();
    model.setModelPayload(onnx);
    model.setDeviceType("CPU");
    model.setFeedDict(inputs);
    model.setFetchDict(outputs);
    model.setMiniBatcher(batches);
  }

  /**
   * @param arguments the ONNX file, the tokenizer's file, sub-words the model reads at once
   */
  public static void main(String[] arguments) throws Exception {
    SparkSession spark = TwoCores.spark().getOrCreate();
    Feed feed = new Feed(arguments[1], Integer.parseInt(arguments[2]));
    byte[] onnx = Files.readAllBytes(Path.of(arguments[0]));
    Protocol.serve(new SynapseMlContender(spark, onnx, feed));
  }

  @Override
  public Pass over(Slice sentences, Path output) {
    return new Pass() {
      @Override
      public Map<String, Double> run() {
        Dataset<Row> fed =
            spark
                .read()
                .parquet(sentences.table().toString())
                .select("id", "words")
                .repartition(TwoCores.CORES)
                .mapPartitions(feed, encoder(FED));
        Dataset<Row> read = model.transform(fed).select("id", "firsts", "logits");
        TwoCores.write(
            read.map((MapFunction<Row, Row>) SynapseMlContender::tagged, encoder(OUT)), output);
        return Map.of();
      }

      @Override
      public Map<String, Double> mnlp() {
        return TwoCores.mnlp(spark, output);
      }
    };
  }

  private static Encoder<Row> encoder(StructType schema) {
    return Encoders.row(schema);
  }

  private static Row tagged(Row row) {
    List<Integer> firsts = row.getList(1);
    List<scala.collection.Seq<Float>> logits = row.getList(2);
    int tags = logits.get(0).size();
    BestTags tagged =
        BestTags.of(
            firsts.stream().mapToInt(Integer::intValue).toArray(),
            tags,
            (i, tag) -> logits.get(i).apply(tag));
    return RowFactory.create(row.getString(0), tagged.tags(), tagged.mnlp());
  }

  /** Turns the sentences of a partition into rows of numbers, batch by batch. */
  private record Feed(String tokenizer, int longest) implements MapPartitionsFunction<Row, Row> {

    @Override
    public Iterator<Row> call(Iterator<Row> sentences) throws IOException {
      List<Spelled> spelled = new ArrayList<>();
      try (Speller speller = new Speller(Path.of(tokenizer), longest)) {
        while (sentences.hasNext()) {
          Row row = sentences.next();
          List<Row> words = row.getList(1);
          List<String> texts = words.stream().map(word -> word.getString(0)).toList();
          spelled.add(speller.spell(row.getString(0), texts).orElseThrow());
        }
      }
      spelled.sort(Comparator.comparingInt(Spelled::length).reversed());
      List<Row> rows = new ArrayList<>();
      for (int i = 0; i < spelled.size(); i++) {
        int width = spelled.get(i - i % BATCH).length();
        rows.add(row(spelled.get(i), width));
      }
      return rows.iterator();
    }

    private static Row row(Spelled sentence, int width) {
      long[] ids = new long[width];
      long[] mask = new long[width];
      for (int i = 0; i < sentence.length(); i++) {
        ids[i] = sentence.ids()[i];
        mask[i] = 1;
      }
      return RowFactory.create(sentence.id(), sentence.firsts(), ids, mask, new long[width]);
    }
  }
}
