package io.winnow.spark.sql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.types.DataType;
import scala.Function1;
import scala.PartialFunction;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import scala.runtime.AbstractPartialFunction;

/** Between Java's collections and those of Spark's planner, which is written in Scala. */
final class Catalyst {

  private Catalyst() {}

  static <T> List<T> list(Seq<T> seq) {
    return JavaConverters.seqAsJavaList(seq);
  }

  /** A strict Scala list, which does not change with what it was made of. */
  static <T> Seq<T> seq(Collection<? extends T> items) {
    return JavaConverters.asScalaBuffer(new ArrayList<T>(items)).toList();
  }

  /** Scala's sequences are covariant, as Java can't say. */
  static <T> Seq<T> upcast(Seq<? extends T> seq) {
    return seq(list(seq));
  }

  static <T> Seq<T> concat(Seq<? extends T> first, Seq<? extends T> second) {
    List<T> both = new ArrayList<>(list(first));
    both.addAll(list(second));
    return seq(both);
  }

  /** The columns that named expressions become. */
  static Seq<Attribute> columns(Seq<Alias> named) {
    return seq(list(named).stream().map(Alias::toAttribute).toList());
  }

  static DataType[] types(Seq<Attribute> columns) {
    return list(columns).stream().map(Attribute::dataType).toArray(DataType[]::new);
  }

  static BatchedNer ner(Alias prediction) {
    return (BatchedNer) prediction.child();
  }

  static <T> Function1<T, T> function(UnaryOperator<T> function) {
    return function::apply;
  }

  /** As the planner's tree walks take a function that has an answer for everything. */
  static <T> PartialFunction<T, T> total(UnaryOperator<T> function) {
    return new AbstractPartialFunction<>() {
      @Override
      public boolean isDefinedAt(T node) {
        return true;
      }

      @Override
      public T apply(T node) {
        return function.apply(node);
      }
    };
  }
}
