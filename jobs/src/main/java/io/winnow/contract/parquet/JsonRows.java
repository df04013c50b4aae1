package io.winnow.contract.parquet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.winnow.contract.parquet.ParquetRows.Undecodable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Consumer;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;

/**
 * Rows as JSON, whatever physical types a tool chose: lists of any shape are arrays, numbers are
 * {@code Long}, {@code Double} or {@code BigDecimal}. A null is absent, or null within a list; so
 * is NaN, which is what data-frame tools write for a missing number.
 */
final class JsonRows extends RecordMaterializer<ObjectNode> {

  /** A decimal of 38 digits needs 16 bytes; digits of a longer one would take long to count. */
  private static final int MAX_DECIMAL_BYTES = 32;

  /** Of one row; no sentence has as many words. */
  private static final int MOST_VALUES = 200_000;

  /** Of the texts of one row, in characters: some hundred times the longest sentence. */
  private static final int MOST_TEXT = 16 << 20;

  private final Converter root;
  private final ReadBudget budget;
  private final ColumnText texts;
  private ObjectNode row;
  private int values;
  private long characters;

  /** The budget is spent; Parquet's converters may throw nothing else. */
  private static final class SpentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SpentException(BeyondBudgetException cause) {
      super(cause.getMessage(), cause);
    }
  }

  /**
   * @param mostCharacters of a longer text the beginning is read, and one character more
   */
  JsonRows(MessageType schema, ReadBudget budget, int mostCharacters, Undecodable undecodable) {
    this.budget = budget;
    this.texts = new ColumnText(mostCharacters, undecodable);
    this.root = new Struct(schema, read -> row = read);
  }

  @Override
  public ObjectNode getCurrentRecord() {
    values = 0;
    characters = 0;
    return row;
  }

  @Override
  public GroupConverter getRootConverter() {
    return root.asGroupConverter();
  }

  /**
   * @param length of a text; 0 of anything else
   */
  private void count(int length) {
    values++;
    characters += length;
    if (values > MOST_VALUES) {
      throw new ParquetDecodingException("a row has more than %d values".formatted(MOST_VALUES));
    }
    if (characters > MOST_TEXT) {
      throw new ParquetDecodingException(
          "a row has texts of more than %d characters".formatted(MOST_TEXT));
    }
    try {
      budget.value(length);
    } catch (BeyondBudgetException e) {
      throw new SpentException(e);
    }
  }

  /**
   * @param out takes each value of the field
   */
  private Converter converter(Type field, Consumer<JsonNode> out) {
    if (field.isPrimitive()) {
      return new Value(field.asPrimitiveType(), out);
    }
    GroupType group = field.asGroupType();
    Type element = ColumnTypes.element(group).orElse(group);
    if (element == group) {
      return new Struct(group, out::accept);
    }
    Type repeated = group.getType(0);
    return new Struct(
        group,
        list -> {
          ArrayNode elements = (ArrayNode) list.get(repeated.getName());
          if (element != repeated) {
            for (int i = 0; i < elements.size(); i++) {
              elements.set(i, elements.get(i).get(element.getName()));
            }
          }
          out.accept(elements);
        });
  }

  private final class Struct extends GroupConverter {

    private final List<Converter> fields;
    private final List<String> repeated;
    private final Consumer<ObjectNode> out;
    private ObjectNode struct;

    Struct(GroupType type, Consumer<ObjectNode> out) {
      this.fields = type.getFields().stream().map(field -> converter(field, to(field))).toList();
      this.repeated =
          type.getFields().stream()
              .filter(field -> field.isRepetition(Repetition.REPEATED))
              .map(Type::getName)
              .toList();
      this.out = out;
    }

    private Consumer<JsonNode> to(Type field) {
      String name = field.getName();
      return field.isRepetition(Repetition.REPEATED)
          ? value -> ((ArrayNode) struct.get(name)).add(value)
          : value -> struct.set(name, value);
    }

    @Override
    public Converter getConverter(int field) {
      return fields.get(field);
    }

    @Override
    public void start() {
      count(0);
      struct = JsonNodeFactory.instance.objectNode();
      repeated.forEach(struct::putArray);
    }

    @Override
    public void end() {
      out.accept(struct);
    }
  }

  private final class Value extends PrimitiveConverter {

    private final PrimitiveType type;
    private final Consumer<JsonNode> out;

    /** Digits after the point; 0 for what is no decimal. */
    private final int scale;

    private final boolean isUnsigned;

    private Dictionary dictionary;

    /** Texts of the dictionary, each made once. */
    private SharedText[] made;

    Value(PrimitiveType type, Consumer<JsonNode> out) {
      var annotation = type.getLogicalTypeAnnotation();
      this.type = type;
      this.out = out;
      this.scale = annotation instanceof DecimalLogicalTypeAnnotation d ? d.getScale() : 0;
      this.isUnsigned = annotation instanceof IntLogicalTypeAnnotation i && !i.isSigned();
    }

    private void add(JsonNode value) {
      count(value.isTextual() ? value.textValue().length() : 0);
      out.accept(value);
    }

    private boolean isText() {
      return !(type.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation);
    }

    @Override
    public boolean hasDictionarySupport() {
      return isText()
          && switch (type.getPrimitiveTypeName()) {
            case BINARY, FIXED_LEN_BYTE_ARRAY -> true;
            default -> false;
          };
    }

    @Override
    public void setDictionary(Dictionary values) {
      dictionary = values;
      made = new SharedText[values.getMaxId() + 1];
    }

    @Override
    public void addValueFromDictionary(int id) {
      if (made[id] == null) {
        made[id] = new SharedText(texts.of(type, dictionary.decodeToBinary(id)));
      }
      add(made[id]);
    }

    @Override
    public void addBinary(Binary bytes) {
      if (isText()) {
        add(TextNode.valueOf(texts.of(type, bytes)));
      } else if (bytes.length() == 0 || bytes.length() > MAX_DECIMAL_BYTES) {
        add(DoubleNode.valueOf(Double.POSITIVE_INFINITY));
      } else {
        add(DecimalNode.valueOf(new BigDecimal(new BigInteger(bytes.getBytes()), scale)));
      }
    }

    @Override
    public void addBoolean(boolean bool) {
      add(BooleanNode.valueOf(bool));
    }

    @Override
    public void addDouble(double number) {
      add(Double.isNaN(number) ? NullNode.instance : DoubleNode.valueOf(number));
    }

    @Override
    public void addFloat(float number) {
      addDouble(number);
    }

    @Override
    public void addInt(int number) {
      addLong(isUnsigned ? Integer.toUnsignedLong(number) : number);
    }

    @Override
    public void addLong(long number) {
      if (scale != 0) {
        add(DecimalNode.valueOf(BigDecimal.valueOf(number, scale)));
      } else if (isUnsigned && number < 0) {
        add(DecimalNode.valueOf(new BigDecimal(Long.toUnsignedString(number))));
      } else {
        add(LongNode.valueOf(number));
      }
    }
  }
}
