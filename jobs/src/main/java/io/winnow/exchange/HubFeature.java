package io.winnow.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * What a column of a HuggingFace data set holds, as each of its three places says it: the Parquet
 * schema, the JSON in a Parquet file's footer ({@code datasets/features/features.py}, {@code
 * to_dict}), and the YAML of a data set card ({@code _to_yaml_list}). The words are those that
 * every version of the library reads: it calls a list {@code Sequence} before 4.0 and {@code List}
 * since, and reads both.
 */
public sealed interface HubFeature {

  JsonNode json();

  /** What stands beside the column's name. */
  ObjectNode yaml();

  Type parquet(String name);

  /** Bytes of a value in Arrow's columns: those of texts and numbers, and four for an offset. */
  long bytes(JsonNode value);

  /** The plain values that occur. */
  enum Value implements HubFeature {
    STRING(PrimitiveTypeName.BINARY, Integer.BYTES),
    INT32(PrimitiveTypeName.INT32, Integer.BYTES),
    INT64(PrimitiveTypeName.INT64, Long.BYTES),
    FLOAT64(PrimitiveTypeName.DOUBLE, Double.BYTES),
    BOOL(PrimitiveTypeName.BOOLEAN, 1);

    private final PrimitiveTypeName stored;
    private final int width;

    Value(PrimitiveTypeName stored, int width) {
      this.stored = stored;
      this.width = width;
    }

    /** Its {@code dtype}. */
    String dtype() {
      return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public JsonNode json() {
      return node().put("dtype", dtype()).put("_type", "Value");
    }

    @Override
    public ObjectNode yaml() {
      return node().put("dtype", dtype());
    }

    @Override
    public Type parquet(String name) {
      return this == STRING
          ? Types.optional(stored).as(LogicalTypeAnnotation.stringType()).named(name)
          : Types.optional(stored).named(name);
    }

    @Override
    public long bytes(JsonNode value) {
      return width
          + (value.isTextual() ? value.textValue().getBytes(StandardCharsets.UTF_8).length : 0);
    }
  }

  /**
   * A number that stands for a name.
   *
   * @param names a name's place is its number
   */
  record ClassLabel(List<String> names) implements HubFeature {

    @Override
    public JsonNode json() {
      ObjectNode feature = node();
      names.forEach(feature.putArray("names")::add);
      return feature.put("_type", "ClassLabel");
    }

    @Override
    public ObjectNode yaml() {
      ObjectNode label = node();
      ObjectNode numbered = label.putObject("class_label").putObject("names");
      for (int i = 0; i < names.size(); i++) {
        numbered.put(Integer.toString(i), names.get(i));
      }
      return node().set("dtype", label);
    }

    @Override
    public Type parquet(String name) {
      return Value.INT64.parquet(name);
    }

    @Override
    public long bytes(JsonNode value) {
      return Value.INT64.bytes(value);
    }
  }

  /** A list. */
  record Many(HubFeature element) implements HubFeature {

    @Override
    public JsonNode json() {
      if (element instanceof Struct) {
        return JsonNodeFactory.instance.arrayNode().add(element.json());
      }
      return node().<ObjectNode>set("feature", element.json()).put("_type", "Sequence");
    }

    @Override
    public ObjectNode yaml() {
      JsonNode inner = element.yaml().elements().next();
      return node().set(element instanceof Struct ? "list" : "sequence", inner);
    }

    @Override
    public Type parquet(String name) {
      return Types.optionalList().setElementType(element.parquet("element")).named(name);
    }

    @Override
    public long bytes(JsonNode value) {
      long bytes = Integer.BYTES;
      for (JsonNode one : value) {
        bytes += element.bytes(one);
      }
      return bytes;
    }
  }

  /** An object. */
  record Struct(Map<String, HubFeature> fields) implements HubFeature {

    public Struct {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    @Override
    public JsonNode json() {
      ObjectNode features = node();
      fields.forEach((name, feature) -> features.set(name, feature.json()));
      return features;
    }

    @Override
    public ObjectNode yaml() {
      ArrayNode list = JsonNodeFactory.instance.arrayNode();
      fields.forEach(
          (name, feature) ->
              list.add(node().<ObjectNode>set("name", new TextNode(name)).setAll(feature.yaml())));
      return node().set("struct", list);
    }

    @Override
    public Type parquet(String name) {
      return Types.optionalGroup().addFields(columns()).named(name);
    }

    Type[] columns() {
      List<Type> columns = new ArrayList<>();
      fields.forEach((name, feature) -> columns.add(feature.parquet(name)));
      return columns.toArray(Type[]::new);
    }

    @Override
    public long bytes(JsonNode value) {
      return fields.entrySet().stream()
          .mapToLong(field -> field.getValue().bytes(value.path(field.getKey())))
          .sum();
    }
  }

  private static ObjectNode node() {
    return JsonNodeFactory.instance.objectNode();
  }
}
