package io.winnow.spark;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;

/**
 * An object on its way between tasks, written by Java itself. Clusters are often set to Kryo, and
 * the Kryo that Spark 3 brings can't write records.
 */
public final class Packed {

  private Packed() {}

  public static byte[] pack(Serializable object) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write a " + object.getClass().getName(), e);
    }
    return bytes.toByteArray();
  }

  /** What {@link #pack} was given. */
  public static <T> T unpack(Class<T> type, byte[] packed) {
    // Spark's own loader knows the classes that came with --jars.
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(packed)) {
          @Override
          protected Class<?> resolveClass(java.io.ObjectStreamClass name)
              throws IOException, ClassNotFoundException {
            try {
              return Class.forName(name.getName(), false, loader);
            } catch (ClassNotFoundException e) {
              return super.resolveClass(name);
            }
          }
        }) {
      return type.cast(in.readObject());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read a " + type.getName(), e);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("Cannot read a " + type.getName(), e);
    }
  }
}
