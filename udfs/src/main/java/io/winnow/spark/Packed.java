package io.winnow.spark;

import java.io.Serializable;
import java.nio.ByteBuffer;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.JavaSerializer;
import org.apache.spark.serializer.SerializerInstance;
import scala.reflect.ClassTag;

/**
 * An object that is sent between tasks, serialized by Java. Clusters often use Kryo, and the Kryo
 * that Spark 3 brings can't write records.
 */
public final class Packed {

  private Packed() {}

  public static byte[] pack(Serializable object) {
    ByteBuffer buffer = java().serialize(object, ClassTag.apply(Serializable.class));
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  /** What {@link #pack} was given. */
  public static <T> T unpack(Class<T> type, byte[] packed) {
    // Spark's own loader knows the classes that came with --jars.
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    return java().deserialize(ByteBuffer.wrap(packed), loader, ClassTag.apply(type));
  }

  private static SerializerInstance java() {
    return new JavaSerializer(new SparkConf(false)).newInstance();
  }
}
