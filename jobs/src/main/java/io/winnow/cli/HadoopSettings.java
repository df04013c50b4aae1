package io.winnow.cli;

import org.apache.hadoop.conf.Configuration;

/** Hadoop's settings for commands that do without Spark. */
final class HadoopSettings {

  private static final String PREFIX = "spark.hadoop.";

  private HadoopSettings() {}

  /**
   * Those of {@code core-site.xml} and, as Spark has it, of the {@code spark.hadoop.*} among Java's
   * properties. Asking Spark itself takes half a second.
   */
  static Configuration ofProcess() {
    Configuration hadoop = new Configuration();
    for (String key : System.getProperties().stringPropertyNames()) {
      if (key.startsWith(PREFIX)) {
        hadoop.set(key.substring(PREFIX.length()), System.getProperty(key));
      }
    }
    return hadoop;
  }
}
