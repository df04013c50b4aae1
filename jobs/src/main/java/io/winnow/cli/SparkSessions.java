package io.winnow.cli;

import io.winnow.settings.Gpus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import scala.Option;

/** Spark as it runs already, as spark-submit set it up, or on this machine alone. */
final class SparkSessions {

  private static final String LOCAL_DEFAULTS = "/conf/spark-defaults-local.conf";
  private static final String MASTER = "spark.master";

  private SparkSessions() {}

  static SparkSession start(String appName) {
    Option<SparkSession> running = SparkSession.getDefaultSession();
    if (running.isDefined() && !running.get().sparkContext().isStopped()) {
      // A notebook's session: a command must not change its settings.
      return running.get();
    }
    SparkConf conf = new SparkConf();
    if (!conf.contains(MASTER)) {
      Properties defaults = localDefaults();
      for (String key : defaults.stringPropertyNames()) {
        conf.setIfMissing(key, defaults.getProperty(key).strip());
      }
    }
    conf.setAppName(appName);
    // Before Spark starts: Spark reports some of these errors less clearly and ignores the others.
    Gpus.check(conf);
    SparkFolders.choose(conf);
    SparkSession spark = SparkSession.builder().config(conf).getOrCreate();
    SparkFolders.close(spark);
    return spark;
  }

  private static Properties localDefaults() {
    try (InputStream in = SparkSessions.class.getResourceAsStream(LOCAL_DEFAULTS)) {
      if (in == null) {
        throw new IllegalStateException(LOCAL_DEFAULTS + " is not on the class path: build again");
      }
      Properties defaults = new Properties();
      defaults.load(in);
      return defaults;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + LOCAL_DEFAULTS, e);
    }
  }
}
