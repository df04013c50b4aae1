package io.winnow.contract.parquet;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import io.winnow.json.JsonFormat;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
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
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
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

  /** What a decoder puts in place of bytes that are no text. */
  private static final char REPLACED = '\uFFFD';

  /** Of one row; no sentence has as many words. */
  private static final int MOST_VALUES = 200_000;

  /** Of the texts of one row, in characters: some hundred times the longest sentence. */
  private static final int MOST_TEXT = 16 << 20;

  private final Converter root;
  private final ReadBudget budget;
  private final int mostCharacters;
  private final Undecodable undecodable;
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
    this.undecodable = undecodable;
    this.budget = budget;
    this.mostCharacters = mostCharacters;
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
    private SharedText[] texts;

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
      texts = new SharedText[values.getMaxId() + 1];
    }

    @Override
    public void addValueFromDictionary(int id) {
      if (texts[id] == null) {
        texts[id] = new SharedText(text(dictionary.decodeToBinary(id)));
      }
      add(texts[id]);
    }

    @Override
    public void addBinary(Binary bytes) {
      if (isText()) {
        add(TextNode.valueOf(text(bytes)));
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

    /** Of JSON, the text that a string or number stands for; anything else as it is. */
    private String text(Binary utf8) {
      String text = beginning(utf8);
      if (type.getLogicalTypeAnnotation() instanceof JsonLogicalTypeAnnotation) {
        try {
          JsonNode value = JsonFormat.LENIENT.readTree(text);
          return value.isTextual() || value.isNumber() ? value.asText() : text;
        } catch (JsonProcessingException e) {
          return text;
        }
      }
      return text;
    }

    /**
     * @param isCut whether the last character may be a part of one
     */
    private void requireUtf8(ByteBuffer bytes, boolean isCut) {
      CharBuffer chars = CharBuffer.allocate(bytes.remaining());
      CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(bytes, chars, !isCut);
      if (result.isError()) {
        throw new ParquetDecodingException(
            "a text of '%s' is not UTF-8: byte 0x%02X after %d characters"
                .formatted(type.getName(), bytes.get(bytes.position()), chars.position()));
      }
    }

    private String beginning(Binary utf8) {
      ByteBuffer bytes = utf8.toByteBuffer().duplicate();
      // Four bytes are the most that a character takes.
      long most = 4 * (mostCharacters + 1L);
      bytes.limit(bytes.position() + (int) Math.min(bytes.remaining(), most));
      String text = StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
      if (undecodable == Undecodable.REFUSED && text.indexOf(REPLACED) >= 0) {
        requireUtf8(bytes, bytes.remaining() < utf8.length());
      }
      return text.length() <= mostCharacters ? text : text.substring(0, mostCharacters + 1);
    }
  }
}
