package io.winnow.jobs.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.winnow.json.JsonFormat;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** Of which kinds the values of each field of metadata are, over all records. */
final class FieldKinds implements Serializable {

  /** Records whose fields' names are data have no end of them; beyond this, no more are counted. */
  static final int MOST = 10_000;

  /** What JSON has no numbers for, as Spark and Java write it. */
  static final Set<String> NOT_FINITE = Set.of("NaN", "Infinity", "-Infinity");

  private static final long serialVersionUID = 1L;

  private enum Kind {
    WHOLE_NUMBER,
    NUMBER,
    NOT_FINITE,
    TRUTH,
    TEXT,
    EMPTY_TEXT
  }

  private final SortedMap<String, EnumSet<Kind>> byName = new TreeMap<>();

  /**
   * @param json an object of single values
   */
  void add(String json) {
    try (JsonParser parser = JsonFormat.MAPPER.createParser(json)) {
      parser.nextToken();
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        parser.nextToken();
        add(name, kind(parser));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void add(FieldKinds other) {
    other.byName.forEach((name, kinds) -> kinds.forEach(kind -> add(name, kind)));
  }

  private void add(String name, Kind kind) {
    EnumSet<Kind> kinds = byName.get(name);
    if (kinds != null) {
      kinds.add(kind);
    } else if (byName.size() < MOST) {
      byName.put(name, EnumSet.of(kind));
    }
  }

  private static Kind kind(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token.isBoolean()) {
      return Kind.TRUTH;
    }
    if (token == JsonToken.VALUE_NUMBER_INT) {
      boolean isLong = parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
      return isLong ? Kind.WHOLE_NUMBER : Kind.NUMBER;
    }
    if (token == JsonToken.VALUE_NUMBER_FLOAT) {
      return Kind.NUMBER;
    }
    if (parser.getTextLength() == 0) {
      return Kind.EMPTY_TEXT;
    }
    return NOT_FINITE.contains(parser.getText()) ? Kind.NOT_FINITE : Kind.TEXT;
  }

  /** The fields' types, by their names: the narrowest that holds all of a field's values. */
  SortedMap<String, DataType> types() {
    SortedMap<String, DataType> types = new TreeMap<>();
    for (Map.Entry<String, EnumSet<Kind>> field : byName.entrySet()) {
      types.put(field.getKey(), type(field.getValue()));
    }
    return types;
  }

  /** An empty text is no value, as writers of tables mean it, where other values are no texts. */
  private static DataType type(EnumSet<Kind> kinds) {
    boolean isNumber = kinds.contains(Kind.NUMBER) || kinds.contains(Kind.WHOLE_NUMBER);
    boolean isTruth = kinds.contains(Kind.TRUTH);
    if (kinds.contains(Kind.TEXT) || isNumber == isTruth) {
      return DataTypes.StringType;
    }
    if (isTruth) {
      return kinds.contains(Kind.NOT_FINITE) ? DataTypes.StringType : DataTypes.BooleanType;
    }
    return kinds.contains(Kind.NUMBER) || kinds.contains(Kind.NOT_FINITE)
        ? DataTypes.DoubleType
        : DataTypes.LongType;
  }
}
