package io.winnow.jobs.corpus;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;

import io.winnow.spark.Packed;
import java.util.HashSet;
import java.util.Locale;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import scala.reflect.ClassTag;

/**
 * The different words of some sentences. Letter case makes no difference.
 *
 * @param forms folded
 */
record WordForms(HashSet<String> forms) {

  /**
   * @param sentences at least {@code words}
   */
  static WordForms of(Dataset<Row> sentences) {
    HashSet<String> forms = new HashSet<>();
    sentences.select(explode(col("words.text"))).distinct().collectAsList().stream()
        .map(row -> folded(row.getString(0)))
        .forEach(forms::add);
    return new WordForms(forms);
  }

  int size() {
    return forms.size();
  }

  /** Counts which of a sentence's words are among these: from a struct with their texts. */
  UDF1<Row, Integer> counter(SparkSession spark) {
    Broadcast<byte[]> packed =
        spark.sparkContext().broadcast(Packed.pack(forms), ClassTag.apply(byte[].class));
    return new Counter(packed);
  }

  private static String folded(String word) {
    // Through capitals first: several small letters share one.
    return word.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }

  /** Unpacks the words once a task. */
  private static final class Counter implements UDF1<Row, Integer> {

    private static final long serialVersionUID = 1L;

    private final Broadcast<byte[]> packed;
    private transient HashSet<String> forms;

    Counter(Broadcast<byte[]> packed) {
      this.packed = packed;
    }

    @Override
    @SuppressWarnings("unchecked")
    public Integer call(Row words) {
      if (forms == null) {
        forms = Packed.unpack(HashSet.class, packed.value());
      }
      int known = 0;
      for (String word : words.<String>getList(0)) {
        known += forms.contains(folded(word)) ? 1 : 0;
      }
      return known;
    }
  }
}
