package io.winnow.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.json.JsonFormat;
import io.winnow.testing.LocalSpark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** Columns and their values are those that Spark itself makes of the same JSON. */
class TypedFieldsLawsTest {

  @Property(tries = 12)
  void columnsAreThoseOfSpark(@ForAll("records") List<ObjectNode> records) throws Exception {
    List<String> lines = records.stream().map(ObjectNode::toString).toList();
    Dataset<Row> table =
        LocalSpark.session()
            .read()
            .json(LocalSpark.session().createDataset(lines, Encoders.STRING()));
    StructType columns = columns(kinds(lines));
    assertThat(columns).isEqualTo(ofSpark(table.schema()));
    Assume.that(!columns.isEmpty());
    List<Row> rows = new ArrayList<>();
    for (String line : lines) {
      rows.add(TypedFields.of(columns).call(line));
    }
    assertThat(rows)
        .isEqualTo(
            LocalSpark.session()
                .createDataset(lines, Encoders.STRING())
                .toDF("json")
                .selectExpr("from_json(json, '%s') AS it".formatted(columns.toDDL()))
                .collectAsList()
                .stream()
                .map(row -> row.getStruct(0))
                .toList());
  }

  /** Kinds that are found apart are those that are found together, in any order. */
  @Property(tries = 100)
  void partsAddUp(@ForAll("records") List<ObjectNode> records) {
    List<String> lines = records.stream().map(ObjectNode::toString).toList();
    FieldKinds sum = kinds(lines.subList(lines.size() / 2, lines.size()));
    sum.add(kinds(lines.subList(0, lines.size() / 2)));
    assertThat(sum.types()).isEqualTo(kinds(lines).types());
  }

  @Test
  void whatIsNotFiniteIsANumberAmongNumbers() throws Exception {
    List<String> lines = List.of("{\"n\":1}", "{\"n\":\"NaN\"}", "{\"n\":\"-Infinity\"}");
    StructType columns = columns(kinds(lines));
    assertThat(columns).isEqualTo(new StructType().add("n", "double"));
    assertThat(TypedFields.of(columns).call(lines.get(1)).getDouble(0)).isNaN();
    assertThat(TypedFields.of(columns).call(lines.get(2)).getDouble(0))
        .isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(kinds(List.of("{\"n\":\"NaN\"}", "{\"n\":true}")).types())
        .isEqualTo(Map.of("n", DataTypes.StringType));
  }

  @Test
  void namesThatAreDataEndSomewhere() {
    FieldKinds kinds = new FieldKinds();
    for (int i = 0; i < 3 * FieldKinds.MOST; i++) {
      kinds.add("{\"f%d\":1}".formatted(i));
    }
    assertThat(kinds.types()).hasSize(FieldKinds.MOST);
  }

  @Provide
  Arbitrary<List<ObjectNode>> records() {
    Arbitrary<Object> value =
        Arbitraries.oneOf(
            Arbitraries.longs().map(it -> (Object) it),
            Arbitraries.integers().between(-9, 9).map(it -> (Object) it),
            Arbitraries.doubles().ofScale(2).map(it -> (Object) it),
            Arbitraries.bigIntegers().map(it -> (Object) it),
            Arbitraries.of(true, false).map(it -> (Object) it),
            Arbitraries.of("", "de", "2020-01-01", "7", "true", "日本", "a\"b\\").map(it -> it));
    // Few kinds a field, or all would be texts.
    Arbitrary<ObjectNode> record =
        Arbitraries.maps(Arbitraries.of("a", "b", "c", "d", "e f"), value)
            .ofMaxSize(5)
            .map(
                fields -> {
                  ObjectNode node = JsonFormat.MAPPER.createObjectNode();
                  fields.forEach((name, it) -> node.set(name, JsonFormat.MAPPER.valueToTree(it)));
                  return node;
                });
    return record.list().ofMinSize(1).ofMaxSize(5);
  }

  private static FieldKinds kinds(List<String> lines) {
    FieldKinds kinds = new FieldKinds();
    lines.forEach(kinds::add);
    return kinds;
  }

  private static StructType columns(FieldKinds kinds) {
    return SentenceMetadata.of(kinds).columns();
  }

  /** Whole numbers beyond those of Java's are decimals there. */
  private static StructType ofSpark(StructType inferred) {
    return new StructType(
        Stream.of(inferred.fields())
            .map(field -> new StructField(field.name(), type(field), true, field.metadata()))
            .toArray(StructField[]::new));
  }

  private static DataType type(StructField field) {
    return field.dataType().typeName().startsWith("decimal")
        ? DataTypes.DoubleType
        : field.dataType();
  }
}
