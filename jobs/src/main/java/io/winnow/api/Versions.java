package io.winnow.api;

import ai.djl.engine.Engine;
import io.winnow.Internal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;

/** The versions of Winnow and of its main dependencies. */
@Internal
public final class Versions {

  private static final String BUILT_WITH = "/winnow-versions.properties";

  private Versions() {}

  public static Map<String, String> all() {
    Map<String, String> versions = new TreeMap<>();
    Properties built = builtWith();
    built.stringPropertyNames().forEach(name -> versions.put(name, built.getProperty(name)));
    versions.put("java", Runtime.version().toString());
    String spark = SparkSession.class.getPackage().getImplementationVersion();
    versions.put("spark", spark == null ? "unknown" : spark);
    versions.put("scala", scala.util.Properties.versionNumberString());
    versions.put("djl", Engine.getDjlVersion());
    return versions;
  }

  /** Of Winnow itself. */
  public static String winnow() {
    return builtWith().getProperty("winnow");
  }

  private static Properties builtWith() {
    try (InputStream in = Versions.class.getResourceAsStream(BUILT_WITH)) {
      Properties properties = new Properties();
      properties.load(in);
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + BUILT_WITH, e);
    }
  }
}
