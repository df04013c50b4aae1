package org.apache.zeppelin.spark;

import java.util.List;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.zeppelin.display.ui.OptionInput.ParamOption;
import org.apache.zeppelin.interpreter.InterpreterHookRegistry;
import org.apache.zeppelin.interpreter.ZeppelinContext;
import scala.Tuple2;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * What notes know as {@code z}, of which no registry has the build for this Scala: that of an
 * earlier one shows tables by a call that Zeppelin no longer has. The methods that take Scala's
 * sequences, as Zeppelin has them; forms themselves are Zeppelin's.
 */
public final class SparkZeppelinContext extends ZeppelinContext {

  private final SparkContext spark;
  private final SparkShims shims;

  /** The constructor that Zeppelin's shell calls. */
  public SparkZeppelinContext(
      SparkContext spark, SparkShims shims, InterpreterHookRegistry hooks, int maxResult) {
    super(hooks, maxResult);
    this.spark = spark;
    this.shims = shims;
  }

  public SparkContext sc() {
    return spark;
  }

  public Object select(String name, Seq<Tuple2<Object, String>> options) {
    return select(name, options(options), (Object) null);
  }

  public Object select(String name, Object chosen, Seq<Tuple2<Object, String>> options) {
    return select(name, options(options), chosen);
  }

  public Object select(String name, Seq<Tuple2<Object, String>> options, Object chosen) {
    return select(name, options(options), chosen);
  }

  public Seq<Object> checkbox(String name, Seq<Tuple2<Object, String>> options) {
    return scala(checkbox(name, options(options)));
  }

  public Seq<Object> checkbox(
      String name, Seq<Tuple2<Object, String>> options, Seq<Object> checked) {
    return scala(checkbox(name, options(options), JavaConverters.seqAsJavaList(checked)));
  }

  @Override
  public String showData(Object table, int rows) {
    return shims.showDataFrame(table, rows, getInterpreterContext());
  }

  @Override
  public Map<String, String> getInterpreterClassMap() {
    return Map.of(
        "spark", SparkInterpreter.class.getName(), "sql", SparkSqlInterpreter.class.getName());
  }

  @Override
  @SuppressWarnings("rawtypes")
  public List<Class> getSupportedClasses() {
    return List.of(Dataset.class);
  }

  private static ParamOption[] options(Seq<Tuple2<Object, String>> options) {
    return JavaConverters.seqAsJavaList(options).stream()
        .map(option -> new ParamOption(option._1(), option._2()))
        .toArray(ParamOption[]::new);
  }

  private static Seq<Object> scala(List<Object> values) {
    return JavaConverters.asScalaBuffer(values);
  }
}
