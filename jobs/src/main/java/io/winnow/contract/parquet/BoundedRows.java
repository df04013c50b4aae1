package io.winnow.contract.parquet;

import org.apache.parquet.column.Dictionary;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;

/** Rows as Parquet's example groups, none with more values than the limits allow. */
final class BoundedRows extends RecordMaterializer<Group> {

  private final GroupRecordConverter rows;
  private final GroupConverter root;
  private final int most;
  private int values;

  BoundedRows(MessageType schema, ReadLimits limits) {
    this.rows = new GroupRecordConverter(schema);
    this.root = new Counted(rows.getRootConverter(), schema);
    this.most = limits.valuesPerRow();
  }

  @Override
  public Group getCurrentRecord() {
    values = 0;
    return rows.getCurrentRecord();
  }

  @Override
  public GroupConverter getRootConverter() {
    return root;
  }

  private void count() {
    values++;
    if (values > most) {
      throw new ParquetDecodingException("a row has more than %d values".formatted(most));
    }
  }

  private final class Counted extends GroupConverter {

    private final GroupConverter group;
    private final Converter[] fields;

    Counted(GroupConverter group, GroupType type) {
      this.group = group;
      this.fields = new Converter[type.getFieldCount()];
      for (int i = 0; i < fields.length; i++) {
        Converter field = group.getConverter(i);
        fields[i] =
            field.isPrimitive()
                ? new CountedValue(field.asPrimitiveConverter())
                : new Counted(field.asGroupConverter(), type.getType(i).asGroupType());
      }
    }

    @Override
    public Converter getConverter(int field) {
      return fields[field];
    }

    @Override
    public void start() {
      count();
      group.start();
    }

    @Override
    public void end() {
      group.end();
    }
  }

  private final class CountedValue extends PrimitiveConverter {

    private final PrimitiveConverter value;

    CountedValue(PrimitiveConverter value) {
      this.value = value;
    }

    @Override
    public boolean hasDictionarySupport() {
      return value.hasDictionarySupport();
    }

    @Override
    public void setDictionary(Dictionary dictionary) {
      value.setDictionary(dictionary);
    }

    @Override
    public void addValueFromDictionary(int id) {
      count();
      value.addValueFromDictionary(id);
    }

    @Override
    public void addBinary(Binary binary) {
      count();
      value.addBinary(binary);
    }

    @Override
    public void addBoolean(boolean bool) {
      count();
      value.addBoolean(bool);
    }

    @Override
    public void addDouble(double number) {
      count();
      value.addDouble(number);
    }

    @Override
    public void addFloat(float number) {
      count();
      value.addFloat(number);
    }

    @Override
    public void addInt(int number) {
      count();
      value.addInt(number);
    }

    @Override
    public void addLong(long number) {
      count();
      value.addLong(number);
    }
  }
}
