package io.winnow.spark.sql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import scala.PartialFunction;
import scala.Product;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import scala.runtime.AbstractPartialFunction;

/** Between Java and Spark's planner, which is written in Scala. */
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

  static Seq<Attribute> columns(Seq<Alias> named) {
    return seq(list(named).stream().map(Alias::toAttribute).toList());
  }

  static Seq<Attribute> columns(Seq<Attribute> first, Seq<Alias> named) {
    List<Attribute> both = new ArrayList<>(list(first));
    both.addAll(list(columns(named)));
    return seq(both);
  }

  static BatchedNer ner(Alias prediction) {
    return (BatchedNer) prediction.child();
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

  /** Equality of nodes as Scala's case classes have it. */
  static boolean equal(Product one, Object other) {
    return one == other
        || other != null
            && one.getClass() == other.getClass()
            && one.productIterator().sameElements(((Product) other).productIterator());
  }
}
